"""A node that was restored from a backup erases again before it answers: what went since then must not come back.

The backup holds what was erased after it was made. Its own rows do not know that, the journals of the others do. So, before
anybody is answered: (1) what this member itself signed since the backup comes back from whoever holds it, so that no place
is used twice (reliability.md, R11); (2) the others are heard, commission and Secretariat before all; (3) what they say has
to go goes. Nothing is signed meanwhile, and whoever could not be heard is waited for (`app.unheard`).
"""

from __future__ import annotations

from contextlib import suppress

import msgspec
from msgspec import Struct

from mithaq.app.erase import OWED, erase_only, look_again
from mithaq.app.exchange import MAX_ASKED, PayloadRequest, Wanted, signed
from mithaq.app.issue import require
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node
from mithaq.app.ports.peer import Peer, PeerDown
from mithaq.app.registry import TYPES, item_of, touches
from mithaq.app.replicate import RANGE, orders_first, replicate, take
from mithaq.app.unheard import keep_unheard
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import MAX_TEXT
from mithaq.domain.instant import text
from mithaq.journal.errors import Refused
from mithaq.journal.header import Header
from mithaq.journal.payload import matches

ACCEPTED = "restored.accepted"


class Honoured(Struct, frozen=True):
    """How many aggregates were erased again, how many own statements came back, and which members could not be heard: of
    what they ended since the backup this node knows nothing yet, and its answers say since when (`app.orders_current`).
    """

    erased: int
    unheard: tuple[str, ...]
    regained: int = 0


def mark_restored(node: Node) -> None:
    """This database comes from a backup: everybody has to be heard before it is used."""
    keep_unheard(node, node.peers)


def honour(node: Node, *, anew: bool = True) -> Honoured:
    """Hear what is new and erase what has to go, before the first answer. Raises StoreFault: then nobody is answered.

    `anew`: look the whole register through, whatever the hour; else only a database that was restored is.
    """
    regained, reached = _regain_all(node)
    ended: set[str] = set()
    replicate(node, ended=ended)
    silent = tuple(code for code in node.peers if code not in ended & reached)
    restored = bool(regained or node.unheard)
    if restored:
        for member in silent:
            _hear_through(node, member, ended & reached)
        _forget_owed(node)
        waiting = set(node.unheard or node.peers)
        keep_unheard(node, tuple(code for code in silent if code in waiting))
    if anew or restored:
        look_again(node)
    return Honoured(erase_only(node), silent, regained)


def accept(node: Node, actor: Actor, reasons: str) -> tuple[str, ...]:
    """An administrator says that it goes on without those who were not heard, and why. Returns who they are.

    What one of them alone holds of this journal would then stand against what is signed from now on, and every node that
    sees both sees two histories. Raises Forbidden, Refusal ``restored.reasons``, ``restored.nothing``.
    """
    require(node, actor, ACCEPTED)
    if not reasons.strip() or len(reasons) > MAX_TEXT:
        raise Refusal("restored.reasons", "reasons")
    members = node.unheard
    if not members:
        raise Refusal("restored.nothing", "node")
    with node.store.write() as tx:
        said = {"at": text(node.now()), "by": actor.id, "unheard": members, "reasons": reasons}
        tx.desk.put_meta(ACCEPTED, msgspec.json.encode(said).decode())
        write_line(node, tx.desk, actor, ACCEPTED, secret=said)
    keep_unheard(node, ())
    return members


def _regain_all(node: Node) -> tuple[int, set[str]]:
    """What came back of the own journal, and which members were asked to the end of what they hold of it."""
    count, reached = 0, set()
    for member in orders_first(node):
        try:
            came, whole = _regain(node, member)
        except (PeerDown, Refused):
            continue
        count += came
        if whole:
            reached.add(member)
    return count, reached


def _hear_through(node: Node, member: str, others: set[str]) -> None:
    """Take over the journal of a member that is not there from whoever holds it: each statement is its own proof, and an
    alert that this member has ended must not come back because its line is cut.
    """
    for other in orders_first(node):
        if other not in others:
            continue
        with suppress(PeerDown, Refused):
            while _carry(node, member, other):
                pass


def _carry(node: Node, member: str, other: str) -> int:
    """One range of a member's journal as another holds it; how many statements came."""
    if node.network is None:
        raise PeerDown(other)
    with node.store.read() as reader:
        head = reader.journal.head(member)
    return take(node, member, node.network.peer(other).pull(member, head.seq if head else 0, RANGE).envelopes).admitted


def _regain(node: Node, member: str) -> tuple[int, bool]:
    """The own statements that this member holds and this node does not, with what they said; whether that is all of them.

    One that does not follow on what is here shows a second history: it is kept aside, and this member counts as unheard.
    Raises PeerDown, Refused.
    """
    if node.network is None:
        raise PeerDown(member)
    peer, count = node.network.peer(member), 0
    while True:
        with node.store.read() as reader:
            head = reader.journal.head(node.member)
        pulled = peer.pull(node.member, head.seq if head else 0, RANGE)
        progress = take(node, node.member, pulled.envelopes)
        count += progress.admitted
        if progress.refused:
            return count, False
        _fetch_own(node, peer, member, head.seq if head else 0)
        if not progress.admitted:
            return count, True


def _fetch_own(node: Node, peer: Peer, member: str, after: int) -> None:
    """Ask for what the own statements since then said: whoever may read it still has it, if it did not have to go."""
    with node.store.read() as reader:
        headers = [one.envelope.header for one in reader.journal.after(node.member, after, RANGE) if one.applied]
        wanted = [one for header in headers for one in _said_in(header)]
        held = reader.payloads.many([hash for _, hash, _ in wanted])
    missing = [one for one in wanted if one[1] not in held]
    for start in range(0, len(missing), MAX_ASKED):
        part = missing[start : start + MAX_ASKED]
        names = tuple(Wanted(subject, hash) for subject, hash, _ in part)
        answers = peer.ask(signed(PayloadRequest(node.member, member, text(node.now()), names), node.key))
        with node.write() as tx:
            for (subject, hash, item), payload in zip(part, answers, strict=False):
                gone = tx.store.payloads.is_erased(hash, subject)
                if payload is not None and matches(payload, hash) and not gone:
                    tx.projection.arrived(hash, payload, subject, item)


def _said_in(header: Header) -> list[tuple[str, str, str]]:
    """Subject, commitment and item of everything that a statement commits to."""
    if header.type not in TYPES or header.subject not in touches(header):
        return []
    own = [(header.subject, header.payload.hash, item_of(header.type, header.subject))] if header.payload else []
    return own + [(header.subject, item.hash, item.id) for item in header.items]


def _forget_owed(node: Node) -> None:
    """Receipts that the backup still owed may be signed long ago: what is owed is found anew."""
    with node.store.write() as tx:
        tx.desk.put_meta(OWED, "")
