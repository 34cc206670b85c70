"""From evidence to a class: more of it never gives a weaker one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.search.kernels.births import OTHER, SAME_DAY, SWAPPED, UNKNOWN
from mithaq.search.kernels.classify import NONE, POSSIBLE, STRONG, class_of
from tests.support.segments import SCALES

BITS, FIT, RELATIONS = st.integers(-1500, 5000), st.integers(0, 1000), st.integers(UNKNOWN, OTHER)
MORE = st.integers(0, 1500)


@settings(max_examples=30, deadline=None)
@given(BITS, FIT, RELATIONS, st.sampled_from((0, 1, 400)), st.booleans(), MORE)
def test_more_evidence_never_gives_a_weaker_class(
    bits: int, fit: int, relation: int, conflict: int, dated: bool, more: int
) -> None:
    here = class_of(bits, fit, relation, conflict, dated, SCALES.evidence)
    assert class_of(bits + more, fit, relation, conflict, dated, SCALES.evidence) <= here
    assert class_of(bits, min(1000, fit + more), relation, conflict, dated, SCALES.evidence) <= here
    assert class_of(bits, fit, relation, 0, dated, SCALES.evidence) <= here
    assert class_of(bits, fit, relation, conflict, False, SCALES.evidence) <= here


@pytest.mark.parametrize("relation", range(UNKNOWN, OTHER + 1))
def test_only_the_very_day_makes_strong(relation: int) -> None:
    expected = STRONG if relation == SAME_DAY else POSSIBLE
    assert class_of(9999, 1000, relation, 0, True, SCALES.evidence) == expected


@pytest.mark.parametrize("relation", range(UNKNOWN, OTHER + 1))
def test_with_a_date_bits_decide_and_without_one_the_name(relation: int) -> None:
    need, fit = int(SCALES.evidence.possible[relation]), SCALES.evidence.fit_whole - 1
    assert class_of(need - 1, fit, relation, 0, True, SCALES.evidence) == NONE
    assert class_of(need, fit, relation, 0, True, SCALES.evidence) == POSSIBLE
    assert class_of(-500, fit, relation, 0, False, SCALES.evidence) == POSSIBLE


def test_the_same_name_on_the_very_day_is_always_possible() -> None:
    fit = SCALES.evidence.fit_whole
    assert class_of(0, fit, SAME_DAY, 0, True, SCALES.evidence) == POSSIBLE
    assert class_of(0, fit, SWAPPED, 0, True, SCALES.evidence) == NONE


def test_a_rare_name_is_enough_by_itself_unless_something_contradicts() -> None:
    alone, fit = SCALES.evidence.alone, SCALES.evidence.fit_alone
    assert class_of(alone, fit, UNKNOWN, 0, False, SCALES.evidence) == POSSIBLE
    assert class_of(alone - 1, fit, UNKNOWN, 0, False, SCALES.evidence) == NONE
    assert class_of(alone, fit, UNKNOWN, 1, False, SCALES.evidence) == NONE
