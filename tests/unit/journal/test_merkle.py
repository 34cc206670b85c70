"""The Merkle tree against the well-known answers of the Certificate Transparency test suite."""

from __future__ import annotations

import pytest

from mithaq.journal.errors import RefusalCode
from mithaq.journal.merkle import (
    EMPTY_ROOT,
    Frontier,
    Levels,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)
from tests.unit.journal.stage import code_of

DATA = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
LEAVES = [leaf_hash(bytes.fromhex(data)) for data in DATA]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
N96 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
N5F = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
N6B = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
NBC = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
NCA = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
N0E = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
INCLUSION = [
    (0, 1, []),
    (0, 8, [N96, N5F, N6B]),
    (5, 8, [NBC, NCA, ROOTS[4]]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], N5F, NBC]),
]
CONSISTENCY = [(1, 1, []), (1, 8, [N96, N5F, N6B]), (6, 8, [N0E, NCA, ROOTS[4]]), (2, 5, [N5F, NBC])]


@pytest.mark.parametrize("size", range(9))
def test_roots(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]
    assert Levels(LEAVES).root(size).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_inclusion(index: int, size: int, path: list[str]) -> None:
    proof = inclusion_proof(LEAVES[:size], index)
    assert [node.hex() for node in proof] == path
    assert verify_inclusion(LEAVES[index], index, size, proof, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_consistency(old: int, new: int, path: list[str]) -> None:
    proof = consistency_proof(LEAVES[:new], old)
    assert [node.hex() for node in proof] == path
    assert verify_consistency(old, bytes.fromhex(ROOTS[old]), new, bytes.fromhex(ROOTS[new]), proof)


def test_an_old_tree_is_consistent_with_itself_and_the_empty_one_with_all() -> None:
    top = bytes.fromhex(ROOTS[8])
    assert verify_consistency(8, top, 8, top, [])
    assert verify_consistency(0, EMPTY_ROOT, 8, top, [])
    assert not verify_consistency(0, top, 8, top, [])
    assert not verify_consistency(8, top, 8, EMPTY_ROOT, [])
    assert not verify_consistency(3, bytes.fromhex(ROOTS[3]), 8, top, [])
    assert not verify_consistency(8, top, 3, bytes.fromhex(ROOTS[3]), [])


@pytest.mark.parametrize(("index", "size"), [(-1, 8), (8, 8), (0, 0), (0, 9)])
def test_outside_of_the_tree(index: int, size: int) -> None:
    with pytest.raises(IndexError):
        Levels(LEAVES).inclusion(index, size)
    assert not verify_inclusion(LEAVES[0], index, min(size, 8), [], bytes.fromhex(ROOTS[1]))


@pytest.mark.parametrize(("m", "size"), [(-1, 8), (9, 8), (1, 9)])
def test_no_consistency_outside_of_the_tree(m: int, size: int) -> None:
    with pytest.raises(IndexError):
        Levels(LEAVES).consistency(m, size)


def test_a_frontier_survives_being_stored() -> None:
    frontier = Frontier()
    for size, leaf in enumerate(LEAVES, 1):
        frontier.append(leaf)
        again = Frontier.from_bytes(frontier.to_bytes())
        assert (again.size, again.root().hex()) == (size, ROOTS[size])


def test_a_copied_frontier_grows_alone() -> None:
    frontier = Frontier()
    frontier.append(LEAVES[0])
    frontier.copy().append(LEAVES[1])
    assert (frontier.size, frontier.root().hex()) == (1, ROOTS[1])


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 7, b"\0" * 9, b"\0" * 7 + b"\1", b"\0" * 7 + b"\3" + b"x" * 32, b"\xff" * 8 + b"x" * 32 * 64]
)
def test_bytes_that_are_no_frontier(data: bytes) -> None:
    assert code_of(lambda: Frontier.from_bytes(data)) == RefusalCode.BAD_ENCODING
