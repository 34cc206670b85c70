from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.instrument import Words
from mithaq.domain.workdays import EVERY_DAY, WEEK, Calendar, Holiday, Weekend, calendar_of, last_day

LABEL = Words("عيد", "Holiday", "Jour férié")
WEEKENDS = (Weekend("TN", ("sat", "sun"), True, "x"), Weekend("SO", ("fri",), False, "x"))
HOLIDAYS = (
    Holiday("TN", "03-20", False, True, "x", LABEL),
    Holiday("TN", "2026-03-23", False, False, "x", LABEL),
    Holiday("TN", "2026-03-24", True, False, "x", LABEL),
)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
calendars = st.builds(
    Calendar,
    st.frozensets(st.integers(0, 6), max_size=6),
    st.frozensets(st.dates(date(2000, 1, 1), date(2101, 1, 1)).map(lambda day: day.isoformat()[5:]), max_size=20),
)


def test_confirmed_weekends_and_holidays_are_left_out_and_invented_ones() -> None:
    calendar = calendar_of("TN", WEEKENDS, HOLIDAYS)
    thursday = date(2026, 3, 19)
    assert last_day(thursday, 1, calendar) == thursday
    # Friday 20 is a holiday, then the weekend; nobody has confirmed the holiday of Monday 23; Tuesday 24 is invented
    assert last_day(thursday, 2, calendar) == date(2026, 3, 23)
    assert last_day(thursday, 3, calendar) == date(2026, 3, 25)
    assert last_day(date(2026, 3, 21), 1, calendar) == date(2026, 3, 23), "a start on a day off counts from the next"


def test_a_weekend_that_nobody_confirmed_never_keeps_a_person_longer() -> None:
    assert calendar_of("SO", WEEKENDS, HOLIDAYS) == EVERY_DAY
    assert calendar_of("TN", WEEKENDS, ()) == Calendar(frozenset({WEEK.index("sat"), WEEK.index("sun")}))


def test_a_yearly_holiday_comes_back_and_a_dated_one_does_not() -> None:
    calendar = Calendar(holidays=frozenset({"03-20", "2026-05-01"}))
    assert [calendar.works(date(year, 3, 20)) for year in (2026, 2027)] == [False, False]
    assert [calendar.works(date(year, 5, 1)) for year in (2026, 2027)] == [False, True]


@given(days, st.integers(1, 60), calendars)
def test_so_many_working_days_lie_in_between(first: date, count: int, calendar: Calendar) -> None:
    last = last_day(first, count, calendar)
    between = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert sum(calendar.works(day) for day in between) == count
    assert calendar.works(last)


@given(days, st.integers(1, 366))
def test_where_nothing_is_known_every_day_counts(first: date, count: int) -> None:
    assert last_day(first, count, EVERY_DAY) == first + timedelta(days=count - 1)


@given(days, st.integers(1, 40), calendars)
def test_days_off_never_shorten(first: date, count: int, calendar: Calendar) -> None:
    assert last_day(first, count, calendar) >= last_day(first, count, EVERY_DAY)


def test_a_calendar_that_never_works_still_ends() -> None:
    never = Calendar(frozenset(range(7)))
    assert last_day(date(2026, 1, 1), 5, never) <= date(2026, 1, 1) + timedelta(days=100)
