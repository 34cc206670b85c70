from __future__ import annotations

import pytest

from mithaq.app import alerts, case_reading, cases
from mithaq.app.bonds import bonds
from mithaq.domain.case.case import DAY
from mithaq.domain.case.papers import DetentionRequest, Note, encode
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.testing import acts
from mithaq.testing.acts import INSTRUMENT, WAYS, CaseActs, case_until, person
from mithaq.testing.world import World
from tests.unit.app.asking import heads


def request(world: World, alert: str, requested: str = "EG", bound: str = "", instrument: str = INSTRUMENT) -> Event:
    said = person("TN")
    paper = DetentionRequest(said.identity, said.offence, said.warrant, "TN", True, True)
    actor = world.actor("TN", "prosecutor")
    return cases.request(world["TN"], actor, requested, instrument, alert, paper, bound=bound)


@pytest.mark.parametrize("state", WAYS)
def test_both_parties_and_the_commission_see_the_same(world: World, state: CaseState) -> None:
    told = case_until(world, state)
    seen = {}
    for code, role in (("TN", "prosecutor"), ("EG", "judge"), ("OC", "commissioner")):
        page = cases.read(world[code], world.actor(code, role), told.id)
        assert page.view.state == state
        assert [step.void for step in page.steps if step.void] == []
        must = [step for step in page.steps if step.event.payload]
        assert all(step.paper is not None for step in must)
        seen[code] = (page.case, page.view)
    assert seen["TN"] == seen["EG"] == seen["OC"]


def test_without_a_circulated_alert_there_is_no_request(world: World) -> None:
    with pytest.raises(NotFound):
        request(world, "a-unknown")
    with pytest.raises(Refusal, match=r"request\.no_circulated_alert"):
        request(world, acts.reviewed(world))
    with pytest.raises(NotFound):
        request(world, acts.circulated(world, "EG"))
    ended = acts.circulated(world, content=person("TN", 2))
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), ended, "found")
    with pytest.raises(Refusal, match=r"request\.no_circulated_alert"):
        request(world, ended)


def test_an_unconfirmed_pair_needs_the_requested_states_own_word(world: World) -> None:
    alert = acts.circulated(world)
    with pytest.raises(Refusal, match=r"instrument\.unconfirmed"):
        request(world, alert)
    for code, towards in (("JO", "TN"), ("EG", "JO")):
        cases.state_bound(world[code], world.actor(code, "bureau"), INSTRUMENT, towards)
    world.settle()
    with world["TN"].store.read() as reader:
        others = [bond for code in ("JO", "EG") for bond in bonds(reader, code)]
    assert len(others) == 2
    for other in others:
        with pytest.raises(Refusal, match=r"instrument\.unconfirmed"):
            request(world, alert, bound=other.hash)
    word = cases.state_bound(world["EG"], world.actor("EG", "bureau"), INSTRUMENT, "TN")
    world.settle()
    assert request(world, alert, bound=word.hash).type == "detention.requested"


@pytest.mark.parametrize(
    ("requested", "instrument", "code"),
    [
        ("EG", "no-such-1900", "instrument.unknown"),
        ("TN", INSTRUMENT, "request.to_itself"),
        ("XX", INSTRUMENT, "member.unknown"),
        ("KM", INSTRUMENT, "instrument.not_binding"),
        ("EG", "un-model", "instrument.not_binding"),
        ("EG", "riyadh-69-1997", "instrument.not_binding"),
        ("EG", "reciprocity", "instrument.not_binding"),
    ],
)
def test_a_request_that_rests_on_nothing(world: World, requested: str, instrument: str, code: str) -> None:
    alert, before = acts.circulated(world), heads(world)["TN"]
    with pytest.raises(Refusal) as refused:
        request(world, alert, requested, instrument=instrument)
    assert refused.value.code == code
    assert heads(world)["TN"]["TN"] >= before["TN"]
    assert cases.listed(world["TN"], world.actor("TN", "bureau")) == []


