"""Which number held on a day, and which lists of earlier numbers are refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.earlier import EarlierDays, earlier_problems, held_on, number_on

NEW_YEAR = date(2027, 1, 1)
DAY = timedelta(days=1)
TWICE = (EarlierDays(date(2020, 6, 1), 20), EarlierDays(NEW_YEAR, 40))


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(1900, 1, 1), 20), (date(2020, 5, 31), 20), (date(2020, 6, 1), 40), (NEW_YEAR - DAY, 40), (NEW_YEAR, 30),
        (date(2100, 1, 1), 30),
    ],
)  # fmt: skip
def test_each_number_holds_up_to_its_day(day: date, number: int) -> None:
    assert number_on(30, TWICE, day) == number
    one = held_on(TWICE, day)
    assert (one.days if one else 30) == number


@given(st.integers(1, 366), st.dates())
def test_without_an_earlier_number_no_day_has_another(number: int, day: date) -> None:
    assert number_on(number, (), day) == number
    assert held_on((), day) is None


@pytest.mark.parametrize(
    ("rows", "place", "reason"),
    [
        ([(NEW_YEAR, 30)], 0, "another one than the number that follows"),
        ([(date(2020, 6, 1), 40), (NEW_YEAR, 40)], 0, "another one than the number that follows"),
        ([(NEW_YEAR, 40), (date(2020, 6, 1), 20)], 1, "the oldest number comes first"),
        ([(NEW_YEAR, 40), (NEW_YEAR, 20)], 1, "2027-01-01 stands twice"),
    ],
)
def test_what_changes_nothing_or_is_out_of_order_is_told_with_its_place(
    rows: list[tuple[date, int]], place: int, reason: str
) -> None:
    ((at, said),) = earlier_problems(30, [EarlierDays(*row) for row in rows])
    assert at == place
    assert reason in said


def test_a_sound_list_has_no_problem() -> None:
    assert list(earlier_problems(30, TWICE)) == []
    assert list(earlier_problems(30, ())) == []
    assert list(earlier_problems(20, TWICE)) == [], "a number may come back"
