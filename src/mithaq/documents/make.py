"""Making a document: read the proof of the case, choose the statement, write the pages, seal them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from msgspec import structs

from mithaq.app.bundles import proof_for, proof_of
from mithaq.app.cases import CasePage, Step
from mithaq.app.handed import handed
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.documents import inside, press
from mithaq.documents.blocks import Note, Row, Two
from mithaq.documents.decision import name
from mithaq.documents.document import Anchor, Document, Kind, Letterhead, Other
from mithaq.documents.kinds import FORMS, possible
from mithaq.documents.source import Source, excerpt, page_of
from mithaq.documents.tongues import Dictionary, Tongues
from mithaq.domain.case.clocks import instant
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instant import parse, text
from mithaq.domain.law import Law
from mithaq.journal.bundled import read_bundle
from mithaq.ops.release import release

MISSING, UNCONFIRMED = "not stated", "Confirm against the official text."


class Wish(NamedTuple):
    """What is asked for: a kind of document about a case, its second language (``en`` or ``fr``), and on which statement
    it rests (``TN/17``; by default the last one that fits). `by`: the member that makes it. `demo`: its people are invented.
    """

    case: str
    kind: str
    by: str
    other: str = "en"
    place: str = ""
    demo: bool = False


def sealed(node: Node, actor: Actor, wish: Wish, dictionary: Dictionary) -> bytes:
    """The document, for those who may read the case, sealed by this node's member. A case file holds its papers. That it
    leaves is written down.

    Raises NotFound, Refusal ``document.kind_unknown``, ``document.language``, ``document.not_yet``, ``document.no_seal``,
    ``document.too_large``, ``document.unprintable``.
    """
    data = _sealed(node, proof_for(node, actor, wish.case), wish, dictionary)
    return handed(node, actor, wish.case, wish.kind, data)


def release_notice(node: Node, case: str, dictionary: Dictionary) -> bytes:
    """The release notice that the node makes by itself, in Arabic and English. Raises as `sealed`."""
    return _sealed(node, proof_of(node, case), wish_for(node, case, "release-notice"), dictionary)


def _sealed(node: Node, proof: bytes, wish: Wish, dictionary: Dictionary) -> bytes:
    if node.sealer is None:
        raise Refusal("document.no_seal", "document")
    now = node.now()
    anchor, page, proof = anchored(proof, wish, node.law, now)
    with node.store.read() as reader:
        if anchor.kind == "case-file":
            asked = inside.attachments(source_of(anchor, page, node.law, dictionary))
            within, outside = inside.chosen(reader.attachments.about([one.hash for one in asked]), asked)
            anchor = structs.replace(anchor, inside=within, outside=outside)
        whole = printed(anchor, page, node.law, dictionary, proof, lambda hash: _held(reader, hash))
    return node.sealer.seal(whole, now)


def wish_for(node: Node, case: str, kind: str, other: str = "en", place: str = "") -> Wish:
    """A wish of this node's own member."""
    return Wish(case, kind, node.member, other, place, node.demo)


def anchored(proof: bytes, wish: Wish, law: Law, now: datetime) -> tuple[Anchor, CasePage, bytes]:
    """On which statement a document rests, the case around it, and the proof with the papers that it shows and no other.

    Raises as `sealed`.
    """
    chosen = next((known for known in FORMS if known == wish.kind), None)
    if chosen is None:
        raise Refusal("document.kind_unknown", "kind")
    if wish.other not in ("en", "fr"):
        raise Refusal("document.language", "language")
    page = page_of(read_bundle(proof), wish.case, law, now)
    step = _step(page, chosen, wish.place)
    second: Other = "fr" if wish.other == "fr" else "en"
    if chosen == "rights-letter" and page.case.language in ("en", "fr"):
        second = (
            "fr" if page.case.language == "fr" else "en"
        )  # the letter is in the language that the person understands
    event = step.event
    shown = FORMS[chosen].papers
    proof = excerpt(proof, wish.case, lambda one: one.hash == event.hash or shown(one.type))
    anchor = Anchor(
        chosen, wish.case, event.member, event.seq, event.hash, second, text(now), wish.by, release(), wish.demo
    )
    return anchor, page_of(read_bundle(proof), wish.case, law, now), proof


