"""Lay out a segment: signatures, the hash table of keys, and rows by pairs of keys, each in time linear in its size."""

from __future__ import annotations

import numpy as np

from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.postings import bucket_of, key_number, mixed, put_three, three
from mithaq.search.kernels.shapes import U8, U32, U64, Segment, i64
from mithaq.search.kernels.signature import bits_of

PAIRED = 6
"""Parts of a name that are paired for recall: fifteen pairs; longer chains are found by their first six."""


@kernel
def sign(part_start: U32, parts: U8, word_key: U64, into: U64) -> None:
    """Write the signature of every row."""
    for row in range(len(into)):
        signature = np.uint64(0)
        for at in range(i64(part_start[row]), i64(part_start[row + 1])):
            signature |= bits_of(word_key[three(parts, at)])
        into[row] = signature


@kernel
def place_keys(keys: U64, slot_key: U64, slot_id: U32) -> None:
    """Fill an empty hash table; the number of a key is its place in `keys`."""
    last = np.uint64(len(slot_key) - 1)
    for number in range(len(keys)):
        at = mixed(keys[number]) & last
        while slot_key[at] != 0:
            at = (at + np.uint64(1)) & last
        slot_key[at] = keys[number]
        slot_id[at] = number


@kernel
def key_numbers(word_key: U64, slot_key: U64, slot_id: U32, into: U32) -> None:
    """The key number of every word."""
    for word in range(len(into)):
        into[word] = key_number(word_key[word], slot_key, slot_id)


@kernel
def count_pairs(part_start: U32, parts: U8, number: U32, into: U32) -> None:
    """Count the rows of each bucket into ``into[bucket + 1]``."""
    buckets = len(into) - 1
    for row in range(len(part_start) - 1):
        start = i64(part_start[row])
        end = min(i64(part_start[row + 1]), start + PAIRED)
        for at in range(start, end):
            one = i64(number[three(parts, at)])
            for other in range(at + 1, end):
                into[bucket_of(one, i64(number[three(parts, other)]), buckets) + 1] += 1


@kernel
def place_pairs(part_start: U32, parts: U8, number: U32, start_of: U32, rows: U8) -> None:
    """Write each row into its buckets; `start_of` is moved to the end of each bucket."""
    buckets = len(start_of) - 1
    for row in range(len(part_start) - 1):
        start = i64(part_start[row])
        end = min(i64(part_start[row + 1]), start + PAIRED)
        for at in range(start, end):
            one = i64(number[three(parts, at)])
            for other in range(at + 1, end):
                bucket = bucket_of(one, i64(number[three(parts, other)]), buckets)
                put_three(rows, i64(start_of[bucket]), row)
                start_of[bucket] += 1


@kernel
def count_singles(part_start: U32, parts: U8, number: U32, into: U32) -> None:
    """Count the rows of each key into ``into[key + 1]``."""
    for row in range(len(part_start) - 1):
        for at in range(i64(part_start[row]), i64(part_start[row + 1])):
            into[i64(number[three(parts, at)]) + 1] += 1


@kernel
def place_singles(part_start: U32, parts: U8, number: U32, kept: U8, start_of: U32, rows: U8) -> None:
    """Write each row under its keys that are `kept`; `start_of` is moved to the end of each key's rows."""
    for row in range(len(part_start) - 1):
        for at in range(i64(part_start[row]), i64(part_start[row + 1])):
            key = i64(number[three(parts, at)])
            if kept[key]:
                put_three(rows, i64(start_of[key]), row)
                start_of[key] += 1


@kernel
def pack_three(values: U32, into: U8) -> None:
    """Write numbers below 2²⁴ in three bytes each."""
    for at in range(len(values)):
        put_three(into, at, i64(values[at]))


@kernel
def gather_parts(order: U32, part_start: U32, parts: U8, new_start: U32, into: U8) -> None:
    """Copy the parts of rows in another order; `new_start` holds where each begins."""
    for new in range(len(order)):
        old = i64(order[new])
        size = i64(part_start[old + 1]) - i64(part_start[old])
        for at in range(size):
            put_three(into, i64(new_start[new]) + at, three(parts, i64(part_start[old]) + at))


@kernel
def renumber(parts: U8, words: U32) -> None:
    """Exchange word numbers for those of another vocabulary, in place."""
    for at in range(len(parts) // 3):
        put_three(parts, at, i64(words[three(parts, at)]))


@kernel
def parts_of(segment: Segment, row: int, into: U32) -> int:
    """The word numbers of one row; returns how many."""
    start = i64(segment.part_start[row])
    count = min(i64(segment.part_start[row + 1]) - start, len(into))
    for at in range(count):
        into[at] = three(segment.parts, start + at)
    return count
