"""Which rows of a segment are worth comparing with a query: by date, by two recall keys together, by one rare key."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mithaq.search.kernels.births import one_slip
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.postings import NONE, bucket_of, key_number, neighbours, three
from mithaq.search.kernels.question import DAY, KEYS, MONTH, PARTS, UNTIL, YEAR
from mithaq.search.kernels.shapes import I32, I64, U16, U32, U64, Asked, Segment, i64
from mithaq.search.kernels.signature import overlap

FIRST_YEAR, A_YEAR, A_MONTH, YEARS = 1875, 416, 32, 157
"""As in search/days.py."""

ROOM = 16_384
"""Rows kept for one query before the best are taken."""

SEEN = 65_536
"""Slots to tell rows met twice; a power of two."""

SMALL = 8_192
"""A segment of so many rows, or one that is still growing, is read from end to end."""

FEW_OF_A_DAY = 160
"""So many rows of the very day are all compared."""

SAME_DAY_SHARES, LIKELY_DAY_SHARES = 400, 80
"""Having the very day, or one that is often written for it, counts like so much of a name when the best are taken."""

MOST_OF_A_YEAR = 65_536
"""Rows of one birth year that are read for a query that knows the year only."""

ROWS_DATED, ROWS_UNDATED = 3_000, 40_000
"""Rows read from postings for one query: with a date they only find those whose stored date is missing or wrong."""

RARE_DATED, RARE_UNDATED = 256, 2_048
"""A single key with no more rows is read by itself."""

NEAR_ROWS = 4
"""Pairs with a misspelt part may read this part of the budget (one in …)."""

VARIED, MOST_NEAR = 2, 96
"""Keys of a part whose neighbours one letter away are asked for, and how many of these."""


COUNT, BITS, WHOLE = range(3)
"""Places in `Scratch.size`: rows found, signature bits asked for, what they weigh when every part is there."""

LAX, STRICT = 28, 42
"""Percent of the whole that a row must share: where the date speaks for it, and where it says little."""


MOST_SHARED = 1_023
"""Weight of shared bits beyond which rows are not told apart before they are compared."""


class Scratch(NamedTuple):
    """`rows` found so far, how much each has `shared`; `seen` holds row + 1 by hash; `exact` and `near` key numbers of the
    parts, their counts in `exact_count` and `near_count`; `buckets` to read; signature bits asked for by `place`, their
    `weight`; `counts` of rows by what they share. `size` as named above."""

    rows: U32
    shared: U16
    size: I64
    seen: U32
    exact: U32
    near: U32
    exact_count: I32
    near_count: I32
    buckets: I64
    place: U64
    weight: I32
    counts: I64


def scratch(parts: int) -> Scratch:
    """Room for one query at a time."""
    return Scratch(
        np.zeros(ROOM, np.uint32),
        np.zeros(ROOM, np.uint16),
        np.zeros(3, np.int64),
        np.zeros(SEEN, np.uint32),
        np.zeros((parts, KEYS), np.uint32),
        np.zeros((parts, MOST_NEAR), np.uint32),
        np.zeros(parts, np.int32),
        np.zeros(parts, np.int32),
        np.zeros(8_192, np.int64),
        np.zeros(64, np.uint64),
        np.zeros(64, np.int32),
        np.zeros(MOST_SHARED + 1, np.int64),
    )


@kernel
def keep(row: int, shared: int, room: Scratch) -> None:
    """Remember a row once; when there is no room left, rows found later are lost, and they are the less likely ones."""
    size = i64(room.size[COUNT])
    if size >= ROOM:
        return
    at = (row * 0x9E3779B1 >> 8) & (SEEN - 1)
    while room.seen[at] != 0:
        if room.seen[at] == row + 1:
            return
        at = (at + 1) & (SEEN - 1)
    room.seen[at] = row + 1
    room.rows[size] = row
    room.shared[size] = min(shared, MOST_SHARED)
    room.size[COUNT] = size + 1


@kernel
def forget(room: Scratch) -> None:
    """Make the room ready for the next query."""
    for index in range(i64(room.size[COUNT])):
        row = i64(room.rows[index])
        at = (row * 0x9E3779B1 >> 8) & (SEEN - 1)
        while room.seen[at] != 0:
            room.seen[at] = 0
            at = (at + 1) & (SEEN - 1)
    room.size[COUNT] = 0


@kernel
def weigh_parts(segment: Segment, asked: Asked, room: Scratch) -> None:
    """List the signature bits of the query with their weight in this segment. A part counts with its two rarest bits."""
    union = np.uint64(0)
    whole = 0
    for i in range(i64(asked.facts[PARTS])):
        union |= asked.masks[i]
        best, second = 0, 0
        for at in range(64):
            if asked.masks[i] >> np.uint64(at) & np.uint64(1):
                weight = i64(segment.bit_weight[at])
                if weight > best:
                    best, second = weight, best
                elif weight > second:
                    second = weight
        whole += best + second
    bits = 0
    for at in range(64):
        if union >> np.uint64(at) & np.uint64(1):
            room.place[bits] = at
            room.weight[bits] = segment.bit_weight[at]
            bits += 1
    room.size[BITS] = bits
    room.size[WHOLE] = whole


@kernel
def scan(segment: Segment, start: int, end: int, need: int, room: Scratch) -> None:
    """Keep the rows of a slice that share enough with the query."""
    bits = i64(room.size[BITS])
    for row in range(start, end):
        shared = overlap(segment.signature[row], room.place, room.weight, bits)
        if shared >= need:
            keep(row, shared, room)


@kernel
def scan_days(segment: Segment, year: int, first: int, last: int, need: int, more: int, room: Scratch) -> None:
    """The same for days `first` to `last` of a year (32 for each month, plus the day), which count like `more` shares."""
    index = year - FIRST_YEAR
    if 0 <= index < YEARS:
        base = 1 + index * A_YEAR
        before = i64(room.size[COUNT])
        scan(segment, i64(segment.day_start[base + first]), i64(segment.day_start[base + last + 1]), need, room)
        for found in range(before, i64(room.size[COUNT])):
            room.shared[found] = min(MOST_SHARED, i64(room.shared[found]) + more)


@kernel
def by_day(segment: Segment, asked: Asked, lax: int, strict: int, room: Scratch) -> None:
    """Rows of the day itself, and of the days that are written for it by mistake or for want of a better one."""
    year, month, day = i64(asked.facts[YEAR]), i64(asked.facts[MONTH]), i64(asked.facts[DAY])
    at = month * A_MONTH + day
    by_very_day(segment, year, at, lax, room)
    if day <= 12 and month != day:
        scan_days(segment, year, day * A_MONTH + month, day * A_MONTH + month, lax, LIKELY_DAY_SHARES, room)
    scan_days(segment, year, 0, 0, strict, LIKELY_DAY_SHARES, room)
    scan_days(segment, year, month * A_MONTH, month * A_MONTH, lax, LIKELY_DAY_SHARES, room)
    if month == 1 and day == 1:
        by_year(segment, asked, strict, room)
        return
    scan_days(segment, year, A_MONTH + 1, A_MONTH + 1, strict, LIKELY_DAY_SHARES, room)
    for other in range(1, 32):
        if other != day and one_slip(other, day):
            scan_days(segment, year, month * A_MONTH + other, month * A_MONTH + other, strict, 0, room)
    for other in range(1, 13):
        if other != month and one_slip(other, month):
            scan_days(segment, year, other * A_MONTH + day, other * A_MONTH + day, strict, 0, room)
    by_turn(segment, year, month, day, lax, room)
    for other in range(FIRST_YEAR, FIRST_YEAR + YEARS):
        if other != year and one_slip(other, year):
            scan_days(segment, other, at, at, strict, 0, room)


@kernel
def by_very_day(segment: Segment, year: int, at: int, lax: int, room: Scratch) -> None:
    """Rows of the day itself are compared before all others; all of them, unless a large register has too many."""
    index = year - FIRST_YEAR
    if 0 <= index < YEARS:
        day = 1 + index * A_YEAR + at
        few = i64(segment.day_start[day + 1]) - i64(segment.day_start[day]) <= FEW_OF_A_DAY
        scan_days(segment, year, at, at, 0 if few else lax // 3, SAME_DAY_SHARES, room)


@kernel
def by_turn(segment: Segment, year: int, month: int, day: int, need: int, room: Scratch) -> None:
    """The neighbouring day across the end of a month or year: a Hijri date may be off by one."""
    if day >= 28:
        after, turn = (1, year + 1) if month == 12 else (month + 1, year)
        scan_days(segment, turn, after * A_MONTH + 1, after * A_MONTH + 1, need, LIKELY_DAY_SHARES, room)
    if day == 1:
        before, turn = (12, year - 1) if month == 1 else (month - 1, year)
        scan_days(segment, turn, before * A_MONTH + 28, before * A_MONTH + 31, need, LIKELY_DAY_SHARES, room)


@kernel
def by_year(segment: Segment, asked: Asked, need: int, room: Scratch) -> None:
    """Rows of a year, if they are not too many."""
    index = i64(asked.facts[YEAR]) - FIRST_YEAR
    if not 0 <= index < YEARS:
        return
    start = i64(segment.day_start[1 + index * A_YEAR])
    end = i64(segment.day_start[1 + (index + 1) * A_YEAR])
    if end - start <= MOST_OF_A_YEAR:
        scan(segment, start, end, need, room)


@kernel
def find_keys(segment: Segment, asked: Asked, room: Scratch) -> None:
    """The numbers of the asked keys, and of those one letter away, in this segment."""
    for i in range(i64(asked.facts[PARTS])):
        exact = 0
        near = 0
        for at in range(i64(asked.key_count[i])):
            key = asked.keys[i * KEYS + at]
            found = key_number(key, segment.slot_key, segment.slot_id)
            if found != NONE:
                room.exact[i, exact] = found
                exact += 1
            if at < VARIED:
                near = neighbours(key, segment.slot_key, segment.slot_id, room.near[i], near)
        room.exact_count[i] = exact
        room.near_count[i] = near


@kernel
def add_bucket(segment: Segment, one: int, two: int, count: int, room: Scratch) -> int:
    """Note the bucket of two keys, if it holds anything, as rows << 32 | bucket."""
    buckets = len(segment.pair_start) - 1
    bucket = bucket_of(one, two, buckets)
    size = i64(segment.pair_start[bucket + 1]) - i64(segment.pair_start[bucket])
    if size == 0 or count >= len(room.buckets):
        return count
    room.buckets[count] = np.int64(size) << 32 | bucket
    return count + 1


@kernel
def sort(values: I64, count: int) -> None:
    """Sort the first `count` in place, smallest first, by gaps that shrink to one."""
    gap = count // 2
    while gap > 0:
        for at in range(gap, count):
            value = values[at]
            to = at
            while to >= gap and values[to - gap] > value:
                values[to] = values[to - gap]
                to -= gap
            values[to] = value
        gap //= 2


@kernel
def by_pairs(  # noqa: C901 - two nested loops that differ in one table
    segment: Segment, asked: Asked, near: bool, budget: int, need: int, room: Scratch
) -> None:
    """Rows that hold two asked keys, the rarest pairs first, until `budget` rows are read; `near`: one of them misspelt."""
    count = 0
    parts = i64(asked.facts[PARTS])
    for i in range(parts):
        for j in range(i + 1, parts):
            for one in range(room.near_count[i] if near else room.exact_count[i]):
                key = i64(room.near[i, one] if near else room.exact[i, one])
                for two in range(room.exact_count[j]):
                    count = add_bucket(segment, key, i64(room.exact[j, two]), count, room)
            if near:
                for one in range(room.near_count[j]):
                    for two in range(room.exact_count[i]):
                        count = add_bucket(segment, i64(room.near[j, one]), i64(room.exact[i, two]), count, room)
    found = room.buckets
    sort(found, count)
    for at in range(count):
        size, bucket = i64(found[at] >> 32), i64(found[at] & 0xFFFFFFFF)
        if at and found[at] == found[at - 1]:
            continue
        budget -= size
        if budget < 0 and at:
            return
        read(segment, i64(segment.pair_start[bucket]), min(size, ROOM), True, need, room)


@kernel
def by_single(segment: Segment, asked: Asked, most: int, need: int, room: Scratch) -> None:
    """Rows that hold one rare key."""
    for i in range(i64(asked.facts[PARTS])):
        for one in range(room.exact_count[i]):
            key = i64(room.exact[i, one])
            start, end = i64(segment.single_start[key]), i64(segment.single_start[key + 1])
            if end - start <= most:
                read(segment, start, end - start, False, need, room)


@kernel
def read(segment: Segment, start: int, size: int, pairs: bool, need: int, room: Scratch) -> None:
    """Keep the rows of a posting that share enough with the query."""
    rows = segment.pair_rows if pairs else segment.single_rows
    bits = i64(room.size[BITS])
    for at in range(start, start + size):
        row = three(rows, at)
        shared = overlap(segment.signature[row], room.place, room.weight, bits)
        if shared >= need:
            keep(row, shared, room)


@kernel
def recall(segment: Segment, asked: Asked, room: Scratch) -> None:
    """Fill `room` with the rows worth comparing."""
    rows = len(segment.number)
    weigh_parts(segment, asked, room)
    if rows <= SMALL or len(segment.day_start) == 0:
        scan(segment, 0, rows, 1 if rows > SMALL else 0, room)
        return
    whole = i64(room.size[WHOLE])
    lax, strict = max(1, whole * LAX // 100), max(1, whole * STRICT // 100)
    one_year = asked.facts[YEAR] != 0 and asked.facts[YEAR] == asked.facts[UNTIL]
    dated = one_year and asked.facts[DAY] != 0
    if dated:
        by_day(segment, asked, lax, strict, room)
    elif one_year:
        by_year(segment, asked, lax, room)
    if len(segment.range_first) <= SMALL and asked.facts[YEAR] != 0:
        scan(segment, 0, len(segment.range_first), strict, room)
    find_keys(segment, asked, room)
    budget = ROWS_DATED if dated else ROWS_UNDATED
    by_single(segment, asked, RARE_DATED if dated else RARE_UNDATED, lax, room)
    by_pairs(segment, asked, False, budget, lax, room)
    by_pairs(segment, asked, True, budget // NEAR_ROWS, lax, room)
