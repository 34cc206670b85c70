"""The letter of the commission to an applicant: what was decided, why, and what follows. Made from its proof alone.

The proof inside holds the statements of the application and the paper of the decision, and no other paper: what the
applicant said about himself, his counsel or where he is stands in no file that may be passed on.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.app.bundles import bundle_of
from mithaq.app.handed import handed
from mithaq.app.node import Actor, Node
from mithaq.app.registry import TYPES, event_of
from mithaq.documents import facts, press
from mithaq.documents.blocks import Block, Heading, Note, Passage, Prose, Row, Two, code, own
from mithaq.documents.document import Anchor, Document, Kind, Letterhead, Other
from mithaq.documents.make import template_words
from mithaq.documents.source import excerpt
from mithaq.documents.tongues import Dictionary, Tongues
from mithaq.domain.case.clocks import instant
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.domain.law import Law
from mithaq.domain.remedy import papers
from mithaq.domain.remedy.remedy import Remedy, evolve
from mithaq.domain.remedy.states import RemedyState
from mithaq.journal.bundled import Bundle, BundledEvent, read_bundle
from mithaq.journal.encoding import from_b64url
from mithaq.journal.envelope import envelope_of
from mithaq.journal.errors import Refused
from mithaq.ops.release import release

REMEDY_DECISION: Kind = "remedy-decision"


def sealed_letter(node: Node, actor: Actor | None, subject: str, dictionary: Dictionary, other: Other) -> bytes:
    """The letter, sealed by the commission. Who asks was let in before: an officer of the commission, or, where `actor` is
    None, whoever holds the code. That it leaves is written down.

    Raises Refusal ``document.not_yet``, ``document.no_seal``, ``document.unprintable``; ``document.erased`` once what was
    written is kept no longer: a decision without its reasons is none.
    """
    if node.sealer is None:
        raise Refusal("document.no_seal", "document")
    now = node.now()
    with node.store.read() as reader:
        proof = bundle_of(node, reader, subject)
    remedy, event = _decided(read_bundle(proof), subject, node.law)
    if _paper(read_bundle(proof), event) is None:
        raise Refusal("document.erased", REMEDY_DECISION)
    proof = excerpt(proof, subject, lambda one: one.hash == event.hash)
    anchor = Anchor(
        REMEDY_DECISION,
        remedy.id,
        event.member,
        event.seq,
        event.hash,
        other,
        text(now),
        node.member,
        release(),
        node.demo,
    )
    document = remedy_letter(anchor, read_bundle(proof), node.law, dictionary)
    return handed(node, actor, subject, REMEDY_DECISION, node.sealer.seal(press.pdf(document, proof, now), now))


def remedy_letter(anchor: Anchor, bundle: Bundle, law: Law, dictionary: Dictionary) -> Document:
    """The letter that this anchor and this proof give: always the same one. Raises Refusal ``document.not_yet``."""
    remedy, event = _decided(bundle, anchor.case, law)
    say = Tongues(anchor.other, law, dictionary, remedy.member)
    blocks = tuple(_blocks(say, remedy, _paper(bundle, event)))
    if anchor.demo:
        shown = say.say("Demonstration: the people are invented, and nothing here has legal effect.")
        blocks = (Note(shown, "warn"), *blocks)
    return Document(anchor, _head(say, anchor, remedy), (), blocks, template_words(say, remedy.member, anchor.by))


def _blocks(say: Tongues, remedy: Remedy, paper: papers.Ruling | papers.Reasons | None) -> Iterator[Block]:
    proposal = remedy.proposal
    rejected = remedy.state == RemedyState.REJECTED
    yield Prose(say.say("The oversight commission has decided on your application."), large=True)
    yield Heading(say.say("The decision"))
    outcome = (
        say.word("remedy_state", "rejected")
        if rejected
        else say.word("remedy_outcome", proposal.outcome if proposal else "")
    )
    rows = [
        Row(say.say("Application"), (say.word("asks", remedy.asks),)),
        Row(say.say("Received"), say.when(remedy.filed_at)),
        Row(say.say("Decision"), (outcome,)),
        Row(say.say("Ground"), (say.ground(proposal.ground),) if proposal else ()),
        Row(say.say("Decided on"), say.when(remedy.ended_at)),
        *_panel(say, remedy),
    ]
    yield from facts.table(rows)
    yield Heading(say.say("Reasons"))
    for value in own(paper.text) if paper is not None else ():
        yield Passage(say.say("As written"), value)
    if isinstance(paper, papers.Ruling):
        yield from _ordered(say, paper)
    yield Prose(say.say(
        "This decision binds every member. You may apply again when there is something new. Nobody may hold it against you "
        "that you applied."
    ))  # fmt: skip


def _ordered(say: Tongues, ruling: papers.Ruling) -> Iterator[Block]:
    for value in own(ruling.answer):
        yield Passage(say.say("What can be told"), value)
    if ruling.erase:
        yield Note(say.say("Every member erases at once what it holds, and signs for it."), "good")
    if ruling.correct:
        yield Note(say.say("What is held is out of force until it has been corrected."), "good")


def _panel(say: Tongues, remedy: Remedy) -> Iterator[Row]:
    panel = remedy.panel
    if panel is None or remedy.state == RemedyState.REJECTED:
        return
    against = sum(not vote.yes for vote in panel.votes)
    yield Row(say.say("Votes for and against"), code(f"{panel.yes} : {against}"))


def _head(say: Tongues, anchor: Anchor, remedy: Remedy) -> Letterhead:
    at = instant(remedy.ended_at)
    dated, hijri = Two(remedy.ended_at, remedy.ended_at), Two("", "")
    if at is not None:
        dated, hijri = say.gregorian(at), say.hijri(at.astimezone(say.zone).date())
    title = say.say("Decision on an application")
    return Letterhead(
        say.member(remedy.member), Two("", ""), title, Two("", ""), (anchor.place, remedy.id), dated, hijri
    )


def _decided(bundle: Bundle, subject: str, law: Law) -> tuple[Remedy, Event]:
    """The application as the statements of the bundle add up, and the statement that says what was decided."""
    events = sorted(
        (event for event, _ in events_in(bundle) if event.subject == subject), key=lambda event: event.order
    )
    remedy: Remedy | None = None
    for event in events:
        remedy = evolve(remedy, event, law)
    if remedy is None:
        raise NotFound("remedy")
    said = next((event for event in events if remedy.proposal and event.hash == remedy.proposal.hash), None)
    if said is None or remedy.state not in (RemedyState.DECIDED, RemedyState.REJECTED):
        raise Refusal("document.not_yet", REMEDY_DECISION)
    return remedy, said


def _paper(bundle: Bundle, wanted: Event) -> papers.Ruling | papers.Reasons | None:
    for event, bundled in events_in(bundle):
        for payload in bundled.payloads if event.hash == wanted.hash else ():
            try:
                raw = from_b64url(payload.body, "body")
                if wanted.type == "remedy.rejected":
                    return papers.decode(raw, papers.Reasons)
                return papers.decode(raw, papers.Ruling)
            except (Refused, Refusal):
                return None
    return None


def events_in(bundle: Bundle) -> Iterator[tuple[Event, BundledEvent]]:
    """Every statement of a bundle that this program can read."""
    for journal in bundle.journals:
        for bundled in journal.events:
            try:
                envelope = envelope_of(bundled.envelope)
                if envelope.header.type in TYPES:
                    yield event_of(envelope), bundled
            except (Refused, Refusal):
                continue  # verifying the bundle names it
