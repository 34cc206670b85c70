"""The Merkle tree against the recursive definitions of RFC 9162, word for word."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from mithaq.journal.merkle import (
    Frontier,
    Levels,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [leaf_hash(bytes([number])) for number in range(130)]
SIZES = st.integers(0, len(LEAVES))


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(leaves: list[bytes]) -> bytes:
    """Section 2.1.1."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """Section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: list[bytes], complete: bool) -> list[bytes]:
    """Section 2.1.4.1."""
    if m == len(leaves):
        return [] if complete else [mth(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], complete), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], complete=False), mth(leaves[:k])]


@given(SIZES)
def test_root_frontier_and_levels_agree_with_the_definition(size: int) -> None:
    leaves = LEAVES[:size]
    frontier = Frontier()
    for leaf in leaves:
        frontier = Frontier.from_bytes(frontier.to_bytes())
        frontier.append(leaf)
    assert mth(leaves) == root(leaves) == frontier.root() == Levels(leaves).root() == Levels(LEAVES).root(size)
    assert frontier.size == size


@given(st.data(), SIZES.filter(bool))
def test_inclusion(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = LEAVES[:size]
    proof = inclusion_proof(leaves, index)
    assert proof == path(index, leaves) == Levels(LEAVES).inclusion(index, size)
    assert verify_inclusion(leaves[index], index, size, proof, mth(leaves))


@given(st.data(), SIZES)
def test_consistency(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(0, new))
    leaves = LEAVES[:new]
    proof = consistency_proof(leaves, old)
    assert proof == (subproof(old, leaves, complete=True) if old else []) == Levels(LEAVES).consistency(old, new)
    assert verify_consistency(old, mth(leaves[:old]), new, mth(leaves), proof)


@given(st.data(), st.integers(2, len(LEAVES)))
def test_a_false_inclusion_is_seen(data: st.DataObject, size: int) -> None:
    index, other = data.draw(st.permutations(range(size)))[:2]
    proof, top = inclusion_proof(LEAVES[:size], index), root(LEAVES[:size])
    leaf = LEAVES[index]
    assert not verify_inclusion(LEAVES[other], index, size, proof, top)
    assert not verify_inclusion(leaf, other, size, proof, top)
    assert not verify_inclusion(leaf, index, size, [*proof, leaf], top)
    assert not verify_inclusion(leaf, index, size, proof[:-1], top)
    assert not verify_inclusion(leaf, index, size, [proof[0][:31], *proof[1:]], top)
    place = data.draw(st.integers(0, len(proof) - 1))
    assert not verify_inclusion(leaf, index, size, [*proof[:place], leaf, *proof[place + 1 :]], top)


@given(st.data(), st.integers(2, len(LEAVES)))
def test_a_false_history_is_seen(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(1, new - 1))
    forged = [*LEAVES[: old - 1], leaf_hash(b"forged")]
    proof, top = consistency_proof(LEAVES[:new], old), root(LEAVES[:new])
    assert not verify_consistency(old, root(forged), new, top, proof)
    assert not verify_consistency(old, root(LEAVES[:old]), new, root([*LEAVES[: new - 1], forged[-1]]), proof)
    assert not verify_consistency(old, root(LEAVES[:old]), new, top, proof[:-1])
    assert not verify_consistency(old, root(LEAVES[:old]), new, top, [*proof, top])


@given(SIZES, SIZES, st.lists(st.binary(max_size=33), max_size=10), st.integers(-5, 200))
def test_any_proof_is_answered(old: int, new: int, proof: list[bytes], index: int) -> None:
    assert verify_inclusion(LEAVES[0], index, new, proof, LEAVES[1]) is False
    assert verify_consistency(old, LEAVES[0], new, LEAVES[1], proof) is False
