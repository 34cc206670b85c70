"""From evidence to a class: when an officer is asked to look, and when to look twice."""

from __future__ import annotations

import math
from typing import Literal

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

ALONE, FIT_ALONE = 1150, 300
"""Hundredths of a bit from which on a name is enough by itself, though the other side has more parts and none contradicts:
what a name is worth that no table knows, less five parts too many. Who asks for a rare family name sees its bearers."""

HALF_WAY_BITS = 16.0
"""Evidence at which the shown score is one half: about what tells one person among 65,000."""

BITS_A_STEP = 4.0
"""Bits that double the odds shown: the score is a scale for the eye, not a probability."""


def shown(bits: float) -> float:
    """Bits on a scale from 0 to 1, with 4 digits."""
    exponent = max(-60.0, min(60.0, (HALF_WAY_BITS - bits) / BITS_A_STEP))
    return round(1.0 / (1.0 + math.pow(2.0, exponent)), 4)
