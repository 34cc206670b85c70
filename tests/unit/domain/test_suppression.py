"""Small counts cannot be worked out again from what is published, now or from what was published before."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.suppression import TOTAL, Cell, Table, alone, divided, published, with_totals

SMALLEST = 5
ROWS, COLUMNS = ("DZ", "EG", "TN"), ("debt", "political")
CELLS = list(itertools.product(ROWS, COLUMNS))
months = st.lists(st.dictionaries(st.sampled_from(CELLS), st.integers(0, 8), max_size=len(CELLS)), max_size=8)


def running(steps: Sequence[Table]) -> list[dict[Cell, int]]:
    """The counts to the end of each month."""
    found: list[dict[Cell, int]] = []
    for step in steps:
        before = found[-1] if found else {}
        found.append({cell: before.get(cell, 0) + step.get(cell, 0) for cell in CELLS})
    return found


def shown_after(steps: Sequence[Table]) -> list[dict[Cell, int | None]]:
    """What is published after each month."""
    history = running(steps)
    return [published(history[: end + 1], ROWS, COLUMNS, SMALLEST) for end in range(len(history))]


def test_a_count_by_itself() -> None:
    assert [alone(count, SMALLEST) for count in (0, 1, 4, 5, 40)] == [0, None, None, 5, 40]


def test_a_table_without_small_counts_is_published_whole() -> None:
    table = {("EG", "debt"): 7, ("TN", "political"): 5}
    assert published([table], ROWS, COLUMNS, SMALLEST) == with_totals(table, ROWS, COLUMNS)


def test_five_then_six_publishes_no_single_refusal() -> None:
    told = shown_after([{("TN", "debt"): 5}, {("TN", "debt"): 1}, {("TN", "debt"): 3}, {("TN", "debt"): 1}])
    assert [one["TN", "debt"] for one in told] == [5, 5, 5, 10]
    assert [one[TOTAL, TOTAL] for one in told] == [5, 5, 5, 10]


def test_what_is_too_small_is_in_no_total() -> None:
    shown = published([{("DZ", "debt"): 9, ("EG", "debt"): 2}], ROWS, COLUMNS, SMALLEST)
    assert (shown["EG", "debt"], shown["EG", TOTAL], shown[TOTAL, "debt"]) == (None, None, 9)
    assert shown["TN", "debt"] == 0


@given(months)
def test_every_number_stands_still_or_rises_by_steps_that_are_not_small(steps: list[Table]) -> None:
    before = dict.fromkeys(with_totals({}, ROWS, COLUMNS), 0)
    for shown in shown_after(steps):
        now = {cell: count or 0 for cell, count in shown.items()}
        assert all(now[cell] - before[cell] == 0 or now[cell] - before[cell] >= SMALLEST for cell in now)
        before = now


@given(months)
def test_totals_are_the_sums_of_what_is_shown_so_that_no_subtraction_tells_anything(steps: list[Table]) -> None:
    for shown in shown_after(steps):
        cells = {cell: count or 0 for cell, count in shown.items() if TOTAL not in cell}
        assert {cell: count or 0 for cell, count in shown.items()} == with_totals(cells, ROWS, COLUMNS)


@given(months)
def test_what_is_shown_was_so_and_less_than_the_least_is_missing(steps: list[Table]) -> None:
    history = running(steps)
    for end, shown in enumerate(shown_after(steps)):
        for cell in CELLS:
            count = history[end][cell]
            assert (shown[cell] or 0) in {0, *(one[cell] for one in history[: end + 1])}
            assert 0 <= count - (shown[cell] or 0) < SMALLEST
            assert (shown[cell] is None) == (0 < count < SMALLEST)


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), max_size=8))
def test_neither_a_part_nor_the_rest_is_small_nor_rises_by_little(steps: list[tuple[int, int, int]]) -> None:
    whole = found = unfounded = 0
    history: list[tuple[int, int, int]] = []
    before = [0, 0, 0]
    for stated, yes, no in steps:
        whole += stated
        found += min(yes, whole - found - unfounded)
        unfounded += min(no, whole - found - unfounded)
        history.append((whole, found, unfounded))
        shown, rose = divided(history, SMALLEST)
        assert all(one == then or one - then >= SMALLEST for one, then in zip(shown, before, strict=True))
        rest = shown[0] - sum(shown[1:])
        assert rest == 0 or rest >= SMALLEST
        assert all(one <= count for one, count in zip(shown, history[-1], strict=True))
        assert rose < len(history)
        before = shown


def test_of_a_whole_and_a_part_the_rest_is_not_given_away() -> None:
    assert divided([(6, 6)], SMALLEST) == ([6, 6], 0)
    assert divided([(6, 0), (6, 5)], SMALLEST) == ([6, 0], -1), "that one waits"
    assert divided([(6, 0), (7, 5), (11, 5)], SMALLEST) == ([11, 5], 2)
    assert divided([], SMALLEST) == ([], -1)
