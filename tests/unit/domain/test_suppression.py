"""Small counts cannot be worked out again from what is published."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.suppression import TOTAL, alone, published, with_totals

SMALLEST = 5
ROWS, COLUMNS = ("DZ", "EG", "TN"), ("debt", "political")
counts = st.dictionaries(
    st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS)), st.integers(0, 12), max_size=len(ROWS) * len(COLUMNS)
)


def test_a_count_by_itself() -> None:
    assert [alone(count, SMALLEST) for count in (0, 1, 4, 5, 40)] == [0, None, None, 5, 40]


def test_a_table_without_small_counts_is_published_whole() -> None:
    table = {("EG", "debt"): 7, ("TN", "political"): 5}
    assert published(table, ROWS, COLUMNS, SMALLEST) == with_totals(table, ROWS, COLUMNS)


def test_one_small_count_takes_others_with_it() -> None:
    table = {("DZ", "debt"): 9, ("EG", "debt"): 2, ("TN", "debt"): 30, ("EG", "political"): 8, ("TN", "political"): 11}
    shown = published(table, ROWS, COLUMNS, SMALLEST)
    assert shown["EG", "debt"] is None
    assert shown["EG", "political"] is None or shown["EG", TOTAL] is None
    assert shown["DZ", "debt"] is None, "else the column's total gives it away"
    assert shown[TOTAL, TOTAL] == 60


@given(counts)
def test_no_row_and_no_column_gives_a_small_count_away(table: dict[tuple[str, str], int]) -> None:
    whole, shown = with_totals(table, ROWS, COLUMNS), published(table, ROWS, COLUMNS, SMALLEST)
    assert all(shown[cell] in (None, count) for cell, count in whole.items())
    assert all(shown[cell] is None for cell, count in whole.items() if 0 < count < SMALLEST)
    rows = [[(row, column) for column in (*COLUMNS, TOTAL)] for row in (*ROWS, TOTAL)]
    columns = [[(row, column) for row in (*ROWS, TOTAL)] for column in (*COLUMNS, TOTAL)]
    for line in itertools.chain(rows, columns):
        missing = [cell for cell in line if shown[cell] is None]
        assert len(missing) != 1, "a subtraction would find it"


@given(counts)
def test_a_zero_is_never_left_out(table: dict[tuple[str, str], int]) -> None:
    shown = published(table, ROWS, COLUMNS, SMALLEST)
    assert all(shown[cell] == 0 for cell, count in with_totals(table, ROWS, COLUMNS).items() if count == 0)
