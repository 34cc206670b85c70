"""Birth dates as numbers that sort: a segment keeps its rows in their order, so that one day is one slice.

``0`` is *not known to the year* (no date, or a range, which is kept beside); else 1 + 416 for each year since
`FIRST_YEAR` + 32 for each month + the day, month and day 0 where they are not known.
"""

from __future__ import annotations

from mithaq.search.births import Birth

FIRST_YEAR, LAST_YEAR = 1875, 2031
"""Everybody who can be met at a border; 157 years fit into 16 bits. Other years are kept as ranges."""

A_YEAR, A_MONTH = 416, 32
DAYS = 1 + (LAST_YEAR - FIRST_YEAR + 1) * A_YEAR


def day_number(birth: Birth | None) -> int:
    """The number of a date; 0 for none and for ranges."""
    if birth is None or birth.first != birth.last or not FIRST_YEAR <= birth.first <= LAST_YEAR:
        return 0
    return 1 + (birth.first - FIRST_YEAR) * A_YEAR + (birth.month or 0) * A_MONTH + (birth.day or 0)


def day_birth(number: int) -> Birth:
    """The date of a number over 0."""
    year, rest = divmod(number - 1, A_YEAR)
    return Birth(FIRST_YEAR + year, FIRST_YEAR + year, rest // A_MONTH or None, rest % A_MONTH or None)
