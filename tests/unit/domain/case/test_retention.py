from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from mithaq.domain.case.case import Case
from mithaq.domain.case.retention import OVER, erase_from
from mithaq.domain.case.states import CaseState
from mithaq.domain.instant import parse
from mithaq.law.load import load_law

LAW = load_law(demo=True)
SINCE = "2026-11-22T08:00:00.000Z"


def case(state: CaseState, since: str = SINCE) -> Case:
    return Case("c-1", "TN", "EG", "riyadh-1983", "a-1", "00", state, SINCE, since)


@pytest.mark.parametrize("state", [one for one in CaseState if one not in OVER])
def test_the_papers_of_a_case_that_is_not_over_stay_whatever_was_ordered(state: CaseState) -> None:
    assert erase_from(case(state), LAW, ordered=True) is None
    assert erase_from(case(state), LAW, ordered=False) is None


@pytest.mark.parametrize("state", sorted(OVER))
def test_they_go_a_year_after_the_end_and_at_once_where_erasure_was_ordered(state: CaseState) -> None:
    assert erase_from(case(state), LAW, ordered=True) == parse(SINCE)
    later = erase_from(case(state), LAW, ordered=False)
    assert later is not None
    assert later - parse(SINCE) == timedelta(days=365)


def test_an_end_that_no_clock_could_show_counts_as_over() -> None:
    for ordered in (True, False):
        found = erase_from(structs.replace(case(CaseState.CLOSED), since="soon"), LAW, ordered=ordered)
        assert found is not None
        assert found < parse(SINCE)
