"""Two bits for each part of a name, by the first two and the last two letters of its skeleton: names that share few of
them are not worth comparing. One slip in a skeleton leaves one of the two."""

from __future__ import annotations

import numpy as np

from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.shapes import I32, I64, U8, U64, Asked, i64

BITS = 64
"""Of a signature."""


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
def weigh_asked(asked: Asked, parts: int, bit_weight: U8, shares: I32) -> int:
    """Fill `shares` [byte of a signature, its value] with what the bits asked for weigh; returns what all parts weigh
    together, each counted with its two rarest bits."""
    union = np.uint64(0)
    whole = 0
    for i in range(parts):
        if union & asked.masks[i] == asked.masks[i]:
            continue  # a part that is asked for twice: its bits count once
        union |= asked.masks[i]
        best, second = 0, 0
        for at in range(64):
            if asked.masks[i] >> np.uint64(at) & np.uint64(1):
                weight = i64(bit_weight[at])
                if weight > best:
                    best, second = weight, best
                elif weight > second:
                    second = weight
        whole += best + second
    for byte in range(8):
        shares[byte, 0] = 0
        for bit in range(8):
            asked_for = union >> np.uint64(8 * byte + bit) & np.uint64(1)
            weight = i64(bit_weight[8 * byte + bit]) * i64(asked_for)
            for value in range(1 << bit):
                shares[byte, (1 << bit) + value] = shares[byte, value] + weight
    return whole


@kernel
def weigh_wanted(asked: Asked, parts: int, bit_weight: U8, wanted: U64, heaviest: I32) -> None:
    """Write the bits asked for, and into `heaviest` what one, two, three of them weigh at most."""
    union = np.uint64(0)
    for i in range(parts):
        union |= asked.masks[i]
    wanted[0] = union
    heaviest[:] = 0
    count = 0
    for bit in range(BITS):
        if union >> np.uint64(bit) & np.uint64(1):
            weight = i64(bit_weight[bit])
            at = count
            while at > 0 and heaviest[at] < weight:
                heaviest[at + 1] = heaviest[at]
                at -= 1
            heaviest[at + 1] = weight
            count += 1
    for at in range(BITS):
        heaviest[at + 1] += heaviest[at]


@kernel
def fewest(need: int, heaviest: I32) -> int:
    """How many bits a signature must share at least to share so much."""
    for bits in range(BITS + 1):
        if heaviest[bits] >= need:
            return bits
    return BITS + 1


@kernel
def popcount(word: np.uint64) -> int:
    """Bits set."""
    x = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return i64((x * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def overlap(signature: np.uint64, shares: I32) -> int:
    """How rare the bits are that a row shares with the query, in eighths of a bit."""
    found = 0
    for byte in range(8):
        found += i64(shares[byte, signature >> np.uint64(8 * byte) & np.uint64(255)])
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
