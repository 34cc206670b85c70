"""Two bits for each part of a name, by the first two and the last two letters of its skeleton: names that share few of
them are not worth comparing. One slip in a skeleton leaves one of the two."""

from __future__ import annotations

import numpy as np

from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.shapes import I32, I64, U8, U64, i64


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
def likely(key: np.uint64, mask: np.uint64) -> bool:
    """Whether a stored word may be like an asked part at all."""
    return bool(bits_of(key) & mask)


@kernel
def overlap(signature: np.uint64, place: U64, weight: I32, bits: int) -> int:
    """How rare the bits are that a row shares with the query: the sum over the first `bits` of them."""
    found = 0
    for at in range(bits):
        found += i64(signature >> place[at] & np.uint64(1)) * weight[at]
    return found


@kernel
def weigh_bits(signature: U64, counts: I64, weights: U8) -> None:
    """Write how rare each bit is among these rows, in eighths of a bit, at least 1. `counts` begin at 0."""
    for row in signature:
        rest = row
        at = 0
        while rest:
            counts[at] += i64(rest & np.uint64(1))
            rest >>= np.uint64(1)
            at += 1
    for at in range(64):
        weights[at] = max(1, min(96, round(8 * np.log2((len(signature) + 1) / (counts[at] + 1)))))
