"""Birth dates as evidence: what two of them, each as partial as it is known, say about being one person's."""

from __future__ import annotations

import math
import re

from msgspec import Struct

SPREAD_YEARS = 60
"""People who are checked were born within about sixty years: agreement on the year is one chance in as many."""

SAME_DAY = round(math.log2(SPREAD_YEARS * 365), 2)
SAME_MONTH = round(math.log2(SPREAD_YEARS * 12), 2)
SAME_YEAR = round(math.log2(SPREAD_YEARS), 2)
SWAPPED = 9.0
"""Day and month exchanged: nearly as good as the same day, but there are two ways to get it."""

FIRST_OF_JANUARY = SAME_YEAR + 2.0
"""Both on 1 January, which stands for an unknown day in many registers: little more than the same year."""

ONE_SLIP = 5.0
"""Two of year, month and day agree and the third is next to it or has one digit wrong."""

SAME_YEAR_OTHER_DAY = -1.0
"""Right year, but another day and month: registers guess days, but a traveller of that age is as likely."""

CLOSE_YEARS = -2.0
OTHER = -10.0
"""Bits against one person when the dates cannot be reconciled: one record in a thousand is that wrong."""

RELATIONS = (
    "unknown", "same_day", "same_month", "same_year", "in_range", "swapped", "next_day", "one_slip", "first_of_january",
    "same_year_only", "close_years", "other",
)  # fmt: skip
"""How two dates may be related, in the order of kernels/births.py."""

_BIRTH = re.compile(r"^(\d{4})(?:/(\d{4})|-(\d{2})(?:-(\d{2}))?)?$")


class Birth(Struct, frozen=True):
    """`first`..`last` years, both included; month and day only when the year is one and they are known."""

    first: int
    last: int
    month: int | None = None
    day: int | None = None


class BirthEvidence(Struct, frozen=True):
    """`relation` is a code of `explain.py` without its prefix, `bits` speak for (positive) or against one person."""

    relation: str
    bits: float


UNKNOWN = BirthEvidence("unknown", 0.0)


def read_birth(text: str) -> Birth | None:
    """Read ``1980-05-01``, ``1980-05``, ``1980`` or ``1960/1965``; None if it is none of these."""
    found = _BIRTH.match(text) if text.isascii() else None
    if not found:
        return None
    year, until, month, day = (int(group) if group else None for group in found.groups())
    if year is None or (until is not None and until < year):
        return None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return Birth(year, until or year, month, day)


def weigh_births(asked: Birth | None, stored: tuple[str, ...]) -> BirthEvidence:
    """The best that any of the stored dates says for the asked one; unreadable stored dates say nothing."""
    read = [birth for birth in map(read_birth, stored) if birth]
    if asked is None or not read:
        return UNKNOWN
    return max((weigh_birth(asked, birth) for birth in read), key=lambda evidence: evidence.bits)


def weigh_birth(one: Birth, two: Birth) -> BirthEvidence:
    """Compare two dates; symmetric."""
    width = max(one.last - one.first, two.last - two.first)
    if width:
        return _weigh_range(one, two, width)
    if one.first != two.first:
        return _weigh_other_year(one, two)
    if one.month is None or two.month is None:
        return BirthEvidence("same_year", SAME_YEAR)
    if one.day is None or two.day is None:
        same = one.month == two.month
        return BirthEvidence("same_month", SAME_MONTH) if same else BirthEvidence("same_year_only", SAME_YEAR_OTHER_DAY)
    return _weigh_day(one.month, one.day, two.month, two.day)


def _weigh_range(one: Birth, two: Birth, width: int) -> BirthEvidence:
    gap = max(one.first, two.first) - min(one.last, two.last)
    if gap <= 0:
        return BirthEvidence("in_range", round(math.log2(SPREAD_YEARS / min(width + 1, SPREAD_YEARS)), 2))
    return BirthEvidence("close_years", CLOSE_YEARS) if gap <= 2 else BirthEvidence("other", OTHER)


def _weigh_other_year(one: Birth, two: Birth) -> BirthEvidence:
    same_day = one.day is not None and (one.month, one.day) == (two.month, two.day) != (1, 1)
    if same_day and _one_slip(one.first, two.first):
        return BirthEvidence("one_slip", ONE_SLIP)
    if abs(one.first - two.first) <= 2:
        return BirthEvidence("close_years", CLOSE_YEARS)
    return BirthEvidence("other", OTHER)


def _weigh_day(month: int, day: int, other_month: int, other_day: int) -> BirthEvidence:
    if (month, day) == (other_month, other_day) == (1, 1):
        return BirthEvidence("first_of_january", FIRST_OF_JANUARY)
    if (month, day) == (other_month, other_day):
        return BirthEvidence("same_day", SAME_DAY)
    if (month, day) == (other_day, other_month):
        return BirthEvidence("swapped", SWAPPED)
    if (1, 1) in ((month, day), (other_month, other_day)):
        return BirthEvidence("same_year", SAME_YEAR)
    if (month == other_month and _one_slip(day, other_day)) or (day == other_day and _one_slip(month, other_month)):
        return BirthEvidence("one_slip", ONE_SLIP)
    return BirthEvidence("same_year_only", SAME_YEAR_OTHER_DAY)


def _one_slip(one: int, two: int) -> bool:
    """Next to each other, or one digit apart when written with the same number of digits."""
    if abs(one - two) == 1:
        return True
    left, right = f"{one:02d}", f"{two:02d}"
    return len(left) == len(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 1
