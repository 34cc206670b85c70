"""What anybody may ask of a journal: one statement, a signed checkpoint, and RFC 9162 proofs over what is held here."""

from __future__ import annotations

from msgspec import Struct

from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import Stored
from mithaq.app.serve import own_checkpoint
from mithaq.domain.errors import NotFound, Refusal
from mithaq.journal.merkle import Levels


class MerkleProof(Struct, frozen=True):
    """`first` is the index of the leaf, or the size of the older tree; `root` is that of the tree of `size`."""

    first: int
    size: int
    root: bytes
    path: tuple[bytes, ...]


def statement(node: Node, actor: Actor, member: str, seq: int) -> Stored:
    """The envelope at that place. Raises NotFound."""
    require(node, actor, "journal.read")
    with node.store.read() as reader:
        found = reader.journal.at(member, seq)
    if found is None:
        raise NotFound("journal")
    return found


def checkpoint_of(node: Node, actor: Actor, member: str) -> str:
    """The own journal's note as of now, or the last one of another member that was verified here. Raises NotFound."""
    require(node, actor, "journal.read")
    with node.store.read() as reader:
        note = own_checkpoint(node, reader) if member == node.member else reader.journal.checkpoint(member)
    if not note:
        raise NotFound("journal")
    return note


def inclusion(node: Node, actor: Actor, member: str, seq: int, size: int = 0) -> MerkleProof:
    """That the statement at `seq` is in the tree of the first `size` ones, by default of all that are held.

    Raises NotFound, Refusal ``proof.range``.
    """
    levels, size = _levels(node, actor, member, size)
    if not 1 <= seq <= size:
        raise Refusal("proof.range", "seq")
    return MerkleProof(seq - 1, size, levels.root(), tuple(levels.inclusion(seq - 1)))


def consistency(node: Node, actor: Actor, member: str, first: int, size: int = 0) -> MerkleProof:
    """That the tree of the first `first` statements is the beginning of that of `size`. Raises as `inclusion`."""
    levels, size = _levels(node, actor, member, size)
    if not 0 <= first <= size:
        raise Refusal("proof.range", "first")
    return MerkleProof(first, size, levels.root(), tuple(levels.consistency(first)))


def _levels(node: Node, actor: Actor, member: str, size: int) -> tuple[Levels, int]:
    require(node, actor, "journal.read")
    with node.store.read() as reader:
        head = reader.journal.head(member)
        if head is None:
            raise NotFound("journal")
        if not 0 <= size <= head.seq:
            raise Refusal("proof.range", "size")
        leaves = reader.journal.leaves(member, size or head.seq)
    return Levels(leaves), len(leaves)
