"""Which rows of a segment are worth comparing with a query.

Who gives a full birth date is looked for on that day, and on days that are written for it: some hundred rows. Else the words
of the register are heard first, and then rows are read by birth year, by two parts together, by one rare part.
"""

from __future__ import annotations

from mithaq.search.kernels.dated import A_MONTH, A_YEAR, FIRST_YEAR, SHARES, YEARS, by_other_days, by_very_day, scan
from mithaq.search.kernels.effort import Effort
from mithaq.search.kernels.facts import other_bits
from mithaq.search.kernels.gather import asked_keys, by_pairs, by_single, scan_heard
from mithaq.search.kernels.heard import FEW_WORDS, Memory, hear
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.marks import by_marks
from mithaq.search.kernels.question import DAY, MONTH, PARTS, UNTIL, YEAR
from mithaq.search.kernels.room import COUNT, ROOM, WHOLE, Scratch, begin, keep
from mithaq.search.kernels.shapes import I32, Asked, Evidence, Segment, Sounds, i64
from mithaq.search.kernels.signature import overlap, weigh_asked, weigh_wanted

MOST_OF_A_YEAR = 400_000
"""Rows of one birth year that are read for a query that knows the year only."""

PAIRS_DATED, PAIRS_OF_A_YEAR = 256, 8_192
"""Rows read from postings for one query: with a date they only find those whose stored date is another."""

WHOLE_SETS = 4
"""So many sets of parts read as many rows as a question of one spelling; more of them share what these may read."""

RARE_DATED = 64
"""A single key with no more rows is read by itself."""

LAX, STRICT, PAIRED = 20, 32, 42
"""Percent of the whole that the signature of a row must share: where the date speaks for it; where it says little; where it
is another."""

VERY_DAY = 4_000
"""What the very day adds to the promise of a row, where rows of all days are read."""

SOME = 22
"""Percent of the whole that the words of a row must promise."""


@kernel
def weigh_name(segment: Segment, asked: Asked, room: Scratch) -> None:
    """What the signatures of this segment weigh, for the name that is asked for."""
    parts = i64(asked.facts[PARTS])
    room.size[WHOLE] = weigh_asked(asked, parts, segment.bit_weight, room.shares)
    weigh_wanted(asked, parts, segment.bit_weight, room.wanted, room.heaviest)


@kernel
def of_the_day(segment: Segment, asked: Asked, evidence: Evidence, room: Scratch, limit: int = ROOM) -> None:
    """Keep the rows of the very day."""
    begin(room, limit)
    weigh_name(segment, asked, room)
    by_very_day(segment, asked, evidence, room)


@kernel
def of_other_days(
    segment: Segment, asked: Asked, evidence: Evidence, memo: Memory, room: Scratch, limit: int = ROOM
) -> None:
    """Keep rows whose date may be another way to write the one asked for, is not known, or is wrong; after `of_the_day`."""
    begin(room, limit)
    parts, whole = i64(asked.facts[PARTS]), i64(room.size[WHOLE])
    strict = max(1, whole * STRICT // 100)
    by_other_days(segment, asked, max(1, whole * LAX // 100), strict, evidence, room)
    scan(segment, 0, min(len(segment.range_first), MOST_OF_A_YEAR), strict, 0, asked, evidence, room)
    asked_keys(segment, asked, room)
    need = SHARES * max(1, whole * PAIRED // 100)
    by_single(segment, parts, RARE_DATED, need, False, memo, room)
    by_pairs(segment, parts, PAIRS_DATED, need, False, memo, room)


@kernel
def by_words(  # noqa: PLR0913, PLR0917 - a kernel takes its tables as arguments
    segment: Segment, asked: Asked, sounds: Sounds, evidence: Evidence, effort: Effort, sets: int, again: bool, memo: Memory,
    row: I32, room: Scratch,
) -> None:  # fmt: skip
    """Keep rows by the words they hold, for a query that does not know the day and has so many `sets` of parts; `again`:
    they are kept already, by the same parts in another order."""
    parts = i64(asked.facts[PARTS])
    need = max(1, hear(segment, asked, sounds, evidence, room, memo, row) * SOME // 100)
    if again:
        return
    begin(room)
    if len(segment.day_start) == 0 or len(segment.words.kind) <= FEW_WORDS:
        scan_heard(segment, 0, len(segment.number), need, parts, memo, room)
        return
    year = i64(asked.facts[YEAR])
    if year == 0:
        paired, read = shared(effort.paired, sets), shared(effort.read, sets)
        by_marks(segment, asked, parts, evidence, effort.single, paired, read, need, memo, room)
        return
    scan_heard(segment, 0, min(len(segment.range_first), MOST_OF_A_YEAR), need, parts, memo, room)
    by_years(segment, year - 1, i64(asked.facts[UNTIL]) + 1, need, parts, memo, room)
    by_single(segment, parts, RARE_DATED, need, True, memo, room)
    by_pairs(segment, parts, shared(PAIRS_OF_A_YEAR, sets), need, True, memo, room)


@kernel
def shared(rows: int, sets: int) -> int:
    """How many of so many rows each of some sets of parts may read."""
    return rows * WHOLE_SETS // max(WHOLE_SETS, sets)


@kernel
def by_years(segment: Segment, first: int, last: int, need: int, parts: int, memo: Memory, room: Scratch) -> None:
    """Rows of some years, both included, if they are not too many."""
    first, last = max(0, first - FIRST_YEAR), min(YEARS - 1, last - FIRST_YEAR)
    if first > last:
        return
    start, end = i64(segment.day_start[1 + first * A_YEAR]), i64(segment.day_start[1 + (last + 1) * A_YEAR])
    if end - start <= 3 * MOST_OF_A_YEAR:
        scan_heard(segment, start, end, need, parts, memo, room)


@kernel
def all_of(segment: Segment, room: Scratch) -> None:
    """Keep every row of a small segment."""
    begin(room)
    for row in range(len(segment.number)):
        room.rows[row] = row
        room.promise[row] = 1
    room.size[COUNT] = len(segment.number)


@kernel
def by_signature(segment: Segment, asked: Asked, evidence: Evidence, room: Scratch) -> None:
    """Keep rows of a segment that is still growing, for a query that knows the day."""
    begin(room)
    whole = weigh_asked(asked, i64(asked.facts[PARTS]), segment.bit_weight, room.shares)
    need = max(1, whole * LAX // 100)
    day = day_asked(asked)
    for row in range(len(segment.number)):
        shared = overlap(segment.signature[row], room.shares)
        same = segment.day[row] == day
        if same or shared >= need:
            rest = other_bits(i64(segment.fact_table[segment.facts[row]]), asked, evidence)
            keep(row, max(0, shared * SHARES + (VERY_DAY if same else 0) + rest), room)


@kernel
def day_asked(asked: Asked) -> int:
    """The number of the day asked for (search/days.py); 0 if it is not known."""
    if not knows_day(asked):
        return 0
    year = i64(asked.facts[YEAR]) - FIRST_YEAR
    if not 0 <= year < YEARS:
        return 0
    return 1 + year * A_YEAR + i64(asked.facts[MONTH]) * A_MONTH + i64(asked.facts[DAY])


@kernel
def knows_day(asked: Asked) -> bool:
    """Whether a query has a full birth date."""
    return bool(asked.facts[DAY] != 0 and asked.facts[YEAR] == asked.facts[UNTIL])
