"""Comparing what one member showed to several: each node cosigns the checkpoints it has verified, and shows them on.

Whoever holds the longer history compares the other's note with its own tree. So of two nodes that were shown two histories
one sees it in the first exchange, and has the proof.
"""

from __future__ import annotations

from mithaq.app.node import Node
from mithaq.app.ports.rows import QuarantineRow
from mithaq.app.ports.store import Reader
from mithaq.domain.instant import text
from mithaq.journal import histories
from mithaq.journal.checkpoint import Checkpoint, open_checkpoint, parse_note
from mithaq.journal.cosign import joined, plain
from mithaq.journal.envelope import Envelope, from_wire
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.merkle import Frontier

CAUGHT = "two_histories."
REMEMBERED = 256
BEHIND = 500
"""How far a remembered tree stays behind the size that was compared last: peers lag a little."""


def seen(node: Node, reader: Reader) -> tuple[str, ...]:
    """The notes that this node has verified and cosigned, of every other member."""
    notes = (reader.journal.checkpoint(member) for member in node.others)
    return tuple(note for note in notes if note)


def compare(node: Node, peer: str, notes: tuple[str, ...]) -> int:
    """Compare what this peer was shown with what is held here. How many members were caught."""
    fresh = [note for note in notes[: len(node.roster.members)] if note not in node.compared.get(peer, ())]
    if not fresh:
        return 0
    caught = 0
    done = {note for note in notes if note in node.compared.get(peer, ())}
    for note in fresh:
        try:
            answer = _compare(node, note)
        except Refused:
            answer = 0  # not signed by whom it names, or no proof: our own copy is damaged, and `fsck` says where
        if answer is not None:
            done.add(note)
            caught += answer
    node.compared[peer] = frozenset(done)
    return caught


def caught_by_events(node: Node, member: str, held: Envelope, wire: bytes) -> None:
    """An event came for a place that is taken by another one: both are signed, and together they are the proof."""
    try:
        proof = histories.two_events(held, from_wire(wire), node.roster)
    except Refused:
        return
    _keep(node, member, held.header.seq, proof)


def proofs(reader: Reader, members: tuple[str, ...]) -> dict[str, str]:
    """The proofs that are kept here, by member."""
    found = {member: reader.desk.meta(CAUGHT + member) for member in members}
    return {member: proof for member, proof in found.items() if proof}


def _compare(node: Node, note: str) -> int | None:
    """Whether the member was caught; None where it cannot be said yet, before anything is verified. Raises Refused."""
    said, _, _ = parse_note(note)
    member = said.member
    with node.store.read() as reader:
        head = reader.journal.head(member)
        if said.size > (head.seq if head else 0):
            return None
        if said.size == 0:
            return 0
        opened = open_checkpoint(note, node.roster)
        root = _root_at(node, reader, member, opened.size)
        kept = reader.journal.checkpoint(member) or ""
    if root == opened.root:
        if member == node.member:
            _note_cosigned(node, note, opened)
        return 0
    with node.store.read() as reader:
        newer = open_checkpoint(kept, node.roster) if kept else None
        if newer is None or newer.size < opened.size:
            return None  # its next checkpoint for us will show it
        leaves = reader.journal.leaves(member, newer.size)
    _keep(node, member, opened.size, histories.two_notes(note, kept, leaves, node.roster))
    return 1


def _root_at(node: Node, reader: Reader, member: str, size: int) -> bytes:
    """The root of that member's journal at that size: remembered, or from a remembered tree a little behind."""
    known = node.roots.setdefault(member, {})
    if size not in known:
        remember(node, member, size, _computed(node, reader, member, size))
    return known[size]


def remember(node: Node, member: str, size: int, root: bytes) -> None:
    """Peers are mostly shown a journal at the sizes at which this node was: these roots are not computed again."""
    known = node.roots.setdefault(member, {})
    known[size] = root
    while len(known) > REMEMBERED:
        del known[next(iter(known))]


def _computed(node: Node, reader: Reader, member: str, size: int) -> bytes:
    frontier = reader.journal.frontier(member)
    if frontier.size == size:
        return frontier.root()
    base = node.trees.get(member) or Frontier()
    tree, behind = (base.copy() if base.size <= size else Frontier()), size - BEHIND
    if size - tree.size > 2 * BEHIND:
        for leaf in reader.journal.leaves(member, size)[tree.size :]:
            if tree.size == behind:
                base = tree.copy()
            tree.append(leaf)
        node.trees[member] = base
    else:
        for stored in reader.journal.after(member, tree.size, size - tree.size) if size > tree.size else ():
            tree.append(stored.envelope.leaf)
    return tree.root()


def _note_cosigned(node: Node, note: str, opened: Checkpoint) -> None:
    """Our own journal as others have seen it: of the largest size that was cosigned, with all who did."""
    before = open_checkpoint(node.cosigned, node.roster) if node.cosigned else None
    if before is not None and before.size > opened.size:
        return
    same = before is not None and before.size == opened.size
    node.cosigned = joined(node.cosigned, note) if same else note


def keep_cosigned(node: Node) -> bool:
    """Keep what others have cosigned of our journal, at most once a minute: it is proof, and nothing waits for it."""
    minute = text(node.now())[:16]
    if not node.cosigned or node.cosigned == node.kept_cosigned or node.kept_at == minute:
        return False
    with node.store.write() as tx:
        tx.journal.put_checkpoint(node.member, node.cosigned)
    node.kept_cosigned, node.kept_at = node.cosigned, minute
    return True


def _keep(node: Node, member: str, seq: int, proof: bytes) -> None:
    with node.store.write() as tx:
        if tx.desk.meta(CAUGHT + member):
            return
        tx.desk.put_meta(CAUGHT + member, proof.decode())
        row = QuarantineRow(member, seq, RefusalCode.TWO_HISTORIES.value, "checkpoint", text(node.now()), proof)
        tx.journal.quarantine(row)


def same_note(one: str | None, other: str) -> bool:
    """Whether both are the same note of its member, whoever has cosigned it."""
    try:
        return one is not None and plain(one) == plain(other)
    except Refused:
        return False
