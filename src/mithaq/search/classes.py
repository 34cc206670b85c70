"""From evidence to a class: when an officer is asked to look, and when to look twice."""

from __future__ import annotations

import math
from typing import Literal

Klass = Literal["none", "possible", "strong"]

CLASSES: tuple[Klass, ...] = ("strong", "possible", "none")

STRONG = 3100
"""Hundredths of a bit, with the very day of birth: of 280,000 strangers with full dates, checked against a million persons
(`mithaq bench search`, seed 2025), one came so far; more than half of those who were there did."""

POSSIBLE = (2350, 2550, 2550, 2400, 2400, 2550, 2750, 2550, 2250, 2700, 2700, 2700)
"""Hundredths of a bit that are needed, by relation of the dates in the order of kernels/births.py, when the question has
a date. Chosen where one stranger more would buy some forty of those who are there: about 34 of 100,000 of the same
strangers came so far in any. docs/names.md has the figures for others."""

MEASURED_AT = 19
"""The thresholds were set on a register of 2 ** 19 to 2 ** 20 rows, one million."""

LEAST_RELIEF, MOST_RELIEF, A_DOUBLING = -400, 800, 100
"""Who is compared with half as many people meets half as many namesakes by chance: *possible* takes one bit less for each
halving of the register, one more for each doubling, in these bounds. *Strong* takes the same everywhere."""


def relief(rows: int) -> int:
    """Hundredths of a bit that *possible* takes less in a register of so many rows."""
    return max(LEAST_RELIEF, min(MOST_RELIEF, A_DOUBLING * (MEASURED_AT + 1 - rows.bit_length())))


def reliefs() -> range:
    """All that `relief` may be."""
    return range(LEAST_RELIEF, MOST_RELIEF + 1, A_DOUBLING)


FIT_WHOLE = 950
"""So much the same name, on the very day, is always possible, however common: 2 of 100,000 strangers."""

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
