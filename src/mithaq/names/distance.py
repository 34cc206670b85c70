"""How alike two single words sound: 1 the same, 0 unrelated, whatever script each is in.

Vowels are compared as softly as the scripts allow: Arabic does not write short ones, so a Latin *a* against nothing
is nearly free, but a long vowel written in one word only is what tells حسن from حسين.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from mithaq.names.fold import CACHED_WORDS
from mithaq.names.phonemes import CONSONANTS, is_arabic, is_latin, readings
from mithaq.names.sound_costs import (
    GAP_ARABIC,
    GAP_ARABIC_IN_LATIN,
    GAP_LATIN,
    GAP_LATIN_IN_ARABIC,
    NEVER,
    SAME_SCRIPT_FLOOR,
    SWAP,
)

CACHED_PAIRS = 262_144
"""Pairs of single words remembered, never whole names: about a minute of busy checks."""

TOLERANCE = {0: 1.0, 1: 1.0, 2: 0.85, 3: 0.75, 4: 0.65, 5: 0.55}
"""How much of a wrong consonant counts, by the consonants in the longer word: one slip in عبدالرحمن is a typing error, in
عمر it is another name. Longer words count as five."""


_FRAME = str.maketrans(
    dict.fromkeys("tθdðḍẓzžs", "T")
    | dict.fromkeys("kqgɣʤčʃ", "K")
    | dict.fromkeys("bpfv", "B")
    | {c: c for c in "lmnr"}
)
_NOT_FRAME = re.compile("[^TKBlmnr]")
CLOSE_START = 30
"""Hundredths up to which two first sounds may be one letter: K of خالد, G of جمال."""

MAX_FRAME_SLIPS = 1
"""Words whose coarsest consonants differ by more are unrelated; telling so early saves nine comparisons in ten."""


@lru_cache(maxsize=CACHED_PAIRS)
def likeness(left: str, right: str) -> float:
    """Likeness in 0..1 of two folded words; symmetric; 0 when they share too little to be measured.

    Words of scripts other than Arabic and Latin are alike only if equal.
    """
    if left == right:
        return 1.0
    if not (_heard(left) and _heard(right)):
        return 0.0
    if left > right:
        return likeness(right, left)
    if Levenshtein.distance(_frame(left), _frame(right), score_cutoff=MAX_FRAME_SLIPS) > MAX_FRAME_SLIPS:
        return 0.0
    longest = max(_consonants(readings(left)[0]), _consonants(readings(right)[0]))
    scripts = is_arabic(left), is_arabic(right)
    cost = min(_cost(one, two, *scripts) for one in readings(left) for two in readings(right)) / NEVER
    return max(0.0, 1.0 - cost * TOLERANCE.get(longest, TOLERANCE[5]))


def same_start(left: str, right: str) -> bool:
    """Whether two folded words may begin with the same letter, as an initial and its name do."""
    one, two = readings(left)[0][:1], readings(right)[0][:1]
    return one == two or SWAP.get((one, two), NEVER) <= CLOSE_START


@lru_cache(maxsize=CACHED_WORDS)
def _frame(word: str) -> str:
    """The consonants at their coarsest, without those that spellings drop (h, w, y)."""
    return _NOT_FRAME.sub("", readings(word)[0].translate(_FRAME))


def _heard(word: str) -> bool:
    return bool(word) and (is_arabic(word) or is_latin(word))


def _consonants(symbols: str) -> int:
    return sum(symbol in CONSONANTS or symbol in "wy" for symbol in symbols)


def _cost(one: str, two: str, one_arabic: bool, two_arabic: bool) -> int:
    """Cheapest alignment of two sound strings, in hundredths (dynamic programming, row by row)."""
    floor = SAME_SCRIPT_FLOOR if one_arabic and two_arabic else 0
    drop_one = _gaps(one_arabic, two_arabic)
    drop_two = _gaps(two_arabic, one_arabic)
    two_gaps = [drop_two.get(symbol, NEVER) for symbol in two]
    above = [0]
    for gap in two_gaps:
        above.append(above[-1] + gap)
    for symbol in one:
        gap = drop_one.get(symbol, NEVER)
        row = [above[0] + gap]
        for at, other in enumerate(two):
            swap = 0 if symbol == other else max(SWAP.get((symbol, other), NEVER), floor)
            row.append(min(above[at] + swap, above[at + 1] + gap, row[at] + two_gaps[at]))
        above = row
    return above[-1]


def _gaps(own_arabic: bool, other_arabic: bool) -> Mapping[str, int]:
    if own_arabic:
        return GAP_ARABIC if other_arabic else GAP_ARABIC_IN_LATIN
    return GAP_LATIN_IN_ARABIC if other_arabic else GAP_LATIN
