"""Two bits for each part of a name, by the first two and the last two letters of its skeleton: names that share few of
them are not worth comparing. One slip in a skeleton leaves one of the two."""

from __future__ import annotations

import numpy as np

from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.shapes import U64, i64


@kernel
def bit_of(value: int) -> np.uint64:
    """One of 64 bits for a small number."""
    mixed = (np.uint64(value) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    return np.uint64(1) << (mixed >> np.uint64(58))


@kernel
def bits_of(key: np.uint64) -> np.uint64:
    """The bits of one recall key."""
    if key >= np.uint64(1 << 60):
        return bit_of(i64(key & np.uint64(0xFFFFFF)))
    if key < np.uint64(16):
        return bit_of(i64(key))
    size = 0
    rest = key
    while rest:
        size += 1
        rest >>= np.uint64(4)
    last = i64(key >> np.uint64(4 * (size - 2)))
    return bit_of(i64(key & np.uint64(0xFF))) | bit_of(256 + last)


@kernel
def overlap(signature: np.uint64, masks: U64) -> int:
    """How many bits of the asked parts a row has; at most two count for each part."""
    found = 0
    for mask in masks:
        both = signature & mask
        if both:
            found += 1
            if both & (both - np.uint64(1)):
                found += 1
    return found
