"""What the parties send each other: the payloads of a case. Only the two states and the commission read
them.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from mithaq.domain.alert_events import Hash
from mithaq.domain.content import Offence, Warrant, field_of, iso_date
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import MAX_TEXT, Identity
from mithaq.domain.instrument import Instrument, Paper, PaperRule

MAX_MONTHS = 1200
"""A hundred years: what is more is written as that."""


class Sentence(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A judgment to be executed. Terms in months. `presence`: حضوري، حضوري اعتباري، غيابي (Riyadh 40 c).

    `retrial`: a way to a full retrial is open; without it a judgment in absentia counts as a charge (H).
    """

    months: int
    presence: Literal["present", "deemed_present", "absent"]
    notice_given: bool = False
    retrial: bool = False


class DetentionRequest(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The request for provisional detention, with the statements of Riyadh 43.

    `offence_state`: ISO code of the state on whose territory the act was committed, empty if not known. `death_penalty`:
    whether the act carries death in the requesting state's law; empty where the request does not say.
    """

    identity: Identity
    offence: Offence
    warrant: Warrant
    offence_state: str
    document_exists: bool
    extradition_follows: bool
    sentence: Sentence | None = None
    comment: str = ""
    death_penalty: Literal["", "carried", "not_carried"] = ""


class PaperCopy(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One paper of a file: its attachment by SHA-256, and who certified the copy (empty: an original or not
    certified).
    """

    paper: Paper
    attachment: Hash
    original: bool = False
    certified_by: str = ""


class ExtraditionFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The file of Riyadh 42 as a schedule of its papers; the papers themselves are attachments."""

    papers: Annotated[tuple[PaperCopy, ...], Meta(max_length=200)]
    memorandum: str = ""


class WarrantPaper(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The art. 42(b) document alone."""

    warrant: Warrant
    copy: PaperCopy


class Reasons(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A decision in words: who decided, under which number, and why. No decision without reasons (Riyadh
    48).
    """

    authority: str
    number: str
    reasons: str


class Note(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Free text and attachments: a message, a place of surrender, the name of the lawyer."""

    text: str
    attachments: Annotated[tuple[Hash, ...], Meta(max_length=200)] = ()


class ChangedCharge(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Another characterisation of the same act, with what its law carries at most, in months (Riyadh 50)."""

    characterisation: str
    provisions: str
    reasons: str
    maximum_months: Annotated[int, Meta(ge=0, le=MAX_MONTHS)] | None = None


class Undertaking(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who prosecutes a national that was not surrendered, under which number, and what the act carries in the law of
    either state, in months (Riyadh 39).
    """

    authority: str
    number: str
    months_requesting: Annotated[int, Meta(ge=0, le=MAX_MONTHS)]
    months_requested: Annotated[int, Meta(ge=0, le=MAX_MONTHS)]


class NotOwed(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why a state that refused its own national owes no prosecution: what the act carries at most in the law of either
    state, in months, who says so and why (Riyadh 39).
    """

    authority: str
    number: str
    reasons: str
    months_requesting: Annotated[int, Meta(ge=0, le=MAX_MONTHS)]
    months_requested: Annotated[int, Meta(ge=0, le=MAX_MONTHS)]


class ReleaseNotice(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The sealed release notice, by its SHA-256."""

    attachment: Hash


class AssuranceText(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the requesting state's competent authority assures, in words, and who signs for it."""

    authority: str
    signed_by: str
    text: str


class Waybill(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """By which number the carrier knows the papers that are on their way."""

    number: str
    note: str = ""


CasePaper = (
    DetentionRequest
    | ExtraditionFile
    | WarrantPaper
    | Reasons
    | ChangedCharge
    | Undertaking
    | NotOwed
    | ReleaseNotice
    | AssuranceText
    | Waybill
    | Note
)

SHAPES: dict[str, type[CasePaper]] = {
    "detention.requested": DetentionRequest,
    "detention.refused": Reasons,
    "warrant.lodged": WarrantPaper,
    "file.lodged": ExtraditionFile,
    "detention.extended": Reasons,
    "court.decided": Reasons,
    "appeal.decided": Reasons,
    "custody.reviewed": Reasons,
    "minister.decided": Reasons,
    "rearrest.ordered": Reasons,
    "surrender.postponed": Reasons,
    "removal.answered": Reasons,
    "requests.ranked": Reasons,
    "paper.sent": Waybill,
    "release.noticed": ReleaseNotice,
    "speciality.consent_refused": Reasons,
    "onward.refused": Reasons,
    "charge.recharacterised": ChangedCharge,
    "speciality.breached": Reasons,
    "prosecution.undertaken": Undertaking,
    "prosecution.not_owed": NotOwed,
    "prosecution.reported": Reasons,
    "transit.requested": DetentionRequest,
    "transit.notified": DetentionRequest,
    "transit.refused": Reasons,
    "assurance.given": AssuranceText,
    "interest.weighed": Reasons,
    "risk.assessed": Reasons,
}
"""Which paper travels with which statement; every other payload of a case is a `Note`."""


def decode(event: str, raw: bytes) -> CasePaper:
    """The paper in a payload of such a statement. Raises Refusal ``content.invalid`` naming the field, never
    its value.
    """
    try:
        return msgspec.json.decode(raw, type=SHAPES.get(event, Note))
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as problem:
        raise Refusal("content.invalid", field_of(problem)) from None


def encode(paper: CasePaper) -> bytes:
    """The bytes that are committed to: compact JSON, defaults left out."""
    return msgspec.json.encode(paper)


def check(paper: CasePaper) -> None:
    """Refuse a paper that no reader could use. Raises Refusal."""
    for name in NEEDED.get(type(paper), ()):
        _need(getattr(paper, name), name)
    match paper:
        case DetentionRequest():
            _check_request(paper)
        case WarrantPaper():
            _check_warrant(paper)
        case Waybill():
            _short(paper.note, "note")
        case Undertaking() | NotOwed():
            _short(paper.number, "number")
        case ExtraditionFile():
            _check_file(paper)


NEEDED: dict[type[CasePaper], tuple[str, ...]] = {
    Reasons: ("reasons", "authority"),
    Note: ("text",),
    ChangedCharge: ("characterisation", "provisions", "reasons"),
    AssuranceText: ("authority", "signed_by", "text"),
    Waybill: ("number",),
    Undertaking: ("authority",),
    NotOwed: ("authority", "reasons"),
}
"""What of a paper may not stay empty."""


def present(file: ExtraditionFile, instrument: Instrument) -> tuple[Paper, ...]:
    """The papers that the file holds in the form the instrument asks for, in its order. One attachment is one paper: the
    same page under every heading is no file.
    """
    found: dict[Hash, Paper] = {}
    for rule in instrument.file:
        fit = (copy.attachment for copy in file.papers if _fits(copy, rule) and copy.attachment not in found)
        alone = min(
            fit, key=lambda hash: len({copy.paper for copy in file.papers if copy.attachment == hash}), default=""
        )
        if alone:
            found[alone] = rule.paper
    return tuple(found.values())


def _fits(copy: PaperCopy, rule: PaperRule) -> bool:
    return copy.paper == rule.paper and (not rule.certified or copy.original or _named(copy.certified_by))


def missing(held: tuple[Paper, ...], instrument: Instrument) -> tuple[Paper, ...]:
    """What a complete file needs and these papers are not (Riyadh 42 a, b, c), in the order of the
    instrument.
    """
    return tuple(rule.paper for rule in instrument.file if rule.paper not in held)


def _check_file(paper: ExtraditionFile) -> None:
    _short(paper.memorandum, "memorandum")
    for index, copy in enumerate(paper.papers):
        _check_copy(copy, f"papers[{index}]")


def _check_request(paper: DetentionRequest) -> None:
    paper.identity.check()
    _need(paper.offence.summary, "offence.summary")
    _short(paper.comment, "comment")
    for name, value in (
        ("offence.date", paper.offence.date),
        ("offence.limitation_date", paper.offence.limitation_date),
        ("warrant.date", paper.warrant.date),
    ):
        if value:
            iso_date(value, name)


def _check_warrant(paper: WarrantPaper) -> None:
    _check_copy(paper.copy, "copy")
    if paper.copy.paper != "warrant":
        raise Refusal("content.invalid", "copy.paper")
    if not (paper.copy.original or paper.copy.certified_by):
        raise Refusal("paper.not_certified", "copy")


def _named(value: str) -> bool:
    return any(sign.isalnum() for sign in value)


def _check_copy(copy: PaperCopy, where: str) -> None:
    """A copy is certified by somebody: spaces and dots are nobody."""
    if copy.certified_by:
        _need(copy.certified_by, f"{where}.certified_by")


def _need(value: str, where: str) -> None:
    """Words, in whatever script: a full stop is no reason, and nobody's name."""
    if not _named(value):
        raise Refusal("content.invalid", where)
    _short(value, where)


def _short(value: str, where: str) -> None:
    if len(value) > MAX_TEXT:
        raise Refusal("text.too_long", where)
