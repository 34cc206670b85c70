"""Under age at the time of the facts: as far as the dates can be read, and of two readings the younger one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.case.age import age_test, latest_birth, plus_months
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.identity import PartialDate
from tests.unit.domain.case.story import law, request_paper

ON = date(2026, 3, 2)
HOUSE = law().house


def born(*births: PartialDate, facts: str = "2024-05-01") -> DetentionRequest:
    paper = request_paper()
    return structs.replace(
        paper,
        identity=structs.replace(paper.identity, births=births),
        offence=structs.replace(paper.offence, date=facts),
    )


@pytest.mark.parametrize(
    ("births", "facts", "answer"),
    [
        ((PartialDate(2006, 5, 1),), "2024-05-01", ("met", "adult")),  # eighteen on that very day
        ((PartialDate(2006, 5, 2),), "2024-05-01", ("arguable", "minor")),
        ((PartialDate(2006),), "2024-05-01", ("arguable", "may_be_minor")),
        ((PartialDate(2005),), "2024-05-01", ("met", "adult")),
        ((PartialDate(2006, 5),), "2024-05", ("arguable", "may_be_minor")),
        ((PartialDate(2006, 4),), "2024-05", ("met", "adult")),
        ((PartialDate(2005, 6, 1),), "2023", ("arguable", "minor")),  # the facts may lie on the first of January
        ((PartialDate(2004, circa=True),), "2024-05-01", ("arguable", "may_be_minor")),
        ((PartialDate(2003, circa=True),), "2024-05-01", ("met", "adult")),
        ((PartialDate(1990, until_year=2010),), "2024-05-01", ("arguable", "may_be_minor")),
        ((PartialDate(1980, 1, 1), PartialDate(2008, 1, 1)), "2024-05-01", ("arguable", "may_be_minor")),
        ((PartialDate(2008, 1, 1), PartialDate(2009, 1, 1)), "2024-05-01", ("arguable", "minor")),
        ((PartialDate(1427, 4, 3, calendar="hijri"),), "2024-05-01", ("met", "adult")),  # 1 May 2006
        ((PartialDate(1427, 4, 4, calendar="hijri"),), "2024-05-01", ("arguable", "minor")),
        ((PartialDate(1427, calendar="hijri"),), "2024-05-01", ("arguable", "may_be_minor")),
        ((PartialDate(1320, calendar="hijri"),), "2024-05-01", ("met", "adult")),
        ((PartialDate(1590, calendar="hijri"),), "2024-05-01", ("arguable", "age_unknown")),
        ((), "2024-05-01", ("arguable", "age_unknown")),
        ((PartialDate(1980, 1, 1),), "", ("arguable", "age_unknown")),
        ((PartialDate(2010, 1, 1),), "no date", ("arguable", "may_be_minor")),  # under age today
    ],
)
def test_the_younger_reading_counts(births: tuple[PartialDate, ...], facts: str, answer: tuple[str, str]) -> None:
    assert age_test(born(*births, facts=facts), ON, HOUSE) == answer


@pytest.mark.parametrize("code", ["majority", "circa_birth"])
def test_without_a_number_in_the_table_nobody_is_an_adult(code: str) -> None:
    rest = {key: rule for key, rule in HOUSE.items() if key != code}
    assert age_test(born(PartialDate(1950)), ON, rest) == ("arguable", "age_unknown")


def test_the_number_is_the_tables() -> None:
    older = {**HOUSE, "majority": structs.replace(HOUSE["majority"], number=21 * 12)}
    assert age_test(born(PartialDate(2004, 1, 1)), ON, HOUSE) == ("met", "adult")
    assert age_test(born(PartialDate(2004, 1, 1)), ON, older) == ("arguable", "minor")


@given(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
def test_a_date_that_is_known_less_well_is_never_earlier(day: date) -> None:
    to_the_day = latest_birth(PartialDate(day.year, day.month, day.day), 0)
    to_the_month = latest_birth(PartialDate(day.year, day.month), 0)
    to_the_year = latest_birth(PartialDate(day.year), 0)
    assert to_the_day is not None
    assert to_the_month is not None
    assert to_the_year is not None
    assert day == to_the_day <= to_the_month <= to_the_year


@given(st.dates(date(1930, 1, 1), date(2100, 12, 31)), st.integers(-400, 400))
def test_months_are_counted_by_the_calendar(day: date, months: int) -> None:
    later = plus_months(day, months)
    number = (later.year - day.year) * 12 + later.month - day.month
    assert (number, later.day) in {(months, day.day), (months + 1, 1)}
    assert plus_months(day, 0) == day
    assert plus_months(day + timedelta(days=1), months) >= later