def test_the_prosecutor_decides_each_arguable_test_himself(world: World) -> None:
    told = CaseActs(world, acts.circulated(world))
    prosecutor = world.actor("EG", "prosecutor")
    arguable = [one.test for one in cases.read(world["EG"], prosecutor, told.id).findings if one.result == "arguable"]
    assert arguable
    for decided in ([], arguable[1:]):
        with pytest.raises(Refusal, match=r"admissibility\.arguable"):
            told.act("EG", "prosecutor", "detention.admitted", {"decided": decided})
    told.admit()
    assert told.state == CaseState.ADMITTED


@pytest.mark.parametrize(
    ("type", "body", "paper", "code"),
    [
        ("person.teleported", {}, None, "event.unknown"),
        ("alert.drafted", {}, None, "event.unknown"),
        ("person.arrested", {}, None, "event.body_invalid"),
        ("person.arrested", {"held_from": "now", "arrested_at": "now"}, None, "event.body_invalid"),
        ("message.sent", {}, None, "payload.missing"),
        ("message.sent", {"to": "me"}, b"{}", "event.body_invalid"),
        ("message.sent", {}, b"{}", "content.invalid"),
        ("message.sent", {}, b"\xff", "content.invalid"),
        ("message.sent", {}, b'{"text":""}', "content.invalid"),
    ],
)
def test_what_is_no_statement_is_not_signed(
    world: World, type: str, body: dict[str, str], paper: bytes | None, code: str
) -> None:
    told = CaseActs(world, acts.circulated(world))
    told.admit()
    before = heads(world)["EG"]
    with pytest.raises(Refusal) as refused:
        cases.act(world["EG"], world.actor("EG", "bureau"), told.id, type, body, paper)
    assert refused.value.code == code
    assert heads(world)["EG"] == before


def test_nobody_opens_a_case_by_acting_in_one(world: World) -> None:
    told = CaseActs(world, acts.circulated(world))
    with pytest.raises(Refusal):
        cases.act(world["TN"], world.actor("TN", "prosecutor"), told.id, "detention.requested", {}, encode(Note("x")))


def test_two_statements_cross_and_the_one_that_protects_the_person_wins(world: World) -> None:
    """The request is withdrawn while the other side, cut off, arrests: the arrest is kept, and release is due."""
    told = case_until(world, CaseState.ADMITTED)
    world.net.cut("EG", world.nodes)
    told.withdraw()
    told.arrest()
    world.net.heal()
    world.settle()
    assert world.agree()
    for code in ("TN", "EG", "OC"):
        with world[code].store.read() as reader:
            case = case_reading.load(reader, told.id)
        assert case is not None
        assert case.release_due
        assert case.arrested_at


def test_a_list_holds_ones_own_cases(world: World) -> None:
    told = CaseActs(world, acts.circulated(world))
    for code, role, own in (
        ("TN", "bureau", [told.id]), ("EG", "judge", [told.id]), ("JO", "bureau", []), ("OC", "commissioner", [told.id]),
    ):  # fmt: skip
        assert [row.id for row in cases.listed(world[code], world.actor(code, role))] == own


def test_time_served_in_an_earlier_case_counts_in_the_next(world: World) -> None:
    """Nobody has to state it: the requester names its cases on the alert, the requested node adds up what it knows."""
    first = case_until(world, CaseState.ARRESTED)
    world.clock.forward(days=5)
    world.settle()
    first.withdraw()
    first.release()
    second = CaseActs(world, first.alert)
    with pytest.raises(Refusal, match=r"rearrest\.not_ordered"):
        second.admit()
    second.lodge()
    second.act("EG", "judge", "rearrest.ordered", {"ordered_at": second.now}, acts.reasons())
    second.admit()
    world.clock.forward(days=1)
    second.arrest()
    for code in ("TN", "EG", "OC"):
        with world[code].store.read() as reader:
            case = case_reading.load(reader, second.id)
        assert case is not None
        assert case.earlier == (first.id,)
        assert case.held_before == 5 * DAY


