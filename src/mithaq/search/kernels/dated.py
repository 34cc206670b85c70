"""Rows of the day that was asked for, and of the days that are written for it by mistake or for want of a better one.

Rows lie in the order of their birth dates, so that a day is one slice; which of its rows are worth comparing is told by
their signatures, without a look at any word.
"""

from __future__ import annotations

from mithaq.search.kernels.births import one_slip
from mithaq.search.kernels.facts import most_other_bits, other_bits
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.question import DAY, MONTH, YEAR
from mithaq.search.kernels.room import NEED, Scratch, keep
from mithaq.search.kernels.shapes import Asked, Evidence, Segment, i64
from mithaq.search.kernels.signature import fewest, overlap, popcount

FIRST_YEAR, A_YEAR, A_MONTH, YEARS = 1875, 416, 32, 157
"""As in search/days.py."""

MONTH_ONLY, YEAR_ONLY, SWAPPED, NEXT_DAY, SLIP = 950, 590, 900, 1000, 500
"""What a date adds to the promise of a row that is another way to write the one asked for, as in search/weights.py; in
hundredths of a bit."""

SHARES = 12
"""Hundredths of a bit in an eighth of one."""


@kernel
def scan(
    segment: Segment, start: int, end: int, need: int, more: int, asked: Asked, evidence: Evidence, room: Scratch
) -> None:
    """Keep the rows of a slice that share at least `need` eighths with the query; `more`, and what sex and nationality say,
    is added to their promise."""
    wanted, most = room.wanted[0], most_other_bits(asked, evidence)
    known, few = -1, 0
    for row in range(start, end):
        if known != room.size[NEED]:  # the more is kept, the more must a row promise
            known = i64(room.size[NEED])
            few = fewest(max(need, (known - more - most) // SHARES), room.heaviest)
        signature = segment.signature[row]
        if popcount(signature & wanted) < few:
            continue
        shared = overlap(signature, room.shares)
        if shared >= need:
            facts = i64(segment.fact_table[segment.facts[row]])
            keep(row, max(0, shared * SHARES + more + other_bits(facts, asked, evidence)), room)


@kernel
def scan_days(  # noqa: PLR0913, PLR0917 - a kernel takes its tables as arguments
    segment: Segment,
    year: int,
    first: int,
    last: int,
    need: int,
    more: int,
    asked: Asked,
    evidence: Evidence,
    room: Scratch,
) -> None:
    """The same for days `first` to `last` of a year (32 for each month, plus the day)."""
    index = year - FIRST_YEAR
    if 0 <= index < YEARS:
        base = 1 + index * A_YEAR
        start, end = i64(segment.day_start[base + first]), i64(segment.day_start[base + last + 1])
        scan(segment, start, end, need, more, asked, evidence, room)


@kernel
def by_very_day(segment: Segment, asked: Asked, evidence: Evidence, room: Scratch) -> None:
    """Rows of the day itself, if they share anything with the name."""
    year, at = i64(asked.facts[YEAR]), i64(asked.facts[MONTH]) * A_MONTH + i64(asked.facts[DAY])
    index = year - FIRST_YEAR
    if 0 <= index < YEARS:
        scan_days(segment, year, at, at, 1, 0, asked, evidence, room)


@kernel
def by_other_days(segment: Segment, asked: Asked, lax: int, strict: int, evidence: Evidence, room: Scratch) -> None:
    """Rows of the days that may stand for the one asked for."""
    year, month, day = i64(asked.facts[YEAR]), i64(asked.facts[MONTH]), i64(asked.facts[DAY])
    at = month * A_MONTH + day
    by_turn(segment, year, month, day, lax, asked, evidence, room)
    if day <= 12 and month != day:
        scan_days(segment, year, day * A_MONTH + month, day * A_MONTH + month, lax, SWAPPED, asked, evidence, room)
    if month == 1 and day == 1:
        scan_days(segment, year, 0, A_YEAR - 1, strict, YEAR_ONLY, asked, evidence, room)
        return
    scan_days(segment, year, 0, 0, strict, YEAR_ONLY, asked, evidence, room)
    scan_days(segment, year, month * A_MONTH, month * A_MONTH, lax, MONTH_ONLY, asked, evidence, room)
    scan_days(segment, year, A_MONTH + 1, A_MONTH + 1, strict, YEAR_ONLY, asked, evidence, room)
    for other in range(1, 32):
        if other != day and one_slip(other, day):
            likely = NEXT_DAY if abs(other - day) == 1 else SLIP
            scan_days(
                segment, year, month * A_MONTH + other, month * A_MONTH + other, strict, likely, asked, evidence, room
            )
    for other in range(1, 13):
        if other != month and one_slip(other, month):
            scan_days(segment, year, other * A_MONTH + day, other * A_MONTH + day, strict, SLIP, asked, evidence, room)
    for other in range(FIRST_YEAR, FIRST_YEAR + YEARS):
        if other != year and one_slip(other, year):
            scan_days(segment, other, at, at, strict, SLIP, asked, evidence, room)


@kernel
def by_turn(
    segment: Segment, year: int, month: int, day: int, need: int, asked: Asked, evidence: Evidence, room: Scratch
) -> None:
    """The neighbouring day across the end of a month or year: a Hijri date may be off by one."""
    if day >= 28:
        after, turn = (1, year + 1) if month == 12 else (month + 1, year)
        scan_days(segment, turn, after * A_MONTH + 1, after * A_MONTH + 1, need, NEXT_DAY, asked, evidence, room)
    if day == 1:
        before, turn = (12, year - 1) if month == 1 else (month - 1, year)
        scan_days(segment, turn, before * A_MONTH + 28, before * A_MONTH + 31, need, NEXT_DAY, asked, evidence, room)
