"""Rows by their words: those that hold two parts that were asked for, or one rare part, by way of postings."""

from __future__ import annotations

import numpy as np

from mithaq.search.kernels.dated import SHARES
from mithaq.search.kernels.heard import Memory, promise
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.postings import bucket_of, key_number, three
from mithaq.search.kernels.question import KEYS, PARTS
from mithaq.search.kernels.room import Scratch, keep
from mithaq.search.kernels.shapes import I64, U8, Asked, Segment, i64
from mithaq.search.kernels.signature import overlap


@kernel
def asked_keys(segment: Segment, asked: Asked, room: Scratch) -> None:
    """The numbers of the asked keys in this segment."""
    for i in range(i64(asked.facts[PARTS])):
        count = 0
        for at in range(i64(asked.key_count[i])):
            found = key_number(asked.keys[i * KEYS + at], segment.slot_key, segment.slot_id)
            if found >= 0:
                room.keys[i, count] = found
                count += 1
        room.key_count[i] = count


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
def by_pairs(segment: Segment, parts: int, budget: int, need: int, heard: bool, memo: Memory, room: Scratch) -> None:
    """Rows that hold two parts by their keys, the rarest pairs first, until `budget` rows are read."""
    count = 0
    for i in range(parts):
        for j in range(i + 1, parts):
            for one in range(room.key_count[i]):
                for two in range(room.key_count[j]):
                    count = add_bucket(segment, i64(room.keys[i, one]), i64(room.keys[j, two]), count, room)
    found = room.buckets
    sort(found, count)
    for at in range(count):
        size, bucket = i64(found[at] >> 32), i64(found[at] & 0xFFFFFFFF)
        if at and found[at] == found[at - 1]:
            continue
        size = min(size, budget)
        read(segment, segment.pair_rows, i64(segment.pair_start[bucket]), size, need, parts, heard, memo, room)
        budget -= size
        if budget <= 0:
            return


@kernel
def by_single(segment: Segment, parts: int, most: int, need: int, heard: bool, memo: Memory, room: Scratch) -> None:
    """Rows that hold one rare key."""
    for i in range(parts):
        for one in range(room.key_count[i]):
            key = i64(room.keys[i, one])
            start, end = i64(segment.single_start[key]), i64(segment.single_start[key + 1])
            if end - start <= most:
                read(segment, segment.single_rows, start, end - start, need, parts, heard, memo, room)


@kernel
def read(  # noqa: PLR0913, PLR0917 - a kernel takes its tables as arguments
    segment: Segment, rows: U8, start: int, size: int, need: int, parts: int, heard: bool, memo: Memory, room: Scratch
) -> None:
    """Keep the rows of a posting that promise enough: by the words that were `heard`, or else by their signature."""
    for at in range(start, start + size):
        row = three(rows, at)
        found = promise(segment, row, parts, memo) if heard else overlap(segment.signature[row], room.shares) * SHARES
        if found >= need:
            keep(row, found, room)


@kernel
def scan_heard(segment: Segment, start: int, end: int, need: int, parts: int, memo: Memory, room: Scratch) -> None:
    """Keep the rows of a slice that promise enough by the words that were heard."""
    for row in range(start, end):
        found = promise(segment, row, parts, memo)
        if found >= need:
            keep(row, found, room)
