"""The Merkle tree of RFC 9162 section 2.1, over SHA-256.

Functions take *leaf hashes* (32 bytes each), not the data of the leaves. `Frontier` grows a tree in
logarithmic memory, which is all that a writer needs to sign a checkpoint; `Levels` keeps every complete
subtree, which makes many proofs over one tree cheap.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import reduce

from mithaq.journal.errors import RefusalCode, Refused

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256().digest()
MAX_SIZE = 2**53 - 1
"""Sequence numbers are JSON integers."""


def leaf_hash(data: bytes) -> bytes:
    """SHA-256 of 0x00 and the data."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and both children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """MTH of section 2.1.1 for leaf hashes; SHA-256 of nothing for none."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """PATH(index, leaves) of section 2.1.3.1. Raises `IndexError`."""
    return Levels(leaves).inclusion(index)


def consistency_proof(leaves: Sequence[bytes], m: int) -> list[bytes]:
    """PROOF(m, leaves) of section 2.1.4.1, empty for m = 0 and m = len(leaves). Raises `IndexError`."""
    return Levels(leaves).consistency(m)


class Frontier:
    """A growing tree, kept as the roots of its complete subtrees: one for each bit of its size, largest
    first.
    """

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add the next leaf hash."""
        node, size = leaf, self.size
        while size & 1:  # a complete subtree as large as what we hold: merge
            node = node_hash(self._roots.pop(), node)
            size >>= 1
        self._roots.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Root hash of the tree so far."""
        if not self._roots:
            return EMPTY_ROOT
        return reduce(lambda right, left: node_hash(left, right), reversed(self._roots))

    def copy(self) -> Frontier:
        """An independent frontier of the same tree."""
        other = Frontier()
        other.size, other._roots = self.size, list(self._roots)
        return other

    def to_bytes(self) -> bytes:
        """Size (8 bytes, big endian) and the subtree roots, largest first."""
        return self.size.to_bytes(8, "big") + b"".join(self._roots)

    @classmethod
    def from_bytes(cls, data: bytes) -> Frontier:
        """Raises `Refused(BAD_ENCODING)` if the number of roots is not that of the bits of the size."""
        frontier = cls()
        frontier.size = int.from_bytes(data[:8], "big")
        if len(data) != 8 + HASH_BYTES * frontier.size.bit_count() or frontier.size > MAX_SIZE:
            raise Refused(RefusalCode.BAD_ENCODING, "frontier")
        frontier._roots = [data[at : at + HASH_BYTES] for at in range(8, len(data), HASH_BYTES)]
        return frontier


class Levels:
    """All complete subtrees over the leaves: `levels[k][i]` covers the leaves i * 2**k up to (i + 1) *
    2**k.
    """

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.size = len(leaves)
        self._levels: list[list[bytes]] = [list(leaves)]
        while len(below := self._levels[-1]) > 1:
            pairs = zip(below[::2], below[1::2], strict=False)  # a last odd one has no parent on this level
            self._levels.append([node_hash(left, right) for left, right in pairs])

    def root(self, size: int | None = None) -> bytes:
        """Root of the tree of the first `size` leaves, by default of all. Raises `IndexError`."""
        size = self.size if size is None else size
        self._check(0 <= size <= self.size)
        return self._range(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The audit path of leaf `index` in the tree of the first `size` leaves, from the leaf up. Raises
        `IndexError`.
        """
        size = self.size if size is None else size
        self._check(0 <= index < size <= self.size)
        path, start, end = [], 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._range(middle, end))
                end = middle
            else:
                path.append(self._range(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, m: int, size: int | None = None) -> list[bytes]:
        """The proof that the tree of the first `m` leaves is a prefix of that of the first `size`. Raises
        `IndexError`.
        """
        size = self.size if size is None else size
        self._check(0 <= m <= size <= self.size)
        if m in (0, size):
            return []
        path, start, end = [], 0, size
        while end != m:
            middle = start + _split(end - start)
            if m <= middle:
                path.append(self._range(middle, end))
                end = middle
            else:
                path.append(self._range(start, middle))
                start = middle
        if start:  # otherwise the verifier holds this subtree: it is the old root
            path.append(self._range(start, end))
        return path[::-1]

    def _range(self, start: int, end: int) -> bytes:
        """Root over the leaves start to end (not included); start is a multiple of the power of two not below
        end - start.
        """
        width = end - start
        level = width.bit_length() - 1
        if width == 1 << level:
            return self._levels[level][start >> level]
        middle = start + _split(width)
        return node_hash(self._range(start, middle), self._range(middle, end))

    @staticmethod
    def _check(inside: bool) -> None:
        if not inside:
            raise IndexError("outside of the tree")


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root_hash: bytes) -> bool:
    """Section 2.1.3.2: whether `proof` leads from the leaf hash at `index` to the root of the tree of
    `size`.
    """
    if not 0 <= index < size or not _are_hashes(proof):
        return False
    fn, sn, node = index, size - 1, leaf
    for sibling in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            node = node_hash(sibling, node)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = node_hash(node, sibling)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and node == root_hash


def verify_consistency(old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Section 2.1.4.2: whether `proof` shows that the old tree is a prefix of the new one."""
    if not 0 <= old_size <= new_size or not _are_hashes(proof):
        return False
    if old_size in (0, new_size):
        return not proof and old_root == (new_root if old_size else EMPTY_ROOT)
    if not proof:
        return False
    path = [old_root, *proof] if old_size.bit_count() == 1 else proof
    fn, sn = old_size - 1, new_size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old = new = path[0]
    for node in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            old, new = node_hash(node, old), node_hash(node, new)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            new = node_hash(new, node)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and old == old_root and new == new_root


def _split(width: int) -> int:
    """Largest power of two below `width`."""
    return 1 << (width - 1).bit_length() - 1


def _are_hashes(proof: Sequence[bytes]) -> bool:
    return all(len(node) == HASH_BYTES for node in proof)
