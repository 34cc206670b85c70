"""Taking over what was carried by hand: a bundle goes through the same door as the wire, and never around it.

Statements are admitted in the order of their journals (`replicate.take`); where some are missing before them they wait for
those. Payloads and files are taken only if this node was asking for them, which is to say if it may read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from mithaq.app.fetch_files import take_file
from mithaq.app.issue import require
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import Want
from mithaq.app.replicate import RANGE, take
from mithaq.domain.attachment import ATTACHMENT
from mithaq.domain.errors import Refusal
from mithaq.journal.bundle import verify_bundle
from mithaq.journal.bundled import Bundle, BundledJournal, read_bundle
from mithaq.journal.encoding import from_b64url
from mithaq.journal.envelope import Envelope, envelope_of, to_wire
from mithaq.journal.payload import Payload

ALL = 10_000_000
File = Callable[[str], bytes | None]


class Taken(Struct, frozen=True):
    """What was new here. `waiting`: statements that could not be admitted because earlier ones are missing here."""

    admitted: int
    waiting: int
    payloads: int
    attachments: int


def take_bundle(node: Node, actor: Actor, data: bytes, file: File) -> Taken:
    """Take over a bundle; `file` gives the bytes of an attachment by its hash. Once more, nothing is new.

    Raises Forbidden; Refusal ``bundle.not_verified`` naming the first fault: then nothing was taken.
    """
    require(node, actor, "bundle.take")
    report = verify_bundle(data, node.roster)
    if not report.ok:
        raise Refusal("bundle.not_verified", report.faults[0].where)
    bundle = read_bundle(data)
    with node.write() as tx:
        write_line(node, tx.store.desk, actor, "bundle.take")
    rank = {"commission": 0, "secretariat": 1, "state": 2}
    others = [journal for journal in bundle.journals if journal.member != node.member]
    others.sort(key=lambda journal: rank[node.roster.kind(journal.member)])
    admitted = sum(_admit(node, journal) for journal in others)
    waiting = sum(_waiting(node, journal) for journal in others)
    return Taken(admitted, waiting, _payloads(node, bundle), _files(node, file))


def _admit(node: Node, journal: BundledJournal) -> int:
    """What follows the last statement held of that journal; the first gap ends it."""
    wires = [to_wire(envelope_of(event.envelope)) for event in journal.events]
    count = 0
    for start in range(0, len(wires), RANGE):
        progress = take(node, journal.member, tuple(wires[start : start + RANGE]))
        count += progress.admitted
        if progress.refused:
            break
    return count


def _waiting(node: Node, journal: BundledJournal) -> int:
    with node.store.read() as reader:
        head = reader.journal.head(journal.member)
    return sum(envelope_of(event.envelope).header.seq > (head.seq if head else 0) for event in journal.events)


def _payloads(node: Node, bundle: Bundle) -> int:
    wanted = {(want.hash, want.subject): want for want in _wanted(node) if want.item != ATTACHMENT}
    count = 0
    with node.write() as tx:
        for hash, subject, payload in _held_in(bundle):
            want = wanted.pop((hash, subject), None)
            if want is not None and not tx.store.payloads.is_erased(hash, subject):
                tx.projection.arrived(hash, payload, subject, want.item)
                count += 1
    return count


def _held_in(bundle: Bundle) -> Iterator[tuple[str, str, Payload]]:
    """The payloads of a bundle, with commitment and aggregate; `verify_bundle` has compared each with its own."""
    for event in (event for journal in bundle.journals for event in journal.events):
        envelope = envelope_of(event.envelope)
        for item, hash in _commitments(envelope).items():
            for bundled in event.payloads:
                if bundled.item == item:
                    yield (
                        hash,
                        envelope.header.subject,
                        Payload(from_b64url(bundled.salt, "salt"), from_b64url(bundled.body, "body")),
                    )


def _commitments(envelope: Envelope) -> dict[str, str]:
    header = envelope.header
    own = {"": header.payload.hash} if header.payload is not None else {}
    return own | {item.id: item.hash for item in header.items}


def _files(node: Node, file: File) -> int:
    count = 0
    for want in _wanted(node):
        data = file(want.hash) if want.item == ATTACHMENT else None
        count += data is not None and take_file(node, want, data)
    return count


def _wanted(node: Node) -> list[Want]:
    with node.store.read() as reader:
        return reader.payloads.wanted(ALL)