def printed(
    anchor: Anchor, page: CasePage, law: Law, dictionary: Dictionary, proof: bytes, bytes_of: Callable[[str], bytes]
) -> bytes:
    """The file before its seal: the pages, the proof and, in a case file, the papers. `bytes_of`: a paper by its hash.

    Raises NotFound, Refusal ``document.too_large``, ``document.unprintable``.
    """
    made_at = parse(anchor.made_at)
    made = press.pdf(written(anchor, page, law, dictionary), proof, made_at)
    if anchor.kind != "case-file":
        return made
    return inside.put(made, list(inside.papers(source_of(anchor, page, law, dictionary), bytes_of)), made_at)


def written(anchor: Anchor, page: CasePage, law: Law, dictionary: Dictionary) -> Document:
    """The document that this anchor, this case and this law give: always the same one. Raises NotFound."""
    source = source_of(anchor, page, law, dictionary)
    blocks = FORMS[anchor.kind].pages(source)
    if anchor.demo:
        shown = source.tongues.say("Demonstration: the people are invented, and nothing here has legal effect.")
        blocks = [Note(shown, "warn"), *blocks]
    return Document(anchor, _head(source), _parties(source), tuple(blocks), _words(source))


def source_of(anchor: Anchor, page: CasePage, law: Law, dictionary: Dictionary) -> Source:
    """What the pages are made from. Raises NotFound where the case lacks the statement."""
    step = next((one for one in page.steps if one.event.hash == anchor.hash), None)
    if step is None:
        raise NotFound("statement")
    tongues = Tongues(anchor.other, law, dictionary, page.case.requested)
    return Source(page, step, law, tongues, parse(anchor.made_at), anchor)


def _held(reader: Reader, hash: str) -> bytes:
    found = reader.attachments.get(hash)
    if found is None:
        raise NotFound("attachment")
    return found[1]


def _step(page: CasePage, kind: Kind, place: str) -> Step:
    found = [one.step for one in possible(page) if one.kind == kind]
    if place:
        found = [step for step in found if f"{step.event.member}/{step.event.seq}" == place]
    if not found:
        raise Refusal("document.not_yet", kind)
    return found[-1]


def _head(source: Source) -> Letterhead:
    """The state that made the statement writes; the case file is its maker's."""
    say, event, anchor = source.tongues, source.step.event, source.anchor
    role, own_authority = say.word("role", event.author.role), event.author.authority
    state, authority = event.member, Two(*(f"{one} · \u2066{own_authority}\u2069" for one in (role.ar, role.other)))
    subtitle, at = Two("", ""), instant(event.at)
    if anchor.kind == "decision":
        subtitle = say.word("event", event.type)
    if anchor.kind == "case-file":
        state, authority, at = anchor.by, Two("", ""), source.now
    dated, hijri = Two(event.at, event.at), Two("", "")  # as it was written, where it is no instant of a sound year
    if at is not None:
        dated, hijri = say.gregorian(at), say.hijri(at.astimezone(say.zone).date())
    return Letterhead(
        say.member(state),
        authority,
        say.say(FORMS[anchor.kind].title),
        subtitle,
        (anchor.place, source.case.id),
        dated,
        hijri,
    )


def _parties(source: Source) -> tuple[Row, ...]:
    say, case = source.tongues, source.case
    if source.anchor.kind == "rights-letter":  # its words say which states these are
        return (Row(say.say("The person"), name(source)),)
    return (
        Row(say.say("Requesting state"), (say.member(case.requesting),)),
        Row(say.say("Requested state"), (say.member(case.requested),)),
    )


def _words(source: Source) -> dict[str, Two]:
    return template_words(source.tongues, source.case.requested, source.anchor.by)


def template_words(say: Tongues, keeper: str, by: str) -> dict[str, Two]:
    """What the template itself says. `keeper`: on whose clocks the times are; `by`: who seals."""
    return {
        "missing": say.say(MISSING),
        "unconfirmed": say.say(UNCONFIRMED),
        "summary": say.say("The sentences above are our summary, not the official text."),
        "basis": say.say("Legal basis"),
        "contents": say.say("Contents"),
        "number": say.say("Reference"),
        "dated": say.say("Date"),
        "times": say.say("Times are those of %(state)s.", state=say.member(keeper)),
        "sealed": say.say("Sealed electronically by %(state)s.", state=say.member(by)),
        "verify": say.say("Verify without a network: %(command)s", command="mithaq document verify"),
        "page": say.say("Page"),
        "of": say.say("of"),
    }
