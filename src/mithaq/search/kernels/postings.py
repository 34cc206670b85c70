"""Recall keys and pairs of them, found by hashing; numbers of three bytes."""

from __future__ import annotations

import numpy as np

from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.shapes import U8, U32, U64, i64

NONE = -1
LETTERS = 14
"""Letters of the skeleton alphabet (names/keys.py)."""

NO_SKELETON = 1 << 60
LONGEST_TO_VARY, SHORTEST_TO_VARY = 12, 2


@kernel
def three(data: U8, at: int) -> int:
    """The number at place `at` of an array of three-byte numbers."""
    start = 3 * at
    return i64(data[start]) | i64(data[start + 1]) << 8 | i64(data[start + 2]) << 16


@kernel
def put_three(data: U8, at: int, value: int) -> None:
    """Write a number below 2²⁴ at place `at`."""
    start = 3 * at
    data[start] = value & 255
    data[start + 1] = (value >> 8) & 255
    data[start + 2] = (value >> 16) & 255


@kernel
def mixed(key: np.uint64) -> np.uint64:
    """A hash of 64 bits."""
    key = (key ^ (key >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
    key = (key ^ (key >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return key ^ (key >> np.uint64(32))


@kernel
def key_number(key: np.uint64, slot_key: U64, slot_id: U32) -> int:
    """The number of a recall key in this segment, or `NONE`. Key 0 is no key."""
    if len(slot_key) == 0:
        return NONE
    last = np.uint64(len(slot_key) - 1)
    at = mixed(key) & last
    while slot_key[at] != 0:
        if slot_key[at] == key:
            return i64(slot_id[at])
        at = (at + np.uint64(1)) & last
    return NONE


@kernel
def bucket_of(one: int, two: int, buckets: int) -> int:
    """The bucket of two key numbers, in either order; `buckets` is a power of two."""
    low, high = min(one, two), max(one, two)
    return i64(mixed(np.uint64(low) << np.uint64(32) | np.uint64(high)) & np.uint64(buckets - 1))


@kernel
def neighbours(key: np.uint64, slot_key: U64, slot_id: U32, into: U32, count: int) -> int:
    """Write the numbers of all keys one letter away from `key` that occur here; returns the new count."""
    if key >= np.uint64(NO_SKELETON):
        return count
    size = 0
    rest = key
    while rest:
        size += 1
        rest >>= np.uint64(4)
    if size < SHORTEST_TO_VARY or size > LONGEST_TO_VARY:
        return count
    for at in range(size + 1):
        shift = np.uint64(4 * at)
        head = key & ((np.uint64(1) << shift) - np.uint64(1))
        tail = key >> shift
        if at < size:
            count = _put(head | (tail >> np.uint64(4)) << shift, slot_key, slot_id, into, count)
        for letter in range(1, LETTERS + 1):
            own = np.uint64(letter)
            added = head | (own | tail << np.uint64(4)) << shift
            count = _put(added, slot_key, slot_id, into, count)
            if at < size and tail & np.uint64(15) != own:
                other = head | (own | (tail >> np.uint64(4)) << np.uint64(4)) << shift
                count = _put(other, slot_key, slot_id, into, count)
    return count


@kernel
def _put(key: np.uint64, slot_key: U64, slot_id: U32, into: U32, count: int) -> int:
    found = key_number(key, slot_key, slot_id)
    if found == NONE or count >= len(into):
        return count
    into[count] = found
    return count + 1
