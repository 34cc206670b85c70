"""شهادة المحو on paper: what became of what an alert said, who has signed, who is late, and what lies outside our reach.

The proof inside holds headers alone. It names nobody: what the alert said is gone, and this is what is left of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.app.alert_reading import visible
from mithaq.app.bundles import bundle_of
from mithaq.app.erasures import state_of
from mithaq.app.node import Actor, Node
from mithaq.documents import facts, press
from mithaq.documents.blocks import Block, Heading, Note, Prose, Row, Table, Two, Value, code
from mithaq.documents.document import Anchor, Document, Kind, Letterhead, Other
from mithaq.documents.make import template_words
from mithaq.documents.remedy_letter import events_in
from mithaq.documents.source import excerpt
from mithaq.documents.tongues import Dictionary, Tongues
from mithaq.domain.case.clocks import instant
from mithaq.domain.erasure import Answer, Erasure
from mithaq.domain.erasure_facts import erasure_in
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import Instant, parse, text
from mithaq.domain.law import Law
from mithaq.journal.bundled import Bundle, read_bundle
from mithaq.ops.release import release

ERASURE: Kind = "erasure"


def sealed_erasure(node: Node, actor: Actor, subject: str, dictionary: Dictionary, other: Other) -> bytes:
    """The certificate, sealed by this node's member, for those who may read the alert.

    Raises NotFound, Refusal ``document.not_yet`` for an alert that has not ended, or of which the proof alone shows another
    end than this node knows; ``document.no_seal``, ``document.unprintable``.
    """
    if node.sealer is None:
        raise Refusal("document.no_seal", "document")
    now = node.now()
    with node.store.read() as reader:
        alert = visible(node, reader, actor, subject)
        known = state_of(node, reader, alert)
        proof = excerpt(bundle_of(node, reader, subject), subject, lambda one: False)
    bundle = read_bundle(proof)
    shown, last = _read(bundle, subject, node.law, parse(text(now)))
    if known.way == "running" or shown != known:
        raise Refusal("document.not_yet", ERASURE)
    anchor = Anchor(
        ERASURE, subject, last.member, last.seq, last.hash, other, text(now), node.member, release(), node.demo
    )
    return node.sealer.seal(press.pdf(erasure_letter(anchor, bundle, node.law, dictionary), proof, now), now)


def erasure_letter(anchor: Anchor, bundle: Bundle, law: Law, dictionary: Dictionary) -> Document:
    """The certificate that this anchor and this proof give: always the same one. Raises NotFound."""
    erasure, _ = _read(bundle, anchor.case, law, parse(anchor.made_at))
    say = Tongues(anchor.other, law, dictionary, anchor.by)
    blocks = tuple(_blocks(say, erasure, law))
    if anchor.demo:
        shown = say.say("Demonstration: the people are invented, and nothing here has legal effect.")
        blocks = (Note(shown, "warn"), *blocks)
    return Document(anchor, _head(say, anchor), (), blocks, template_words(say, anchor.by, anchor.by))


def _blocks(say: Tongues, erasure: Erasure, law: Law) -> Iterator[Block]:
    yield Prose(say.say(
        "This certificate says what became of what the alert named here said: who has erased it and signed for that, who "
        "has not yet, and what erasure does not reach."
    ), large=True)  # fmt: skip
    kind = law.kinds[erasure.kind]
    yield from facts.table([
        Row(say.say("Alert"), code(erasure.alert)),
        Row(say.say("Kind"), (say.two(kind.label),)),
        Row(say.say("Owner"), (say.member(erasure.owner),)),
        Row(say.say("Ended by"), (say.word("erasure_way", erasure.way),)),
        Row(say.say("Ended on"), say.when(erasure.ended_at)),
        Row(say.say("Erasure due from"), say.when(erasure.due_at)),
        Row(say.say("Receipt late from"), say.when(erasure.late_from)),
        Row(say.say("Signed, of all who have to"), code(f"{erasure.count('confirmed')} / {len(erasure.answers)}")),
    ])  # fmt: skip
    yield Heading(say.say("Who has signed"))
    if erasure.complete:
        yield Note(say.say("Every member that may have held it has erased it and signed for it."), "good")
    elif erasure.count("late"):
        yield Note(say.say("Members that are late are named below."), "warn")
    heads = (say.say("Member"), say.say("Receipt of erasure"), say.say("Signed on"), say.say("Place in the journal"))
    yield Table(heads, (3, 3, 4, 2), tuple(_line(say, one) for one in erasure.answers))
    yield Heading(say.say("What erasure does not reach"))
    for one in erasure.outside:
        yield Prose(say.word("erasure_outside", one))
    yield Note(say.say(
        "A receipt says that the content, the keys by which it is found, its photograph and its papers are in no file of "
        "that member's node any more. The signed headers stay: they name nobody, and the journal still verifies."
    ))  # fmt: skip


def _line(say: Tongues, one: Answer) -> tuple[tuple[Value, ...], ...]:
    signed = say.when(one.at) if one.at else ()
    place = code(f"{one.member}/{one.seq}") if one.seq else ()
    return ((say.member(one.member),), (say.word("erasure_standing", one.standing),), tuple(signed), tuple(place))


def _head(say: Tongues, anchor: Anchor) -> Letterhead:
    at = instant(anchor.made_at)
    dated, hijri = Two(anchor.made_at, anchor.made_at), Two("", "")
    if at is not None:
        dated, hijri = say.gregorian(at), say.hijri(at.astimezone(say.zone).date())
    title = say.say("Certificate of erasure")
    return Letterhead(say.member(anchor.by), Two("", ""), title, Two("", ""), (anchor.place, anchor.case), dated, hijri)


def _read(bundle: Bundle, subject: str, law: Law, now: Instant) -> tuple[Erasure, Event]:
    """The erasure as the statements of the bundle show it, and the newest of them. Raises NotFound."""
    events = sorted((one for one, _ in events_in(bundle) if one.subject == subject), key=lambda one: one.order)
    members = frozenset(entry.code for entry in bundle.roster.members)
    found = erasure_in(events, law, members, now)
    if found is None:
        raise NotFound("alert")
    return found, events[-1]
