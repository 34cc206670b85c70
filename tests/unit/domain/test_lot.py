"""The lot: the same on every node, whatever the order in which it is told, and another for every matter and every head."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.lot import Head, ranked
from tests.support.orders import HEADS

names = st.lists(st.text("abcdef0123456789", min_size=1, max_size=8), max_size=12)


@given(names, st.randoms(use_true_random=False))
def test_the_order_of_telling_changes_nothing(candidates: list[str], chance: object) -> None:
    def shuffled(rows: list[object]) -> list[object]:
        return sorted(rows, key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis' own Random

    drawn = ranked(candidates, "a-1", HEADS)
    assert sorted(drawn) == sorted(set(candidates))
    assert ranked(map(str, shuffled(list(candidates))), "a-1", tuple(reversed(HEADS))) == drawn


def test_another_matter_or_another_head_is_another_lot() -> None:
    candidates = [f"o-{number}" for number in range(40)]
    drawn = ranked(candidates, "a-1", HEADS)
    assert ranked(candidates, "a-2", HEADS) != drawn
    assert ranked(candidates, "a-1", HEADS[:1]) != drawn
    assert ranked(candidates, "a-1", (Head("TN", 4, HEADS[0].hash), HEADS[1])) != drawn


def test_nobody_is_drawn_more_often_than_chance_would() -> None:
    candidates = [f"o-{number}" for number in range(10)]
    first = Counter(ranked(candidates, f"a-{number}", HEADS)[0] for number in range(4000))
    assert set(first) == set(candidates)
    assert all(abs(count - 400) < 5 * 19 for count in first.values()), first  # five standard deviations of a fair lot