def test_earlier_cases_on_another_alert_are_stated_and_are_ones_own(world: World) -> None:
    first = case_until(world, CaseState.REQUESTED)
    word = cases.state_bound(world["EG"], world.actor("EG", "bureau"), INSTRUMENT, "TN")
    foreign = case_until(world, CaseState.REQUESTED, "EG", "TN")
    other = acts.circulated(world, content=person("TN", 2))
    said, actor = person("TN", 2), world.actor("TN", "prosecutor")
    paper = DetentionRequest(said.identity, said.offence, said.warrant, "TN", True, True)
    for stated in (["c-0123456789abcdef"], [foreign.id]):
        with pytest.raises(NotFound):
            cases.request(world["TN"], actor, "EG", INSTRUMENT, other, paper, bound=word.hash, earlier=stated)
    with pytest.raises(Refusal, match=r"event\.body_invalid"):
        cases.request(world["TN"], actor, "EG", INSTRUMENT, other, paper, bound=word.hash, earlier=[first.id] * 21)
    event = cases.request(world["TN"], actor, "EG", INSTRUMENT, other, paper, bound=word.hash, earlier=[first.id])
    with world["TN"].store.read() as reader:
        case = case_reading.load(reader, event.subject)
    assert case is not None
    assert case.earlier == (first.id,)


def test_a_new_arrest_after_a_release_is_a_courts(world: World) -> None:
    told = case_until(world, CaseState.ARRESTED)
    told.inform()
    body = {"released_at": told.now, "ground": "with_measures", "measures": True}
    told.act("EG", "judge", "person.released", body)
    order = {"ordered_at": told.now}
    with pytest.raises(Refusal, match=r"file\.incomplete"):
        told.act("EG", "judge", "rearrest.ordered", order, acts.reasons())
    with pytest.raises(Refusal, match="forbidden"):
        told.act("EG", "prosecutor", "rearrest.ordered", order, acts.reasons())
    lodged = told.lodge()
    with world["EG"].store.read() as reader:
        case = case_reading.load(reader, told.id)
    assert case is not None
    if not case.lodged[0].received_at:
        told.act("EG", "bureau", "lodgement.received", {"of": lodged, "received_at": told.now})
    told.act("EG", "judge", "rearrest.ordered", order, acts.reasons())
    assert told.state == CaseState.ADMITTED


def test_consent_is_heard_by_a_judge_alone(world: World) -> None:
    told = case_until(world, CaseState.INFORMED)
    world.clock.forward(hours=world.law.house["consent_after"].number)
    body = {"given_at": told.now, "lawyer": "present", "interpreter": "not_needed", "speciality_kept": True}
    for role in ("bureau", "prosecutor"):
        with pytest.raises(Refusal, match="forbidden"):
            told.act("EG", role, "consent.given", body)
    told.act("EG", "judge", "consent.given", body)
    told.grant()
    assert told.state == CaseState.FINAL


@pytest.mark.parametrize("role", ["judge", "prosecutor", "bureau"])
def test_that_consent_is_taken_back_whoever_has_the_person_may_state(world: World, role: str) -> None:
    told = case_until(world, CaseState.INFORMED)
    world.clock.forward(hours=world.law.house["consent_after"].number)
    body = {"given_at": told.now, "lawyer": "present", "interpreter": "not_needed", "speciality_kept": True}
    told.act("EG", "judge", "consent.given", body)
    told.grant()
    told.act("EG", role, "consent.revoked", {"revoked_at": told.now})
    assert told.state == CaseState.INFORMED


@pytest.mark.parametrize("role", ["judge", "prosecutor", "bureau"])
def test_that_consent_is_taken_back_is_stated_also_of_who_was_let_go(world: World, role: str) -> None:
    """And whoever is arrested again on the court's order is before a court as if he had never consented."""
    told = case_until(world, CaseState.INFORMED)
    world.clock.forward(hours=world.law.house["consent_after"].number)
    body = {"given_at": told.now, "lawyer": "present", "interpreter": "not_needed", "speciality_kept": True}
    told.act("EG", "judge", "consent.given", body)
    told.grant()
    told.act("EG", "bureau", "person.released", {"released_at": told.now, "ground": "with_measures"})
    told.act("EG", role, "consent.revoked", {"revoked_at": told.now})
    told.act("EG", "judge", "rearrest.ordered", {"ordered_at": told.now}, acts.reasons())
    told.arrest()
    told.inform()
    assert told.state == CaseState.INFORMED
