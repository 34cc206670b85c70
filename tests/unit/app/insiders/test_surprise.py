"""The bounds are bounds, and what is usual is not moved by a few who are not."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mithaq.app.insiders.surprise import (
    above_peers,
    binomial,
    firsts,
    grouped,
    mixed,
    poisson,
    rest,
    spreads,
    tallied,
    unevenness,
)


def ones(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(values, np.float64)


@given(st.integers(0, 60), st.floats(0.01, 30))
def test_a_poisson_tail_is_never_smaller_than_the_bound_says(count: int, expected: float) -> None:
    tail = 1 - sum(math.exp(-expected + k * math.log(expected) - math.lgamma(k + 1)) for k in range(count))
    (bound,) = poisson(ones(count), ones(expected))
    assert tail <= 10**-bound + 1e-9


@given(st.integers(1, 40), st.data())
def test_a_binomial_tail_is_never_smaller_than_the_bound_says(of: int, data: st.DataObject) -> None:
    count, share = data.draw(st.integers(0, of)), data.draw(st.floats(0.01, 0.99))
    tail = sum(math.comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(count, of + 1))
    (bound,) = binomial(ones(count), ones(of), ones(share))
    assert tail <= 10**-bound + 1e-9


def test_no_more_than_expected_is_no_surprise() -> None:
    assert poisson(ones(3, 5), ones(3, 9)).tolist() == [0, 0]
    assert binomial(ones(0, 2), ones(10, 10), ones(0.3, 0.2)).tolist() == [0, 0]


def test_who_does_what_all_at_the_desk_do_is_no_surprise() -> None:
    desk = np.zeros(20, np.int32)
    count, lines = np.full(20, 30.0), np.full(20, 3000.0)
    assert above_peers(count, lines, desk, desk).max() == 0
    count[7] = 90
    surprise = above_peers(count, lines, desk, desk)
    assert surprise.argmax() == 7
    assert surprise[7] > 10
    assert np.delete(surprise, 7).max() == 0


def test_a_desk_of_few_is_compared_with_the_role() -> None:
    desk, role = np.array([0] * 20 + [1] * 2, np.int32), np.zeros(22, np.int32)
    count, lines = np.array([30.0] * 20 + [30.0, 90.0]), np.full(22, 3000.0)
    surprise = above_peers(count, lines, desk, role)
    assert surprise[20] == 0
    assert surprise[21] > 5
    assert rest(count, lines, desk, role)[0] < 0.011


def test_the_median_stays_where_it_is() -> None:
    desk = np.zeros(11, np.int32)
    values = ones(*range(10), 1e9)
    middle, spread = spreads(values, desk, desk)
    assert middle[0] == 5
    assert spread[0] < 5


def test_keys_tell_rows_apart() -> None:
    left, right = np.repeat(np.arange(300), 300), np.tile(np.arange(300), 300)
    assert len(firsts(mixed(left, right))) == 90_000
    assert mixed(np.array([1]), np.array([2])) != mixed(np.array([2]), np.array([1]))
    first, counts, which = tallied(mixed(left % 2))
    assert counts.tolist() == [45_000, 45_000]
    assert set(which[first].tolist()) == {0, 1}
    assert sorted(len(one) for one in grouped((left % 3).astype(np.int32))) == [30_000] * 3


def test_what_comes_in_crowds_is_uneven_and_what_comes_by_chance_is_not() -> None:
    chance = np.random.default_rng(5)
    who = np.repeat(np.arange(10, dtype=np.int32), 40)
    desk, exposure = np.zeros(10, np.int32), np.full(400, 100.0)
    even = chance.poisson(5, 400).astype(np.float64)
    crowds = np.where(chance.random(400) < 0.1, 50.0, 0.0)
    assert unevenness(even, exposure, who, desk, desk).max() < 1.3
    assert unevenness(crowds, exposure, who, desk, desk).min() > 20


def test_the_own_days_do_not_make_the_peers_uneven() -> None:
    who = np.repeat(np.arange(10, dtype=np.int32), 10)
    count = np.where(who == 3, 30.0, 1.0)
    found = unevenness(count, np.full(100, 100.0), who, np.zeros(10, np.int32), np.zeros(10, np.int32))
    assert found[3] < 3 < found[4]
