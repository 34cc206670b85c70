"""From evidence to a class: when an officer is asked to look, and when to look twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from mithaq.search.kernels.births import SAME_DAY, UNKNOWN
from mithaq.search.kernels.score import BITS, CONFLICTING, FIT, RELATION

Klass = Literal["none", "possible", "strong"]

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
