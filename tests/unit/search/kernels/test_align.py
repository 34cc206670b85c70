"""Which parts of two names answer to each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.names.parts import parts
from mithaq.search.kernels.align import CONFLICT, DISORDER, LEFT, NAME, PAIRS, RANK, RIGHT, SCORE, SURPLUS
from mithaq.search.kernels.distance import SAME
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from tests.support.segments import crowd, live, scored

PEOPLE = [person.names[0] for person in crowd(150)]
CHAIN = "محمد سالم حسن كريم الحربي".split()


def totals(asked: str, stored: str) -> list[int]:
    return scored(live([SearchPerson(1, (stored,))]).segment(), 0, PersonQuery(name=asked))[1]


def mixed(one: str, two: str, take: int) -> str:
    """Some parts of one name and some of another, so that a pair has something in common."""
    return " ".join([*one.split()[:take], *two.split()[take:]])


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.integers(0, 4))
def test_the_same_when_the_sides_are_exchanged(one: str, two: str, take: int) -> None:
    other = mixed(one, two, take)
    here, there = totals(one, other), totals(other, one)
    there[LEFT], there[RIGHT] = there[RIGHT], there[LEFT]
    assert here[:RANK] == there[:RANK]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_every_part_is_paired_or_left_over_and_the_fit_is_bounded(one: str, two: str) -> None:
    found = totals(one, two)
    assert 0 <= found[SCORE] <= SAME
    assert min(found[CONFLICT], found[SURPLUS], found[DISORDER], found[LEFT], found[RIGHT]) >= 0
    assert found[PAIRS] + found[LEFT] <= len(parts(one)) <= 2 * found[PAIRS] + found[LEFT]
    assert (found[CONFLICT] > 0) is (found[LEFT] > 0 and found[RIGHT] > 0)


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_a_rotation_costs_nothing(size: int) -> None:
    chain = CHAIN[-size:]
    straight = totals(" ".join(chain), " ".join(chain))
    assert straight[SCORE] == SAME
    for turn in range(1, size):
        turned = totals(" ".join(chain[turn:] + chain[:turn]), " ".join(chain))
        assert [*turned[:RANK], *turned[RANK + 1 :]] == [*straight[:RANK], *straight[RANK + 1 :]]
        assert turned[RANK] <= straight[RANK], "whoever keeps the order comes first"


def test_other_orders_cost() -> None:
    straight = totals(" ".join(CHAIN), " ".join(CHAIN))
    swapped = totals(" ".join([CHAIN[1], CHAIN[0], *CHAIN[2:]]), " ".join(CHAIN))
    turned = totals(" ".join(CHAIN[::-1]), " ".join(CHAIN))
    assert 0 == straight[DISORDER] < swapped[DISORDER] <= turned[DISORDER]
    assert straight[NAME] > swapped[NAME] >= turned[NAME]
    assert straight[SCORE] > swapped[SCORE]


def test_a_part_of_one_side_costs_less_than_two_that_contradict() -> None:
    name = "محمد سالم الحربي"
    whole, longer, other = (totals(name, stored) for stored in (name, "محمد سالم كريم الحربي", "محمد نبيل الحربي"))
    assert whole[NAME] > longer[NAME] > other[NAME]
    assert (longer[LEFT], longer[RIGHT], longer[CONFLICT]) == (0, 1, 0)
    assert (other[LEFT], other[RIGHT], other[PAIRS]) == (1, 1, 2)


def test_two_words_written_as_one_are_one_pair() -> None:
    for one, two in (("Sid Ahmed Taya", "سيداحمد طايع"), ("سيداحمد طايع", "Sid Ahmed Taya")):
        found = totals(one, two)
        assert (found[PAIRS], found[LEFT], found[RIGHT]) == (2, 0, 0)


def test_who_is_barely_alike_ranks_before_who_is_not() -> None:
    near, far = totals("حسن سالم الحربي", "حسين سالم الحربي"), totals("حسن سالم الحربي", "نبيل سالم الحربي")
    assert near[PAIRS] == far[PAIRS] == 2
    assert near[RANK] > far[RANK]
