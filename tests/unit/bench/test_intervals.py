"""Exact bounds of rates."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.bench.intervals import at_most, upper_bound


@pytest.mark.parametrize(
    ("hits", "tries", "bound"),
    [
        (0, 10, 1 - 0.05 ** (1 / 10)),  # nothing seen: the bound solves (1 - p)^n = 0.05
        (0, 500_000, 1 - 0.05 ** (1 / 500_000)),
        (10, 10, 1.0),
        (0, 0, 1.0),
        (9, 10, 0.95 ** (1 / 10)),  # all but one: 1 - p^n = 0.05
    ],
)
def test_bounds_that_can_be_solved_by_hand(hits: int, tries: int, bound: float) -> None:
    assert upper_bound(hits, tries) == pytest.approx(bound, rel=1e-9)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))))
def test_at_the_bound_so_few_hits_are_just_as_unlikely_as_said(counts: tuple[int, int]) -> None:
    hits, tries = counts
    bound = upper_bound(hits, tries)
    assert hits / tries < bound <= 1
    exact = sum(math.comb(tries, k) * bound**k * (1 - bound) ** (tries - k) for k in range(hits + 1))
    assert exact == pytest.approx(0.05, rel=1e-6)


def test_many_hits_are_summed_without_overflow() -> None:
    assert 0.1 < upper_bound(70_000, 700_000) < 0.101
    assert at_most(700_000, 700_000, 0.5) == pytest.approx(1.0)
