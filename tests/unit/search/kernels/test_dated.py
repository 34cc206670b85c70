"""Rows of the day that was asked for, and of every day that is written for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.search.births import RELATIONS
from mithaq.search.kernels.recall import of_other_days, of_the_day
from mithaq.search.kernels.room import scratch
from mithaq.search.kernels.score import RELATION
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from tests.support.segments import SCALES, asked, frozen_of, kept, remembering, scored

NAME = "محمد"
OTHERS = [SearchPerson(number, ("محمد كمال",), (f"18{76 + number % 20}-07-22",)) for number in range(10, 210)]
"""So many that neither the name alone nor two parts of it find anybody."""

FULL = st.builds(
    lambda year, month, day: f"{year}-{month:02}-{day:02}",
    st.integers(1978, 1983),
    st.integers(1, 12),
    st.integers(1, 31),
)
LESS = st.one_of(FULL.map(lambda date: date[:7]), FULL.map(lambda date: date[:4]), st.just("1979/1982"))


def recalled(asked_for: str, stored: str) -> bool:
    """Whether the bearer of a name is, by the dates alone."""
    target = SearchPerson(1, (NAME,), (stored,) if stored else ())
    segment = frozen_of([target, *OTHERS])
    question, room = asked(PersonQuery(name=NAME, birth=asked_for)), scratch(1)
    of_the_day(segment, question, SCALES.evidence, room)
    rows = kept(room)
    of_other_days(segment, question, SCALES.evidence, remembering(segment), room)
    return 1 in {int(segment.number[row]) for row in rows + kept(room)}


def related(asked_for: str, stored: str) -> str:
    segment = frozen_of([SearchPerson(1, (NAME,), (stored,))])
    return RELATIONS[scored(segment, 0, PersonQuery(name=NAME, birth=asked_for))[0][RELATION]]


@pytest.mark.parametrize(
    ("asked_for", "stored"),
    [
        ("1980-05-11", "1980-05-11"),
        ("1980-05-03", "1980-03-05"),
        ("1980-05-11", "1980-05-12"),
        ("1980-05-31", "1980-06-01"),
        ("1980-06-01", "1980-05-31"),
        ("1980-03-01", "1980-02-28"),
        ("1980-12-31", "1981-01-01"),
        ("1980-05-11", "1980-05-21"),
        ("1980-02-11", "1980-12-11"),
        ("1980-05-11", "1981-05-11"),
        ("1980-05-11", "1930-05-11"),
        ("1980-05-11", "1980-01-01"),
        ("1980-01-01", "1980-05-11"),
        ("1980-05-11", "1980-05"),
        ("1980-05-11", "1980"),
        ("1980-05-11", "1978/1982"),
        ("1980-05-11", ""),
    ],
)
def test_a_date_that_may_stand_for_the_one_asked_for_is_recalled(asked_for: str, stored: str) -> None:
    assert recalled(asked_for, stored)


@pytest.mark.parametrize("stored", ["1980-05-24", "1980-08-17", "1979", "1978-05-12", "1944-03-09"])
def test_another_date_is_not(stored: str) -> None:
    assert not recalled("1980-05-11", stored)


SPEAKS_FOR = ("same_day", "same_month", "same_year", "in_range", "swapped", "next_day", "one_slip", "first_of_january")


@settings(max_examples=30, deadline=None)
@given(FULL, st.one_of(FULL, LESS))
def test_whatever_date_speaks_for_the_one_asked_for_is_recalled(asked_for: str, stored: str) -> None:
    if related(asked_for, stored) in SPEAKS_FOR:
        assert recalled(asked_for, stored)
