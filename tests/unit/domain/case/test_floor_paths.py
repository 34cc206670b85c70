"""S12 with the floor: minors, flags of risk, assurances, findings against surrender, and dates that have not come.

Two walks that are quick enough for every run: to the surrender, with a new arrest after a release, and to a lending. All at
once, with consent, appeal, flight and transit beside, is `python -m tests.campaign.paths`.
"""

from __future__ import annotations

from functools import cache

import pytest

from mithaq.domain.case.states import CaseState
from tests.support.case_walk import FLOOR_TYPES, HANDED_OVER, TOMORROW, Place, floor_bodies, unkept, walk
from tests.unit.domain.case.story import Story

S = CaseState
DECIDING = (
    "detention.admitted", "person.arrested", "rights.informed", "file.lodged", "lodgement.received", "court.decided",
    "appeal.waived", "minister.decided", "minister.not_foreseen",
)  # fmt: skip
SURRENDER = (
    *DECIDING, "person.released", "rearrest.ordered", "surrender.dated", "person.surrendered", "surrender.received",
    "speciality.undertaken",
)  # fmt: skip
LENDING = (*DECIDING, "surrender.postponed", "return.undertaken", "temporary.agreed", "person.lent")


@cache
def places(types: tuple[str, ...]) -> tuple[Place, ...]:
    """Every place that these statements and those of the floor lead to from a founded request."""
    return walk((Story().request(14),), (*types, *FLOOR_TYPES), floor_bodies)


@pytest.mark.parametrize(("types", "with_it"), [(SURRENDER, HANDED_OVER), (LENDING, frozenset({S.LENT}))])
def test_no_path_to_the_requesting_state_around_the_floor(types: tuple[str, ...], with_it: frozenset[S]) -> None:
    arrived = [place for place in places(types) if place.case.state in with_it]
    assert {place.case.state for place in arrived} == with_it
    for place in arrived:
        assert unkept(place) == [], place.key
    for fact in ("minor_at", "flagged_at", "assurances"):
        found = {bool(getattr(place.case.floor, fact)) for place in arrived}
        assert found == {True, False}, "there is a way with it kept, and one on which nobody asked"


@pytest.mark.parametrize("types", [SURRENDER, LENDING])
def test_nobody_is_held_on_after_a_finding_against_surrender(types: tuple[str, ...]) -> None:
    after = {place.case.state for place in places(types) if place.against}
    assert after <= {S.RELEASE_DUE, S.RELEASED, S.REFUSED, S.REMOVED}
    assert S.RELEASE_DUE in after


def test_the_walk_sees_a_new_arrest_and_a_date_that_has_not_come() -> None:
    """Else the two tests above would hold of too little."""
    found = places(SURRENDER)
    assert any(place.case.held_before and place.case.state in HANDED_OVER for place in found)
    assert any(place.case.state == S.DATED and place.case.surrender_day == TOMORROW for place in found)
    early = [place.case for place in found if place.case.state == S.REMOVED]
    assert early, "handed over before the day, the person is shown as removed outside procedure"
    assert all(case.breaches for case in early)
