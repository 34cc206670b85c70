"""The costs of sounds as arrays: the table of names/sound_costs.py, numbered for the kernels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from mithaq.names.distance import TOLERANCE
from mithaq.names.phonemes import CONSONANTS
from mithaq.names.sound_costs import (
    GAP_ARABIC,
    GAP_ARABIC_IN_LATIN,
    GAP_LATIN,
    GAP_LATIN_IN_ARABIC,
    NEVER,
    SAME_SCRIPT_FLOOR,
    SWAP,
)
from mithaq.search.kernels.shapes import U8, Sounds, readonly

_GAPS = (GAP_LATIN, GAP_LATIN_IN_ARABIC, GAP_ARABIC_IN_LATIN, GAP_ARABIC)
"""In the order of `Sounds.gap`: own script Arabic × 2 + other script Arabic."""

_KNOWN = sorted(
    {*CONSONANTS, *"0123456789", *(one for pair in SWAP for one in pair), *(s for gap in _GAPS for s in gap)}
)
SYMBOLS = {symbol: number for number, symbol in enumerate(_KNOWN, 1)}
"""Every symbol of names/phonemes.py → its number."""

OTHERS, SIZE = 64, 256
"""Letters of scripts that have no sounds here share the numbers from `OTHERS` on: each is like itself only."""

_ONE_LETTER = ({"g", "k"}, {"g", "q"}, {"g", "ʤ"}, {"ا", "ى"})
"""Even between two Arabic words not exact: گ is how Iraq and the Gulf write what others write ك, ق or ج; ربى is ربا."""

_FRAME_ROWS = ("tθdðḍẓzžs", "kqgɣʤčʃ", "bpfv", "l", "m", "n", "r")
FRAME = {symbol: 1 << bit for bit, row in enumerate(_FRAME_ROWS) for symbol in row}
"""Consonants at their coarsest, without those that spellings drop (h, w, y): a bit each."""

_VOICED = frozenset("wy") | CONSONANTS


@cache
def sounds() -> Sounds:
    """The tables, made once a process."""
    swap = np.full((2, SIZE, SIZE), NEVER, np.uint8)
    for (one, other), cost in SWAP.items():
        swap[0, SYMBOLS[one], SYMBOLS[other]] = cost
        exact = {one, other} not in _ONE_LETTER
        swap[1, SYMBOLS[one], SYMBOLS[other]] = max(cost, SAME_SCRIPT_FLOOR) if exact else cost
    swap[:, range(SIZE), range(SIZE)] = 0
    gap = np.full((4, SIZE), NEVER, np.uint8)
    for row, costs in enumerate(_GAPS):
        for symbol, cost in costs.items():
            gap[row, SYMBOLS[symbol]] = cost
    tolerance = np.array([round(100 * TOLERANCE[count]) for count in sorted(TOLERANCE)], np.uint8)
    return Sounds(readonly(swap), readonly(gap), readonly(tolerance))


class _Numbers(dict[int, int]):
    """What `str.translate` asks for: the number of each symbol, of letters of other scripts too."""

    def __missing__(self, symbol: int) -> int:
        found = self[symbol] = OTHERS + symbol % (SIZE - OTHERS)
        return found


_NUMBERS = _Numbers({ord(symbol): number for symbol, number in SYMBOLS.items()})


def _by_number(values: Mapping[str, int]) -> U8:
    found = np.zeros(SIZE, np.uint8)
    for symbol, value in values.items():
        found[SYMBOLS[symbol]] = value
    return readonly(found)


MASKS, VOICED = _by_number(FRAME), _by_number(dict.fromkeys(_VOICED, 1))
"""By symbol number: the bit of a coarse consonant, and whether it is a consonant at all, glides included."""

_MASKS, _VOICED_BYTES = MASKS.tobytes(), VOICED.tobytes()


def numbered(sound: str) -> bytes:
    """A reading as symbol numbers; none is 0."""
    return sound.translate(_NUMBERS).encode("latin-1")


def mask(sound: bytes) -> int:
    """A bit for each coarse consonant of a numbered reading."""
    found = 0
    for bit in sound.translate(_MASKS):
        found |= bit
    return found


def consonants(sound: bytes) -> int:
    """How many consonants a numbered reading has, glides included."""
    return sum(sound.translate(_VOICED_BYTES))
