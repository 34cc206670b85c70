"""By how much a name ranks before others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.search.kernels.align import LEFT, PAIRS, RANK, RIGHT
from mithaq.search.kernels.order import FAINT, WHOLE, worth
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from tests.support.segments import crowd, live, scored

PEOPLE = [person.names[0] for person in crowd(150)]
CHAIN = "محمد سالم كريم الحربي"


def totals(asked: str, stored: str) -> list[int]:
    return scored(live([SearchPerson(1, (stored,))]).segment(), 0, PersonQuery(name=asked))[1]


def rank(asked: str, stored: str) -> int:
    return totals(asked, stored)[RANK]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_nobody_ranks_before_who_bears_the_very_name(one: str, two: str) -> None:
    assert rank(one, two) <= rank(one, one)


@pytest.mark.parametrize(
    ("asked", "nearer", "further"),
    [
        pytest.param(CHAIN, "محمد سالم كريم الحربي", "محمد سالم نبيل الحربي", id="all parts before all but one"),
        pytest.param("محمد سالم الحربي", "محمد سالم الحربي", CHAIN, id="no part more than asked before one"),
        pytest.param("محمد الحربي", "محمد سالم الحربي", CHAIN, id="one part more before two"),
        pytest.param("محمد الحربي", "محمد سالم الحربي", "سالم محمد الحربي", id="the given name at its place"),
        pytest.param("محمد سالم", "محمد سالم الحربي", "محمد الحربي سالم كريم", id="neighbours stay neighbours"),
        pytest.param(CHAIN, "الحربي محمد سالم كريم", "كريم سالم الحربي محمد", id="family name first is usual"),
        pytest.param("محمد سالم كربم الحربي", CHAIN, "محمد سالم نبيل الحربي", id="a slip before another name"),
        pytest.param("محمد سالم عبد النصار", "محمد سالم عبد الناصر", "محمد سالم عبد الله", id="letters exchanged"),
    ],
)  # fmt: skip
def test_who_is_likelier_to_be_asked_for_so_comes_first(asked: str, nearer: str, further: str) -> None:
    assert rank(asked, nearer) > rank(asked, further)


def test_ranking_changes_no_pair_and_no_part_left_over() -> None:
    found = totals("محمد سالم عمزر الحربي", "محمد سالم عمر الحربي")
    assert (found[PAIRS], found[LEFT], found[RIGHT]) == (3, 1, 1), (
        "a slip in a short word stays another name as evidence"
    )


def test_what_a_pair_counts_grows_up_to_a_whole() -> None:
    counts = [worth(fit, 1000) for fit in range(FAINT, 1001, 50)]
    assert counts == sorted(counts)
    assert (counts[0], worth(WHOLE, 1000), counts[-1]) == (0, 1000, 1000)
