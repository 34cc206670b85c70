"""Chance by counting: what befalls the n-th person depends on the seed, the question and n alone.

So the same person comes out whether a million are drawn or one, in chunks of any size, on any machine and with any
version of numpy. The mixing function is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_GOLDEN = 0x9E3779B97F4A7C15
_FIRST, _SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_MASK = 2**64 - 1
MILLION = 1_000_000  # shares are compared as whole millionths: floating point may differ between machines


def mixed(words: Words) -> Words:
    """Every bit of the result depends on every bit of the word."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(_FIRST)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(_SECOND)
    return words ^ (words >> np.uint64(31))


def mixed_one(word: int) -> int:
    """The same of one Python number."""
    word = ((word ^ (word >> 30)) * _FIRST) & _MASK
    word = ((word ^ (word >> 27)) * _SECOND) & _MASK
    return word ^ (word >> 31)


def key_of(*what: object) -> int:
    """A 64-bit key of a question."""
    return int.from_bytes(blake2b(repr(what).encode(), digest_size=8).digest(), "little")


class Dice:
    """Throws for the persons at `places`; every question has a throw of its own."""

    def __init__(self, seed: int, places: Words) -> None:
        self._seed = seed
        self._base = mixed(places * np.uint64(_GOLDEN) + np.uint64(key_of(seed)))

    def throw(self, what: str) -> Words:
        """64 even bits for each place."""
        return mixed(self._base + np.uint64(key_of(self._seed, what)))

    def below(self, what: str, bound: int | Ints) -> Ints:
        """A number from 0 up to but not including `bound` (at most 2**31), which may differ by place."""
        return ((self.throw(what) >> np.uint64(33)).astype(np.int64) * bound) >> 31

    def chance(self, what: str, share: float) -> Flags:
        """True for that share (0 to 1) of the places."""
        return self.below(what, MILLION) < round(share * MILLION)

    def pick(self, what: str, bounds: Ints) -> Ints:
        """Which part of a scale a throw falls into; `bounds` are the upper ends of the parts, rising."""
        return np.searchsorted(bounds, self.below(what, int(bounds[-1])), side="right").astype(np.int64)


class Throws:
    """The same for one thing at a time: a row of throws that follow from a key."""

    def __init__(self, *key: object) -> None:
        self._at = key_of(*key)

    def below(self, bound: int) -> int:
        """A number from 0 up to but not including `bound`."""
        self._at = (self._at + _GOLDEN) & _MASK
        return (mixed_one(self._at) >> 33) * bound >> 31

    def chance(self, share: float) -> bool:
        """True that often (0 to 1)."""
        return self.below(MILLION) < round(share * MILLION)
