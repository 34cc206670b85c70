"""Birth dates as numbers that sort."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.search.births import Birth
from mithaq.search.days import DAYS, FIRST_YEAR, LAST_YEAR, day_birth, day_number

YEARS = st.integers(FIRST_YEAR, LAST_YEAR)
DATES = st.one_of(
    st.builds(lambda year: Birth(year, year), YEARS),
    st.builds(lambda year, month: Birth(year, year, month), YEARS, st.integers(1, 12)),
    st.builds(lambda year, month, day: Birth(year, year, month, day), YEARS, st.integers(1, 12), st.integers(1, 31)),
)


@settings(max_examples=30, deadline=None)
@given(DATES, DATES)
def test_numbers_sort_as_dates_do_and_tell_them_again(one: Birth, two: Birth) -> None:
    assert day_birth(day_number(one)) == one
    assert (day_number(one) < day_number(two)) is (ordered(one) < ordered(two))


def ordered(birth: Birth) -> tuple[int, int, int]:
    return birth.first, birth.month or 0, birth.day or 0


@pytest.mark.parametrize(
    "birth", [None, Birth(1960, 1965), Birth(FIRST_YEAR - 1, FIRST_YEAR - 1, 5, 1), Birth(LAST_YEAR + 1, LAST_YEAR + 1)]
)
def test_what_is_not_known_to_the_year_has_no_number(birth: Birth | None) -> None:
    assert day_number(birth) == 0


def test_the_last_day_fits_into_sixteen_bits() -> None:
    assert day_number(Birth(LAST_YEAR, LAST_YEAR, 12, 31)) < DAYS <= 1 << 16
