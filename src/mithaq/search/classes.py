"""From evidence to a class: when an officer is asked to look, and when to look twice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from mithaq.search.kernels.births import SAME_DAY, UNKNOWN
from mithaq.search.kernels.score import BITS, CONFLICTING, FIT, RELATION

Klass = Literal["none", "possible", "strong"]

CLASSES: tuple[Klass, ...] = ("strong", "possible", "none")

STRONG, POSSIBLE = 2200, 1600
"""Hundredths of a bit."""

FIT_STRONG, FIT_POSSIBLE = 800, 720


def klass_of(result: Sequence[int]) -> Klass:
    """The class of a result of kernels/score.py."""
    bits, fit = result[BITS], result[FIT]
    agrees = fit >= FIT_STRONG or not result[CONFLICTING]
    if result[RELATION] == SAME_DAY and agrees and bits >= STRONG:
        return "strong"
    if fit < FIT_POSSIBLE:
        return "none"
    if result[RELATION] == UNKNOWN:
        return "possible"
    return "possible" if bits >= POSSIBLE else "none"


HALF_WAY_BITS = 16.0
"""Evidence at which the shown score is one half: about what tells one person among 65,000."""

BITS_A_STEP = 4.0
"""Bits that double the odds shown: the score is a scale for the eye, not a probability."""


def shown(bits: float) -> float:
    """Bits on a scale from 0 to 1, with 4 digits."""
    exponent = max(-60.0, min(60.0, (HALF_WAY_BITS - bits) / BITS_A_STEP))
    return round(1.0 / (1.0 + math.pow(2.0, exponent)), 4)
