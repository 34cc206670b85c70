"""What an alert says: the payload behind its envelope, one shape a kind. Only its audience ever reads it."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from mithaq.domain.errors import Refusal, place_in
from mithaq.domain.identity import MAX_TEXT, Identity, PartialDate


class Warrant(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The warrant or judgment an arrest alert rests on (Riyadh 42 b). `scan` is the SHA-256 of its attachment.

    Of a judgment: `presence` is حضوري، حضوري اعتباري، غيابي (40 c), `notice_given` and `retrial` whether the person was
    told of the hearing and a way to a full retrial is open.
    """

    authority: str
    number: str
    date: str
    kind: Literal["warrant", "judgment", "judgment_in_absentia"] = "warrant"
    scan: str = ""
    presence: Literal["", "present", "deemed_present", "absent"] = ""
    notice_given: bool = False
    retrial: bool = False


class Offence(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The act: what, where, when, by what means, and the person's own part in it. Terms are in months.

    `characterisation` is the offence as the warrant names it, `country` the ISO code of the state of the place.
    `maximum_months` is the maximum penalty in law; None where the law leaves it to the court (`penalty` is *discretionary*)
    or nobody says. A penalty for life or death has a maximum of 1200 months beside it. `sentence_months` is what a
    judgment imposed, `remaining_months` what is left to serve. `limitation_date` is empty where nobody has it.
    """

    code: str
    summary: str
    place: str
    date: str
    own_part: str
    provisions: str
    maximum_months: int | None = None
    remaining_months: int | None = None
    limitation_date: str = ""
    characterisation: str = ""
    country: str = ""
    means: str = ""
    penalty: Literal["", "term", "discretionary", "life", "death"] = ""
    sentence_months: int | None = None


class EarlierRequest(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One earlier request on the person that the owner declares: before whom, how it ended, and the decision's reference."""

    place: Literal["interpol", "court", "mithaq", "other"]
    outcome: Literal["published", "pending", "refused", "deleted"]
    date: str = ""
    reference: str = ""


Marker = Literal["terrorism", "armed", "dangerous"]
"""What a post's screen may warn of, once a reviewer has confirmed the evidence."""


class Wanted(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="wanted", tag_field="kind"):
    """مطلوب: a person sought for arrest with a view to extradition. See law.md, *An arrest alert needs*.

    `earlier_requests` is the declaration in words (``none`` where there was none), `earlier` each request that it speaks
    of. `importance`: why the matter is of particular importance though its penalty is below the threshold. `position`
    is a code of `law/screening/positions.csv`. `markers` are asked for, on the evidence in `marker_evidence`.
    """

    identity: Identity
    warrant: Warrant
    offence: Offence
    undertaking: bool
    proportionality: str
    earlier_requests: str
    comment: str = ""
    earlier: tuple[EarlierRequest, ...] = ()
    importance: str = ""
    position: str = ""
    markers: tuple[Marker, ...] = ()
    marker_evidence: str = ""


class Missing(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="missing", tag_field="kind"):
    """A missing adult or child. `danger`: the facts of danger, without which a guardian's report is refused.

    `relation` is a code of `law/screening/relations.csv`: what the reporter is to the person. `court_order`: authority,
    number and date of the order that decides the custody of a child.
    """

    identity: Identity
    reported_by: str
    report_number: str
    danger: str
    since: str = ""
    comment: str = ""
    relation: str = ""
    court_order: str = ""


class SanctionsNotice(
    Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="sanctions", tag_field="kind"
):
    """One individual of a UN Security Council list. It informs; it never asks for an arrest."""

    identity: Identity
    source_id: str
    reference: str
    regime: str
    listed_on: str
    measures: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    designations: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    updated_on: tuple[str, ...] = ()
    comment: str = ""


class TravelDocument(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag="travel_document",
    tag_field="kind",
):
    """A travel document stolen, lost, or stolen blank, entered by the state that issued it."""

    number: str
    issuer: str
    type: Literal["passport", "identity_card", "residence", "visa", "other"]
    circumstance: Literal["stolen", "lost", "stolen_blank"]
    report_number: str
    since: str = ""
    comment: str = ""


class Vehicle(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="vehicle", tag_field="kind"):
    """A stolen vehicle: plate, identification number (VIN), or both."""

    country: str
    report_number: str
    plate: str = ""
    vin: str = ""
    make: str = ""
    model: str = ""
    colour: str = ""
    year: int | None = None
    since: str = ""
    comment: str = ""


class Firearm(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="firearm", tag_field="kind"):
    """A stolen or lost firearm, by serial number."""

    serial: str
    country: str
    report_number: str
    make: str = ""
    model: str = ""
    calibre: str = ""
    since: str = ""
    comment: str = ""


Content = Wanted | Missing | SanctionsNotice | TravelDocument | Vehicle | Firearm
PersonContent = Wanted | Missing | SanctionsNotice

_decoder: msgspec.json.Decoder[Content] = msgspec.json.Decoder(Content)


def decode(body: bytes) -> Content:
    """The content in a payload. Raises Refusal ``content.invalid`` naming the field, never its value."""
    try:
        return _decoder.decode(body)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as problem:
        raise Refusal("content.invalid", field_of(problem)) from None


def encode(content: Content) -> bytes:
    """The bytes that are committed to: compact JSON, fields in the order of the shape, defaults left out."""
    return msgspec.json.encode(content)


def field_of(problem: Exception) -> str:
    """The path that msgspec names (``$.identity.names[0]``) without the value it quarrels with."""
    return place_in(problem, "json")


def identity_of(content: Content) -> Identity | None:
    """The person whom the content describes; None for an object."""
    return content.identity if isinstance(content, PersonContent) else None


def check(content: Content) -> None:
    """Refuse content that no reader could use, whatever its kind. What a kind needs more: `alert.missing_for`."""
    identity = identity_of(content)
    if identity is not None:
        identity.check()
    if len(content.comment) > MAX_TEXT:
        raise Refusal("text.too_long", "comment")
    if isinstance(content, Vehicle) and not (content.plate or content.vin):
        raise Refusal("content.invalid", "plate")
    for name, value in _dates(content):
        if value:
            iso_date(value, name)


def _dates(content: Content) -> tuple[tuple[str, str], ...]:
    match content:
        case Wanted():
            act, warrant = content.offence, content.warrant
            return (
                ("offence.date", act.date),
                ("offence.limitation_date", act.limitation_date),
                ("warrant.date", warrant.date),
                *(("earlier.date", one.date) for one in content.earlier),
            )
        case SanctionsNotice():
            return (("listed_on", content.listed_on),)
        case _:
            return (("since", content.since),)


def iso_date(value: str, where: str) -> PartialDate:
    """``2026-11-23``, ``2026-11`` or ``2026`` as a partial date. Raises Refusal ``date.invalid``."""
    try:
        year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    except ValueError:
        raise Refusal("date.invalid", where) from None
    if value.count("-") > 2:
        raise Refusal("date.invalid", where)
    date = PartialDate(year, month or None, day or None)
    date.check(where)
    return date
