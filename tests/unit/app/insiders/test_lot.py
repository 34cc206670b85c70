"""The lot: repeatable by everybody who has the head, different with every head, and fair."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mithaq.app.insiders.lot import drawn


@given(st.text(min_size=1, max_size=64), st.integers(0, 10_000), st.integers(0, 500), st.integers(0, 60))
def test_every_number_is_a_line_since_the_last_report_and_stands_once(
    head: str, after: int, lines: int, most: int
) -> None:
    found = drawn(head, after, after + lines, most)
    assert len(set(found)) == len(found) == min(most, lines)
    assert all(after < number <= after + lines for number in found)
    assert found == drawn(head, after, after + lines, most)


def test_another_head_draws_others() -> None:
    assert drawn("a", 0, 100_000, 40) != drawn("b", 0, 100_000, 40)


def test_every_line_is_drawn_as_often_as_the_others() -> None:
    times = Counter(number for turn in range(5_000) for number in drawn(str(turn), 0, 10, 1))
    assert set(times) == set(range(1, 11))
    assert all(350 < count < 650 for count in times.values())
