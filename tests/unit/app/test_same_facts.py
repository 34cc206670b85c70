"""A request is about whom and what its alert was reviewed for; detention on the same facts adds up on whatever alert."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, cases
from mithaq.app.same_facts import about_same_facts, check_as_reviewed, perhaps_one
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, Identity, PartialDate, PersonName
from mithaq.ops.tables import scales
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


def written(name: str, born: PartialDate, number: str = "X1") -> Identity:
    return Identity(
        (PersonName(name),),
        sex="male",
        births=(born,),
        nationalities=("TN",),
        documents=(Document(number, issuer="TN"),),
    )


FIRST = written("أحمد بن علي الطرابلسي", PartialDate(1980, 5, 1), "A1")
AGAIN = (
    written("أحمد علي الطرابلسي", PartialDate(1980, 5, 1)),
    written("Ahmed Ben Ali Trabelsi", PartialDate(1980, 5, 1)),
    written("TRABELSI Ahmad", PartialDate(1980)),
)


@pytest.mark.parametrize("identity", AGAIN)
def test_the_same_warrant_for_a_name_that_agrees_is_the_same_facts(identity: Identity) -> None:
    """However its number was typed; whatever else is alike, a person written otherwise is asked about."""
    first = request(identity=FIRST, warrant=structs.replace(ONE.warrant, number="ت 12/2026"))
    again = request(identity=identity, warrant=structs.replace(ONE.warrant, number="ت-١٢ / ٢٠٢٦", authority="Tunis"))
    assert about_same_facts(first, again)
    for other in ({"number": "13/2026"}, {"date": "2026-01-02"}):
        changed = structs.replace(again, warrant=structs.replace(again.warrant, **other))
        assert not about_same_facts(first, changed)
        assert perhaps_one(scales(), first, [changed]) == {0}


@pytest.mark.parametrize(
    "identity",
    [
        written("محمد بن علي الطرابلسي", PartialDate(1980)),
        written("أحمد بن علي الطرابلسي", PartialDate(1961, 11, 30)),
        written("سليمان القرشي", PartialDate(1975, 3, 2)),
    ],
)
def test_who_else_stands_in_one_warrant_is_asked_about_and_never_taken_for_him(identity: Identity) -> None:
    first, other = request(identity=FIRST), request(identity=identity)
    assert not about_same_facts(first, other)
    assert perhaps_one(scales(), first, [other]) == {0}
    apart = structs.replace(other, warrant=structs.replace(other.warrant, authority="another court"))
    assert not about_same_facts(first, apart)


def test_namesakes_on_other_warrants_bear_on_nothing() -> None:
    warrant = structs.replace(ONE.warrant, number="OTHER/1")
    others = [
        request(identity=written("أحمد بن علي الطرابلسي", PartialDate(1961, 11, 30)), warrant=warrant),
        request(identity=written("سليمان القرشي", PartialDate(1975, 3, 2)), warrant=warrant),
        request(identity=written("سليمان القرشي", PartialDate(1975, 3, 2), "a-1"), warrant=warrant),
    ]
    assert perhaps_one(scales(), request(identity=FIRST), others) == {2}, "only who bears the number"


def test_a_warrant_without_a_number_is_no_warrant() -> None:
    empty = structs.replace(ONE.warrant, number="--")
    first, other = request(identity=FIRST, warrant=empty), request(identity=AGAIN[0], warrant=empty)
    assert not about_same_facts(first, other)
    assert perhaps_one(scales(), first, [request(identity=OTHER.identity, warrant=empty)]) == frozenset()


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
