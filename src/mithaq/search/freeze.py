"""Make a segment out of rows in any order: sorted by birth date, with signatures and postings."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mithaq.search.days import DAYS
from mithaq.search.kernels.build import (
    count_pairs,
    count_singles,
    gather_parts,
    key_numbers,
    place_keys,
    place_pairs,
    place_singles,
)
from mithaq.search.kernels.shapes import U8, U32, U64, Segment, Words, readonly
from mithaq.search.kernels.signature import weigh_bits

ROWS_A_BUCKET = 6
"""Postings of pairs that share a bucket on average: larger buckets take less room and more reading."""

RARE_SHARE = 500
"""A single key is kept if at most one row in so many has it, and at least `RARE_ROWS`."""

RARE_ROWS = 2_048


def frozen(rows: Segment) -> Segment:
    """A complete segment of the rows of another, which may lack order and postings."""
    order = np.argsort(rows.day, kind="stable").astype(np.uint32)
    sizes = np.diff(rows.part_start.astype(np.int64))[order]
    part_start = _starts(sizes)
    parts = np.zeros(len(rows.parts), np.uint8)
    gather_parts(order, rows.part_start, rows.parts, part_start, parts)
    day = rows.day[order]
    undated = int(np.searchsorted(day, 1))
    slot_key, slot_id, number, keys = _key_table(rows.words)
    key_start, key_words = _words_by_key(number, keys)
    pair_start, pair_rows = _pairs(part_start, parts, number)
    single_start, single_rows = _singles(part_start, parts, number, keys)
    every = Segment(
        words=rows.words,
        bit_weight=_weights(rows.signature),
        signature=rows.signature[order],
        number=rows.number[order],
        day=day,
        facts=rows.facts[order],
        fact_table=rows.fact_table,
        part_start=part_start,
        parts=parts,
        range_first=rows.range_first[order[:undated]],
        range_last=rows.range_last[order[:undated]],
        day_start=np.searchsorted(day, np.arange(DAYS + 1)).astype(np.uint32),
        slot_key=slot_key,
        slot_id=slot_id,
        key_start=key_start,
        key_words=key_words,
        pair_start=pair_start,
        pair_rows=pair_rows,
        single_start=single_start,
        single_rows=single_rows,
    )
    return Segment(every.words, *(readonly(column) for column in every[1:]))


def _weights(signature: U64) -> U8:
    found = np.zeros(64, np.uint8)
    weigh_bits(signature, np.zeros(64, np.int64), found)
    return found


def _starts(sizes: NDArray[Any]) -> U32:
    found = np.zeros(len(sizes) + 1, np.uint32)
    np.cumsum(sizes, out=found[1:])
    return found


def _key_table(words: Words) -> tuple[U64, U32, U32, int]:
    """The hash table of recall keys, the key number of each word, and how many keys there are."""
    keys = np.unique(words.key)
    slots = 1 << max(4, int(2 * len(keys)).bit_length())
    slot_key, slot_id = np.zeros(slots, np.uint64), np.zeros(slots, np.uint32)
    place_keys(keys, slot_key, slot_id)
    number = np.zeros(len(words.key), np.uint32)
    key_numbers(words.key, slot_key, slot_id, number)
    return slot_key, slot_id, number, len(keys)


def _words_by_key(number: U32, keys: int) -> tuple[U32, U32]:
    """The words under each key number."""
    return _starts(np.bincount(number, minlength=keys)), np.argsort(number, kind="stable").astype(np.uint32)


def _pairs(part_start: U32, parts: U8, number: U32) -> tuple[U32, U8]:
    rows = len(part_start) - 1
    buckets = 1 << max(4, int(len(parts) // 3 * 3 // (2 * ROWS_A_BUCKET)).bit_length() if rows else 4)
    start = np.zeros(buckets + 1, np.uint32)
    count_pairs(part_start, parts, number, start)
    np.cumsum(start, out=start)
    found = np.zeros(3 * int(start[-1]), np.uint8)
    moved = start[:-1].copy()
    place_pairs(part_start, parts, number, np.append(moved, start[-1]), found)
    return start, found


def _singles(part_start: U32, parts: U8, number: U32, keys: int) -> tuple[U32, U8]:
    counts = np.zeros(keys + 1, np.uint32)
    count_singles(part_start, parts, number, counts)
    kept = counts[1:] <= max(RARE_ROWS, (len(part_start) - 1) // RARE_SHARE)
    counts[1:] = np.where(kept, counts[1:], 0)
    start = np.cumsum(counts, dtype=np.uint32)
    found = np.zeros(3 * int(start[-1]), np.uint8)
    place_singles(part_start, parts, number, kept.astype(np.uint8), start.copy(), found)
    return start, found
