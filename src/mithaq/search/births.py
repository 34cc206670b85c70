"""Birth dates as evidence: what two of them, each as partial as it is known, say about being one person's."""

from __future__ import annotations

import re

from msgspec import Struct

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
