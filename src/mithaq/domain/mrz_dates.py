"""Dates of six digits, YYMMDD (ICAO 9303-3 section 4.8): which century, and what to do with unknown parts."""

from __future__ import annotations

from datetime import date

from mithaq.domain.errors import Refusal
from mithaq.domain.identity import PartialDate

_UNKNOWN = {"<<", "00"}  # fillers by the standard; zeros by states that print them instead


def birth_date(digits: str, today: date | None) -> PartialDate | None:
    """A birth: the last century in which it is not after `today`. None without `today` or without a year.

    Raises Refusal ``mrz.date`` (birth) for digits that are no date.
    """
    year, month, day = _parts(digits, "birth")
    if year is None or today is None:
        return None
    full = today.year - today.year % 100 + year
    if (full, month or 1, day or 1) > (today.year, today.month, today.day):
        full -= 100
    return _dated(full, month, day, "birth")


def expiry_date(digits: str, today: date | None) -> PartialDate | None:
    """An expiry: the century that brings it nearest to `today`. None without `today` or without a year.

    Raises Refusal ``mrz.date`` (expires) for digits that are no date.
    """
    year, month, day = _parts(digits, "expires")
    if year is None or today is None:
        return None
    apart = (year - today.year + 50) % 100 - 50  # -50 to 49 years from now
    return _dated(today.year + apart, month, day, "expires")


def _parts(digits: str, where: str) -> tuple[int | None, int | None, int | None]:
    year = None if digits[:2] == "<<" else _number(digits[:2], where)
    month, day = (None if part in _UNKNOWN else _number(part, where) for part in (digits[2:4], digits[4:]))
    if (month or 1) > 12 or (day or 1) > 31 or (day is not None and month is None):
        raise Refusal("mrz.date", where)
    return year, month, day


def _number(digits: str, where: str) -> int:
    if not digits.isdecimal():
        raise Refusal("mrz.date", where)
    return int(digits)


def _dated(year: int, month: int | None, day: int | None, where: str) -> PartialDate:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise Refusal("mrz.date", where) from None
    return PartialDate(year, month, day)
