"""From evidence to a class: when an officer is asked to look, and when to look twice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from mithaq.search.kernels.births import NEXT_DAY, SAME_DAY, SWAPPED
from mithaq.search.kernels.score import BITS, CONFLICTING, FIT, RELATION

Klass = Literal["none", "possible", "strong"]

CLASSES: tuple[Klass, ...] = ("strong", "possible", "none")

STRONG = 3100
"""Hundredths of a bit, with the very day of birth: of 10,450 strangers with full dates, checked against a million persons,
none came so far; half of those who were there did."""

POSSIBLE = (2000, 2200, 2200, 2300, 2200, 1950, 2150, 2200, 1800, 2200, 2200, 2000)
"""Hundredths of a bit that are needed, by relation of the dates in the order of kernels/births.py, when the question has
a date: one or two strangers of the same 10,450 came so far in each."""

FIT_STRONG, FIT_POSSIBLE, FIT_DATED = 800, 720, 600
"""How well the names must fit; with a date that agrees, one part of three may be wrong. A question without a date is
answered with everybody whose name fits: the officer asked for a name, and is told how many bear it."""

AGREEING = frozenset((SAME_DAY, SWAPPED, NEXT_DAY))


def klass_of(result: Sequence[int], dated: bool) -> Klass:
    """The class of a result of kernels/score.py; `dated`: whether the question says when the person was born."""
    bits, fit, relation = result[BITS], result[FIT], result[RELATION]
    agrees = fit >= FIT_STRONG or not result[CONFLICTING]
    if relation == SAME_DAY and agrees and bits >= STRONG:
        return "strong"
    if fit < (FIT_DATED if relation in AGREEING else FIT_POSSIBLE):
        return "none"
    return "possible" if not dated or bits >= POSSIBLE[relation] else "none"


HALF_WAY_BITS = 16.0
"""Evidence at which the shown score is one half: about what tells one person among 65,000."""

BITS_A_STEP = 4.0
"""Bits that double the odds shown: the score is a scale for the eye, not a probability."""


def shown(bits: float) -> float:
    """Bits on a scale from 0 to 1, with 4 digits."""
    exponent = max(-60.0, min(60.0, (HALF_WAY_BITS - bits) / BITS_A_STEP))
    return round(1.0 / (1.0 + math.pow(2.0, exponent)), 4)
