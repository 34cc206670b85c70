"""A request is about whom and what its alert was reviewed for; detention on the same facts adds up on whatever alert."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, cases
from mithaq.app.same_facts import about_same_facts, check_as_reviewed
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, PartialDate
from mithaq.testing import acts
from mithaq.testing.world import World

ONE, OTHER = acts.person("TN"), acts.person("TN", 2)


def request(of: Wanted = ONE, **changes: object) -> DetentionRequest:
    return structs.replace(DetentionRequest(of.identity, of.offence, of.warrant, "TN", True, True), **changes)


@pytest.mark.parametrize(
    "said",
    [
        request(),
        request(identity=structs.replace(ONE.identity, documents=(Document("NEW1"),), national_number="")),
        request(identity=structs.replace(ONE.identity, births=(PartialDate(2009),))),
        request(identity=structs.replace(ONE.identity, nationalities=("EG",))),
        request(offence=structs.replace(ONE.offence, maximum_months=None, own_part="in other words")),
    ],
)
def test_a_request_may_say_more_of_the_same(said: DetentionRequest) -> None:
    check_as_reviewed(said, ONE)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (request(identity=OTHER.identity), "request.other_person"),
        (request(identity=structs.replace(OTHER.identity, names=ONE.identity.names)), "request.other_person"),
        (
            request(offence=structs.replace(ONE.offence, code=OTHER.offence.code, date="2020-01-01")),
            "request.other_act",
        ),
        (request(warrant=structs.replace(ONE.warrant, number="OTHER")), "request.other_act"),
    ],
)
def test_another_person_or_act_is_refused(said: DetentionRequest, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        check_as_reviewed(said, ONE)


def test_nothing_is_compared_with_nothing() -> None:
    with pytest.raises(Refusal, match=r"payload\.not_held"):
        check_as_reviewed(request(), None)


def test_one_person_and_a_day_a_warrant_or_an_offence_in_common_are_the_same_facts() -> None:
    changed = request(
        offence=structs.replace(ONE.offence, date="2020-01-01"), warrant=structs.replace(ONE.warrant, number="OTHER")
    )
    assert about_same_facts(request(), changed)
    for other in ({"code": "0502"}, {"place": "another town"}):
        act = structs.replace(changed.offence, **other)
        assert not about_same_facts(request(), structs.replace(changed, offence=act)), "a prosecutor answers by name"
    assert not about_same_facts(request(), request(OTHER))


def test_who_was_held_on_one_alert_is_not_admitted_anew_on_another(world: World) -> None:
    held = acts.case_until(world, CaseState.ARRESTED)
    world.clock.forward(days=2)
    held.withdraw()
    held.release()
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), held.alert, "entered_in_error")
    fresh = structs.replace(ONE, warrant=structs.replace(ONE.warrant, number="FRESH/1"))
    again = acts.CaseActs(world, acts.circulated(world, content=fresh), content=fresh)
    with pytest.raises(Refusal, match=r"rearrest\.not_ordered|rearrest\.barred"):
        again.admit()


def test_the_requested_node_compares_by_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The requesting node may have been changed: the other does not admit."""
    alert = acts.circulated(world)
    monkeypatch.setattr(cases, "check_as_reviewed", lambda request, reviewed: None)
    other = structs.replace(ONE, identity=OTHER.identity)
    asked = acts.CaseActs(world, alert, content=other)
    monkeypatch.undo()
    with pytest.raises(Refusal, match=r"request\.other_person"):
        asked.admit()
