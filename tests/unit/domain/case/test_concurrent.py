"""Several states ask for one person: the order of the pack, and what is left to a person (Riyadh 46)."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.case.concurrent import Competing, rank
from mithaq.domain.case.events_beside import RequestsRanked
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.view import status
from mithaq.domain.instrument import Ranking
from tests.unit.domain.case.story import JO, TN, Story, days, law

RANKING = law().instruments["riyadh-1983"].ranking
ALL = ("harmed", "place", "nationality", "first")


def one(state: str, at: str = "2026-03-02", **known: object) -> Competing:
    plain = Competing(f"c-{state}", state, at, "EG", ("EG",), harmed=False)
    return structs.replace(plain, **known)


def order(*requests: Competing) -> tuple[str, ...]:
    return rank(requests, RANKING, same_offence=True).order


def test_the_pack_names_the_order() -> None:
    assert RANKING is not None
    assert RANKING.order == ALL
    assert not RANKING.confirmed


HARMED = one("TN", "2026-03-05", harmed=True)
PLACE = one("EG", "2026-03-04", nationalities=("IQ",))
NATIONAL = one("IQ", "2026-03-03", nationalities=("IQ",))
FIRST = one("JO", "2026-03-02", nationalities=("IQ",))


def test_each_step_of_the_order_in_every_arrival() -> None:
    for requests in permutations((HARMED, PLACE, NATIONAL, FIRST)):
        found = rank(requests, RANKING, same_offence=True)
        assert found.order == ("c-TN", "c-EG", "c-IQ", "c-JO")
        assert (found.reasons, found.result) == (("harmed", "place", "nationality"), "met")


def test_if_all_else_is_equal_the_first_request() -> None:
    found = rank((one("JO", "2026-03-03"), one("IQ", "2026-03-02")), RANKING, same_offence=True)
    assert (found.order, found.reasons, found.result) == (("c-IQ", "c-JO"), ("first",), "met")


@pytest.mark.parametrize(
    ("missing", "code"),
    [({"harmed": None}, "harmed_unknown"), ({"offence_state": ""}, "place_unknown")],
)
def test_what_is_not_known_is_for_a_person(missing: dict[str, object], code: str) -> None:
    found = rank((structs.replace(PLACE, **missing), FIRST), RANKING, same_offence=True)
    assert code in found.reasons
    assert found.result == "arguable"


def test_what_is_not_known_after_the_deciding_step_does_not_matter() -> None:
    found = rank((structs.replace(HARMED, offence_state=""), PLACE), RANKING, same_offence=True)
    assert (found.order, found.reasons, found.result) == (("c-TN", "c-EG"), ("harmed",), "met")


def test_the_very_same_instant_is_for_a_person() -> None:
    found = rank((one("JO"), one("IQ")), RANKING, same_offence=True)
    assert (found.reasons, found.result) == (("equal",), "arguable")


def test_different_offences_and_a_pack_without_a_rule_are_for_a_person() -> None:
    found = rank((HARMED, FIRST), RANKING, same_offence=False)
    assert (found.order, found.reasons, found.result) == (("c-JO", "c-TN"), ("different_offences",), "arguable")
    assert rank((HARMED, FIRST), None, same_offence=True).reasons == ("no_rule",)


def test_another_order_in_the_pack_is_another_order() -> None:
    other = Ranking("1", ("first", "harmed"), "test", confirmed=True)
    assert rank((HARMED, FIRST), other, same_offence=True).order == ("c-JO", "c-TN")


competitors = st.builds(
    Competing,
    st.text("abc", min_size=1, max_size=3),
    st.sampled_from(["TN", "EG", "JO"]),
    st.sampled_from(["", "2026-03-02", "2026-03-03"]),
    st.sampled_from(["", "TN", "EG"]),
    st.lists(st.sampled_from(["TN", "JO"]), max_size=2).map(tuple),
    st.sampled_from([None, True, False]),
)


@given(st.lists(competitors, max_size=6, unique_by=lambda one: one.case), st.randoms(use_true_random=False))
def test_nobody_is_lost_and_arrival_does_not_matter(requests: list[Competing], chance: object) -> None:
    found = rank(requests, RANKING, same_offence=True)
    assert sorted(found.order) == sorted(one.case for one in requests)
    shuffled = sorted(requests, key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis' own Random
    assert rank(shuffled, RANKING, same_offence=True) == found


def placed(story: Story, place: int, among: int = 2, day: float = 13) -> Story:
    return story.tell("requests.ranked", JO, RequestsRanked(place, among, ("harmed",)), day)


def test_a_deferred_request_gets_no_date_until_it_is_ranked_anew() -> None:
    story = placed(Story().to_custody().file(5).court(10).waive(12), 2)
    assert status(story.now, days(13)).deferred
    assert story.date(14, "2026-03-27").now.voids[-1].code == "requests.deferred"
    assert placed(story, 1, day=14).date(15, "2026-03-27").now.state == CaseState.DATED
    assert not status(story.now, days(15)).deferred


@pytest.mark.parametrize(("place", "among"), [(3, 2), (22, 21)])
def test_no_place_beyond_the_last(place: int, among: int) -> None:
    assert placed(Story().to_custody(), place, among).now.place is None


def test_the_requesting_state_ranks_nothing() -> None:
    story = Story().to_custody().tell("requests.ranked", TN, RequestsRanked(1, 2), 5)
    assert (story.now.place, story.now.voids[-1].code) == (None, "case.not_possible")


def test_a_deferral_stops_no_clock() -> None:
    story = Story().to_custody()
    clocks = story.now.clocks
    assert placed(story, 2, day=5).now.clocks == clocks
