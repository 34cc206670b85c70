"""From evidence to a class. The thresholds, and where they come from, stand in search/classes.py."""

from __future__ import annotations

from mithaq.search.kernels.births import NEXT_DAY, SAME_DAY, SWAPPED
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.shapes import Evidence, i64

STRONG, POSSIBLE, NONE = range(3)
"""Numbers of classes, the strongest first."""


@kernel
def class_of(bits: int, fit: int, relation: int, conflicting: int, dated: bool, evidence: Evidence) -> int:
    """The class of so much evidence. `conflicting`: bits lost to parts that contradict each other; `dated`: whether the
    question says when the person was born."""
    agrees = fit >= evidence.fit_strong or conflicting == 0
    if relation == SAME_DAY and agrees and bits >= evidence.strong:
        return STRONG
    same = relation in (SAME_DAY, SWAPPED, NEXT_DAY)
    if fit < (evidence.fit_dated if same else evidence.fit_possible):
        alone = conflicting == 0 and fit >= evidence.fit_alone
        if not alone or bits < evidence.alone:
            return NONE
    if dated and bits < i64(evidence.possible[relation]) and not (relation == SAME_DAY and fit >= evidence.fit_whole):
        return NONE
    return POSSIBLE
