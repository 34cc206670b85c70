"""شهادة رفع تشابه الأسماء on paper: who the holder is, and that a register's match on this name is not the holder.

Nothing in the file says which alert it clears: neither the pages nor the proof, in which the alert is a keyed digest.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.app.bundles import bundle_of
from mithaq.app.clearances import number_of, unboxed
from mithaq.app.handed import handed
from mithaq.app.node import Actor, Node
from mithaq.documents import facts, press
from mithaq.documents.blocks import Block, Heading, Note, Prose, Row, Two, code
from mithaq.documents.document import Anchor, Document, Kind, Letterhead, Other
from mithaq.documents.make import template_words
from mithaq.documents.remedy_letter import events_in
from mithaq.documents.source import excerpt
from mithaq.documents.tongues import Dictionary, Tongues
from mithaq.domain.case.clocks import instant
from mithaq.domain.clearance import Certificate, Clearance, evolve, printed
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.domain.law import Law
from mithaq.journal.bundled import Bundle, read_bundle
from mithaq.journal.encoding import from_b64url
from mithaq.journal.errors import Refused
from mithaq.ops.release import release

CLEARANCE: Kind = "clearance"


def sealed_certificate(node: Node, actor: Actor, subject: str, dictionary: Dictionary, other: Other) -> bytes:
    """The certificate, sealed by the commission. Who asks was let in before; that it leaves is written down.

    Raises NotFound, Refusal ``document.not_yet``
    for one that is taken back or whose paper is erased, ``document.no_seal``, ``document.unprintable``.
    """
    if node.sealer is None:
        raise Refusal("document.no_seal", "document")
    now = node.now()
    with node.store.read() as reader:
        proof, number = bundle_of(node, reader, subject), number_of(reader, subject)
    _, event, _ = _issued(read_bundle(proof), subject, node.law, number)
    proof = excerpt(proof, subject, lambda one: one.hash == event.hash)
    anchor = Anchor(
        CLEARANCE, subject, event.member, event.seq, event.hash, other, text(now), node.member, release(), node.demo,
        number=number,
    )  # fmt: skip
    document = clearance_letter(anchor, read_bundle(proof), node.law, dictionary)
    return handed(node, actor, subject, CLEARANCE, node.sealer.seal(press.pdf(document, proof, now), now))


def clearance_letter(anchor: Anchor, bundle: Bundle, law: Law, dictionary: Dictionary) -> Document:
    """The certificate that this anchor and this proof give: always the same one. Raises NotFound, Refusal
    ``document.not_yet``.
    """
    clearance, _, said = _issued(bundle, anchor.case, law, anchor.number)
    say = Tongues(anchor.other, law, dictionary, clearance.member)
    blocks = tuple(_blocks(say, clearance, said))
    if anchor.demo:
        shown = say.say("Demonstration: the people are invented, and nothing here has legal effect.")
        blocks = (Note(shown, "warn"), *blocks)
    words = template_words(say, clearance.member, anchor.by)
    return Document(anchor, _head(say, anchor, clearance), (), blocks, words, said.number)


def _blocks(say: Tongues, clearance: Clearance, said: Certificate) -> Iterator[Block]:
    yield Prose(say.say(
        "The oversight commission has established that the holder of this certificate is not a person whom the register "
        "seeks under a similar name."
    ), large=True)  # fmt: skip
    rows = [
        Row(say.say("Number of the certificate"), code(printed(said.number))),
        Row(say.say("Valid until"), say.when(clearance.until)),
    ]
    yield from facts.table(rows)
    yield from facts.person(say, said.holder)
    yield Heading(say.say("At the border"))
    yield Prose(say.say(
        "Enter or scan the number with the name. A candidate that this certificate clears "
        "is shown as cleared: let the traveller go, and do not hold on this match. Compare the traveller with this page."
    ))  # fmt: skip
    yield Note(say.say(
        "It clears no other match and no other traveller, and proves nothing else. The commission may take it back; what "
        "the check shows counts."
    ), "warn")  # fmt: skip


def _head(say: Tongues, anchor: Anchor, clearance: Clearance) -> Letterhead:
    at = instant(clearance.at)
    dated, hijri = Two(clearance.at, clearance.at), Two("", "")
    if at is not None:
        dated, hijri = say.gregorian(at), say.hijri(at.astimezone(say.zone).date())
    title = say.say("Certificate that the holder is not the person sought")
    return Letterhead(
        say.member(clearance.member), Two("", ""), title, Two("", ""), (anchor.place, clearance.id), dated, hijri
    )


def _issued(bundle: Bundle, subject: str, law: Law, number: str) -> tuple[Clearance, Event, Certificate]:
    """The certificate as the statements of the bundle add up, the one that issued it, and what it says."""
    clearance: Clearance | None = None
    found = sorted((one for one in events_in(bundle) if one[0].subject == subject), key=lambda one: one[0].order)
    for event, _ in found:
        clearance = evolve(clearance, event, law)
    if clearance is None:
        raise NotFound("clearance")
    for event, bundled in found:
        for payload in bundled.payloads if event.type == "clearance.issued" and not clearance.withdrawn_at else ():
            try:
                said = unboxed(from_b64url(payload.body, "body"), number)
            except Refused:
                break
            if said is not None:
                return clearance, event, said
    raise Refusal("document.not_yet", CLEARANCE)
