"""Reads the tables of time: weekends, holidays, domestic clocks, warnings. A malformed one is refused with file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from mithaq.domain.case.events import CASE_TYPES
from mithaq.domain.law import HouseRule
from mithaq.domain.timing import DomesticClock, Timing, WarningRule
from mithaq.domain.workdays import Holiday, Weekend, calendar_of
from mithaq.law.dated import check_earlier
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import converted, shipped

HOURS = {"hours": 1, "days": 24}
WORDS_IN = frozenset({"days", "answered_by"})  # columns with several words in them
LEAP = "2024-"  # a year that has every day, to read a date that comes back every year

Row = TypeVar("Row")


def load_timing(alarm: HouseRule, *, demo: bool = False) -> Timing:
    """The tables as shipped; `demo` adds the synthetic rows. `alarm`: when a missing release is one. Raises LawMalformed."""
    return read_timing(shipped, alarm, demo=demo)


def read_timing(text_of: Callable[[str], str], alarm: HouseRule, *, demo: bool = False) -> Timing:
    """The same from any source of texts by file name. Raises LawMalformed."""
    weekends = _unique(
        "weekends.csv",
        converted("weekends.csv", text_of("weekends.csv"), Weekend, several=WORDS_IN),
        lambda row: row.state,
    )
    holidays = [row for row in _holidays(text_of("holidays.csv")) if demo or not row.synthetic]
    states = sorted({row.state for row in weekends} | {row.state for row in holidays})
    if alarm.unit not in HOURS:
        raise LawMalformed("house_rules.csv", 1, "release_alarm counts hours or days")
    return Timing(
        calendars={state: calendar_of(state, weekends, holidays) for state in states},
        domestic=tuple(row for row in _domestic(text_of("domestic_clocks.csv")) if demo or not row.synthetic),
        warnings=_warnings(text_of("warnings.csv")),
        alarm_hours=alarm.number * HOURS[alarm.unit],
    )


def _holidays(text: str) -> list[Holiday]:
    rows = list(converted("holidays.csv", text, Holiday))
    for line, row in rows:
        try:
            date.fromisoformat(row.date if len(row.date) == len("2026-03-20") else LEAP + row.date)
        except ValueError:
            raise LawMalformed(
                "holidays.csv", line, "date is a day such as 2026-03-20, or 03-20 for every year"
            ) from None
    return _unique("holidays.csv", rows, lambda row: (row.state, row.date))


def _domestic(text: str) -> list[DomesticClock]:
    rows = list(converted("domestic_clocks.csv", text, DomesticClock, several=WORDS_IN))
    for line, row in rows:
        unknown = [type for type in (row.starts_with, *row.answered_by) if type not in CASE_TYPES]
        if unknown:
            raise LawMalformed("domestic_clocks.csv", line, f"no statement is called {unknown[0]}")
        if not row.code.startswith(f"{row.state.lower()}_"):
            raise LawMalformed("domestic_clocks.csv", line, "a code begins with its state")
        check_earlier("domestic_clocks.csv", line, row.length, row.earlier)
    return _unique("domestic_clocks.csv", rows, lambda row: row.code)


def _warnings(text: str) -> tuple[WarningRule, ...]:
    rows = list(converted("warnings.csv", text, WarningRule))
    for line, row in rows:
        if row.unit == "percent" and row.number >= 100:
            raise LawMalformed("warnings.csv", line, "a warning comes before the end")
    return tuple(_unique("warnings.csv", rows, lambda row: row.code))


def _unique(name: str, rows: Iterable[tuple[int, Row]], key: Callable[[Row], object]) -> list[Row]:
    """The rows. Raises LawMalformed for a key that stands twice."""
    found: dict[object, Row] = {}
    for line, row in rows:
        if key(row) in found:
            raise LawMalformed(name, line, f"{key(row)} stands twice")
        found[key(row)] = row
    return list(found.values())
