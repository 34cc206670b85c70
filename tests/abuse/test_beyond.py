"""After the decision and beside it: onward surrender, passage, another act, another border."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from mithaq.domain.case.states import CaseState
from mithaq.testing import acts
from tests.abuse.plays import MEMBERS, act, nothing_said, refused, rests_on
from tests.support.federation import Federation, federation

NUMBERS = iter(range(10, 100))


@pytest.fixture(scope="module")
def fed() -> Iterator[Federation]:
    """The same federation; its cases are brought to their place by `testing.acts`, and the last step is played by HTTP."""
    found = federation(members=MEMBERS, acts=True)
    yield found
    found.close()


def a_case(fed: Federation, state: CaseState, requesting: str = "TN", requested: str = "EG") -> acts.CaseActs:
    """A case on a person of its own that stands in this state."""
    content = acts.person(requesting, next(NUMBERS))
    told = acts.CaseActs(fed.world, acts.circulated(fed.world, requesting, content), requesting, requested, content)
    for step in acts.WAYS[state]:
        step(told)
    return told


@rests_on("Riyadh 53: no onward surrender without consent")
def test_onward_to_a_third_state(fed: Federation) -> None:
    """Received from Egypt, wanted by Jordan: Tunisia cannot date the surrender to Jordan while Egypt has not consented."""
    received = a_case(fed, CaseState.SPECIALITY)
    alert = acts.circulated(fed.world, "JO", received.content)
    second = acts.CaseActs(fed.world, alert, "JO", "TN", received.content)
    for step in acts.WAYS[CaseState.FINAL]:
        step(second)
    with nothing_said(fed):
        day = {"day": second.now[:10]}
        refused(act(fed, "prosecutor@TN", second.id, "surrender.dated", day), "onward.no_consent")


@rests_on("Riyadh 52")
def test_tried_for_another_act(fed: Federation) -> None:
    """Consent to try another prior act is not asked on the old file."""
    received = a_case(fed, CaseState.SPECIALITY)
    page = fed.get("prosecutor@TN", f"/api/cases/{received.id}").json()
    old = next(step["event"]["hash"] for step in page["steps"] if step["event"]["type"] == "file.lodged")
    with nothing_said(fed):
        refused(
            act(fed, "prosecutor@TN", received.id, "speciality.consent_asked", {"of": old}), "speciality.no_new_file"
        )


@rests_on("Riyadh 52; law.md, The floor")
def test_the_breach_of_an_undertaking_is_stated(fed: Federation) -> None:
    """That a state broke its word, the commission itself can state; it stands on the case for both states."""
    received = a_case(fed, CaseState.SPECIALITY)
    said = act(fed, "commissioner@OC", received.id, "speciality.breached", {"kind": "other_act"}, REASONS)
    assert said.status_code == 201, said.text
    for login in ("prosecutor@TN", "prosecutor@EG", "commissioner@OC"):
        assert "speciality_breached" in fed.get(login, f"/api/cases/{received.id}").json()["view"]["breaches"], login


REASONS = {"authority": "the commission", "number": "1/2026", "reasons": "synthetic reasons"}


@rests_on("Riyadh 54")
def test_carried_through_a_third_state_before_a_decision(fed: Federation) -> None:
    """No passage is asked for, or notified, for somebody whose surrender no court has finally granted."""
    held = a_case(fed, CaseState.INFORMED)
    paper = {
        "identity": {"names": [{"full": held.content.identity.primary.full}]}, "offence": _plain(held, "offence"),
        "warrant": _plain(held, "warrant"), "offence_state": "TN", "document_exists": True, "extradition_follows": True,
    }  # fmt: skip
    asked = {"through": "JO", "instrument": acts.INSTRUMENT, "paper": paper, "kind": "requested"}
    with nothing_said(fed):
        refused(fed.post("prosecutor@TN", f"/api/cases/{held.id}/transits", asked), "transit.no_granted_case")


def _plain(held: acts.CaseActs, part: str) -> object:
    return msgspec.to_builtins(getattr(held.content, part))


@rests_on("law.md, The floor: no removal to a state that may hand over")
def test_removed_to_a_state_that_may_hand_over(fed: Federation) -> None:
    """Put across another border in the middle of the case: the commission is told at once."""
    held = a_case(fed, CaseState.INFORMED)
    body = {"removed_at": held.now, "to": "JO"}
    assert act(fed, "bureau@EG", held.id, "person.removed", body).status_code == 201
    waiting = fed.get("commissioner@OC", "/api/tasks").json()["tasks"]
    (told,) = [one for one in waiting if one["subject"] == held.id and one["code"] == "removal.stated"]
    found = {"of": told_hash(fed, held.id), "outcome": "found"}
    assert told
    assert act(fed, "commissioner@OC", held.id, "removal.answered", found, REASONS).status_code == 201


def told_hash(fed: Federation, case: str) -> str:
    """The hash of the stated removal."""
    steps = fed.get("commissioner@OC", f"/api/cases/{case}").json()["steps"]
    return str(next(step["event"]["hash"] for step in steps if step["event"]["type"] == "person.removed"))


@rests_on("law.md, The floor: a lawyer")
def test_a_judge_who_did_not_hear_the_person(fed: Federation) -> None:
    """A court that decides without the person having been told the rights decides nothing."""
    held = a_case(fed, CaseState.ARRESTED)
    held.lodge()
    granted = {"outcome": "granted", "decided_at": held.now, "heard": True}
    with nothing_said(fed):
        refused(act(fed, "judge@EG", held.id, "court.decided", granted, REASONS), "case.not_possible")


@rests_on("law.md, Log: passenger lists are deleted when the batch ends")
def test_a_passenger_list_is_kept(fed: Federation) -> None:
    """There is no door for a whole list of travellers, and so no list that anybody could keep: one question, one line."""
    travellers = [{"purpose": "border", "name": f"مسافر {number}"} for number in range(3)]
    with nothing_said(fed):
        refused(fed.post("border@EG", "/api/check", travellers), "request.invalid")
    routes = fed.client.get("/api/openapi.json").json()["paths"]
    assert [path for path in routes if "passenger" in path or "list" in path] == []
