"""Working days of a state: which days are weekend or holiday. What nobody has confirmed never keeps a person longer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Literal

from msgspec import Meta, Struct

from mithaq.domain.instrument import Words

WeekDay = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[WeekDay, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_DAYS_OFF = 60  # in a row: longer than any holiday; whoever writes more has written a mistake


class Weekend(Struct, frozen=True):
    """A row of `weekends.csv`: the days of the week on which a state's courts and ministries rest."""

    state: str
    days: tuple[WeekDay, ...]
    confirmed: bool
    source: str


class Holiday(Struct, frozen=True):
    """A row of `holidays.csv`: ``2026-03-20`` once, ``03-20`` every year. `synthetic`: invented for the demonstration."""

    state: str
    date: Annotated[str, Meta(pattern=r"^(\d{4}-)?[01]\d-[0-3]\d$")]
    synthetic: bool
    confirmed: bool
    source: str
    label: Words


class Calendar(Struct, frozen=True):
    """The days off of one state: numbers of weekdays (Monday is 0), and dates in either spelling of `Holiday.date`."""

    weekend: frozenset[int] = frozenset()
    holidays: frozenset[str] = frozenset()

    def works(self, day: date) -> bool:
        """Whether that day is a working day."""
        iso = day.isoformat()
        return day.weekday() not in self.weekend and iso not in self.holidays and iso[5:] not in self.holidays


EVERY_DAY = Calendar()
"""Where nothing is known of a state every day is a working day: the count then ends as early as it can."""


def last_day(first: date, count: int, calendar: Calendar) -> date:
    """The `count`-th working day, `first` among them if it is one. A calendar that never works counts every day."""
    if calendar == EVERY_DAY:
        return first + timedelta(days=count - 1)
    day, left, idle = first, count, 0
    while True:
        works = calendar.works(day)
        if works or idle >= MOST_DAYS_OFF:
            left, idle = left - 1, 0 if works else idle
            if left <= 0:
                return day
        else:
            idle += 1
        day += timedelta(days=1)


def calendar_of(state: str, weekends: Iterable[Weekend], holidays: Iterable[Holiday]) -> Calendar:
    """The calendar of a state: rows that somebody has confirmed, and those invented for a demonstration."""
    days = {day for row in weekends if row.state == state and row.confirmed for day in row.days}
    off = {row.date for row in holidays if row.state == state and (row.confirmed or row.synthetic)}
    return Calendar(frozenset(WEEK.index(day) for day in days), frozenset(off))
