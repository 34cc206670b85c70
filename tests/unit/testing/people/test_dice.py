"""Chance by counting: even, repeatable, and without memory."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mithaq.testing.people.dice import Dice, Throws, mixed, mixed_one

PLACES = np.arange(20_000, dtype=np.uint64)


def test_the_throws_are_frozen() -> None:
    """A change here makes other people of every seed, and figures that were published cannot be repeated."""
    assert Dice(2025, PLACES[:4]).below("x", 1_000_000).tolist() == [636047, 947842, 554468, 73436]
    throws = Throws(2025, "x")
    assert [throws.below(1_000_000) for _ in range(3)] == [177416, 346977, 428262]


@given(st.integers(0, 2**64 - 1))
def test_numbers_are_mixed_alike_one_by_one_and_all_at_once(word: int) -> None:
    assert int(mixed(np.array([word], np.uint64))[0]) == mixed_one(word)


def test_a_throw_depends_on_its_place_alone() -> None:
    whole = Dice(7, PLACES).below("x", 1000)
    some = Dice(7, PLACES[[5, 19_000, 6]]).below("x", 1000)
    assert some.tolist() == whole[[5, 19_000, 6]].tolist()


def test_seeds_and_questions_are_independent() -> None:
    one, other, third = Dice(7, PLACES).below("x", 2), Dice(8, PLACES).below("x", 2), Dice(7, PLACES).below("y", 2)
    for left, right in ((one, other), (one, third), (other, third)):
        assert 0.47 < float((left == right).mean()) < 0.53


def test_shares_are_kept() -> None:
    dice = Dice(7, PLACES)
    assert abs(float(dice.chance("x", 0.3).mean()) - 0.3) < 0.02
    assert abs(float((dice.pick("y", np.array([20, 50, 100])) == 1).mean()) - 0.3) < 0.02
    assert set(dice.below("z", 3).tolist()) == {0, 1, 2}
    bounds = dice.below("w", np.where(PLACES % 2, 5, 1).astype(np.int64))
    assert set(bounds[::2].tolist()) == {0}
    assert set(bounds[1::2].tolist()) == {0, 1, 2, 3, 4}


def test_a_row_of_throws_is_even() -> None:
    throws = Throws("even")
    counts = np.bincount([throws.below(10) for _ in range(10_000)])
    assert len(counts) == 10
    assert counts.min() > 850
    assert counts.max() < 1150
