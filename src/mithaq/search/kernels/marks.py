"""Which of the asked parts each row holds, told by the postings alone: a bit for each part, and no look at the row.

Postings are read one behind the other, a nanosecond or so a row; rows lie scattered, and each costs a wait for memory. So in
a large register all postings are read first, and then only the rows that hold the most telling parts.
"""

from __future__ import annotations

from mithaq.search.kernels.gather import add_bucket, sort
from mithaq.search.kernels.heard import Memory, promise, weight_asked
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.postings import three
from mithaq.search.kernels.room import MOST_MARKED, Scratch, keep
from mithaq.search.kernels.shapes import I64, U8, Asked, Evidence, Segment, i64

MARKED = 8
"""Parts that have a bit of `room.MARKS`; longer names are found by their first ones."""


@kernel
def mark(rows: U8, start: int, size: int, parts: int, count: int, memo: Memory, room: Scratch) -> int:
    """Note that the rows of a posting hold these `parts` (bits); returns how many rows are marked by then. Pairs share
    postings, so a mark may claim too much; what a row promises is told by its own words."""
    for at in range(start, start + size):
        row = three(rows, at)
        held = i64(memo.marks[row])
        if held == 0:
            if count == MOST_MARKED:
                return count
            room.marked[count] = row
            count += 1
        memo.marks[row] = held | parts
    return count


@kernel
def mark_single(segment: Segment, parts: int, most: int, memo: Memory, room: Scratch) -> int:
    """Mark the rows of single keys that at most `most` rows have; returns how many there are."""
    count = 0
    for i in range(parts):
        for one in range(room.key_count[i]):
            key = i64(room.keys[i, one])
            start, end = i64(segment.single_start[key]), i64(segment.single_start[key + 1])
            if end - start <= most:
                count = mark(segment.single_rows, start, end - start, 1 << i, count, memo, room)
    return count


@kernel
def mark_pairs(segment: Segment, parts: int, budget: int, count: int, memo: Memory, room: Scratch) -> int:
    """Mark the rows that hold two parts, the rarest pairs first, until `budget` places are read; returns how many rows
    are marked by then."""
    for i in range(parts):
        for j in range(i + 1, parts):
            pairs = 0
            for one in range(room.key_count[i]):
                for two in range(room.key_count[j]):
                    pairs = add_bucket(segment, i64(room.keys[i, one]), i64(room.keys[j, two]), pairs, room)
            sort(room.buckets, pairs)
            left = budget
            for at in range(pairs):
                size, bucket = i64(room.buckets[at] >> 32), i64(room.buckets[at] & 0xFFFFFFFF)
                if at and room.buckets[at] == room.buckets[at - 1]:
                    continue
                size = min(size, left)
                start = i64(segment.pair_start[bucket])
                count = mark(segment.pair_rows, start, size, 1 << i | 1 << j, count, memo, room)
                left -= size
                if left <= 0:
                    break
    return count


@kernel
def share_out(asked: Asked, parts: int, most: int, evidence: Evidence, counts: I64) -> None:
    """Of the `counts` of rows by the parts they hold, leave those that are to be read: `most` rows, the most telling."""
    left = most
    last = 1 << 60
    last_held = len(counts)
    while True:
        best, best_held = -1, -1
        for held in range(1, len(counts)):
            if counts[held] == 0:
                continue
            worth = 0
            for i in range(parts):
                if held >> i & 1:
                    worth += weight_asked(asked, i, evidence)
            if (worth, held) > (best, best_held) and (worth, held) < (last, last_held):
                best, best_held = worth, held
        if best_held < 0:
            return
        counts[best_held] = min(i64(counts[best_held]), left)
        left -= counts[best_held]
        last, last_held = best, best_held


@kernel
def by_marks(  # noqa: PLR0913, PLR0917 - a kernel takes its tables as arguments
    segment: Segment, asked: Asked, parts: int, evidence: Evidence, single: int, paired: int, most: int, need: int,
    memo: Memory, room: Scratch,
) -> None:  # fmt: skip
    """Keep of all rows that hold two parts, or one rare part, the most promising ones: `most` are read."""
    marked = min(parts, MARKED)
    count = mark_single(segment, marked, single, memo, room)
    count = mark_pairs(segment, marked, paired, count, memo, room)
    room.by_mark[:] = 0
    for at in range(count):
        room.by_mark[memo.marks[room.marked[at]]] += 1
    share_out(asked, marked, most, evidence, room.by_mark)
    for at in range(count):
        row = i64(room.marked[at])
        held = i64(memo.marks[row])
        memo.marks[row] = 0
        if room.by_mark[held] > 0:
            room.by_mark[held] -= 1
            found = promise(segment, row, parts, memo)
            if found >= need:
                keep(row, found, room)
