"""What cannot wait for the next pull: pushed to every node at once, and answered by each with a signed receipt."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from mithaq.app.exchange import Receipt, opened
from mithaq.app.node import Node
from mithaq.app.ports.peer import PeerDown
from mithaq.app.replicate import RANGE
from mithaq.app.serve import Served
from mithaq.domain.events import Event
from mithaq.journal.envelope import to_wire
from mithaq.journal.errors import Refused

WAIT = 5.0  # seconds: a commissioner is waiting; whoever has not signed by then is named, and pulls later
ATTEMPTS = 20  # ranges that a node which lags behind is handed before the order itself


class Pushed(Struct, frozen=True):
    """Where a statement is in force: members that signed for it, and those that have not, in the order of their codes."""

    confirmed: tuple[str, ...]
    missing: tuple[str, ...]


def push(node: Node, event: Event) -> Pushed:
    """Hand this member's own statement to every peer at the same time. Returns after `WAIT` seconds at the latest."""
    calls = {member: partial(_is_taken, node, member, event.seq) for member in node.peers}
    answers = node.together(calls, WAIT)
    confirmed = tuple(sorted(member for member in node.peers if answers.get(member)))
    return Pushed(confirmed, tuple(sorted(set(node.peers) - set(confirmed))))


def standing(node: Node, seq: int) -> Pushed:
    """The same of a statement that was pushed before: what has been signed for by now."""
    with node.store.read() as reader:
        held = {row.peer: row.seq for row in reader.journal.receipts()}
    confirmed = tuple(sorted(member for member in node.peers if held.get(member, 0) >= seq))
    return Pushed(confirmed, tuple(sorted(set(node.peers) - set(confirmed))))


def _is_taken(node: Node, member: str, seq: int) -> bool:
    """Hand over what this peer lacks, up to that statement, until it signs for it. A peer that refuses or is down: no."""
    with node.store.read() as reader:
        known = {row.peer: row.seq for row in reader.journal.receipts()}.get(member, 0)
    try:
        for _ in range(ATTEMPTS):
            receipt = _hand_over(node, member, known)
            if receipt is None or receipt.seq >= seq:
                return receipt is not None
            if receipt.seq == known:
                return False
            known = receipt.seq
    except (PeerDown, Refused):
        return False
    return False


def _hand_over(node: Node, member: str, after: int) -> Receipt | None:
    """One range, and the receipt for it, which is kept. None for a receipt that is about something else."""
    if node.network is None:
        raise PeerDown(member)
    with node.store.read() as reader:
        stored = reader.journal.after(node.member, after, RANGE)
    wire = node.network.peer(member).take_orders(node.member, tuple(to_wire(one.envelope) for one in stored))
    receipt = opened(wire, Receipt, node.roster)
    if receipt.by != member or receipt.journal != node.member:
        return None
    if receipt.seq:
        Served(node).deliver_receipt(wire)
    return receipt
