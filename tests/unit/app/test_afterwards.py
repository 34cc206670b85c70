"""After the hand-over and after a refusal, through the use cases: officers of both sides, and equal nodes."""

from __future__ import annotations

import pytest

from mithaq.app import case_reading, cases
from mithaq.domain.case.case import Case
from mithaq.domain.case.papers import ChangedCharge, Note, Undertaking
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, case_until
from mithaq.testing.world import World


def folded(world: World, told: CaseActs, code: str = "OC") -> Case:
    with world[code].store.read() as reader:
        case = case_reading.load(reader, told.id)
    assert case is not None
    return case


def test_consent_on_a_new_file(world: World) -> None:
    told = case_until(world, CaseState.SPECIALITY)
    old = folded(world, told).lodged[0].hash
    with pytest.raises(Refusal, match=r"speciality\.no_new_file"):
        told.act("TN", "prosecutor", "speciality.consent_asked", {"of": old})
    new = told.lodge()
    told.act("TN", "prosecutor", "speciality.consent_asked", {"of": new})
    (asked,) = folded(world, told).after.asked
    with pytest.raises(Forbidden):
        told.act("TN", "prosecutor", "speciality.consent_given", {"of": asked.hash})
    with pytest.raises(Refusal, match=r"ground\.unknown"):
        told.act(
            "EG", "prosecutor", "speciality.consent_refused", {"of": asked.hash, "ground": "found"}, acts.reasons()
        )
    told.act("EG", "prosecutor", "speciality.consent_given", {"of": asked.hash})
    assert folded(world, told).after.asked[0].answer == "given"
    assert world.agree()


def test_onward_surrender_and_a_breach_that_the_commission_sees(world: World) -> None:
    told = case_until(world, CaseState.SPECIALITY)
    told.act("TN", "prosecutor", "onward.asked", {"to": "JO"}, Note("synthetic words"))
    (asked,) = folded(world, told).after.asked
    refusal = {"of": asked.hash, "ground": "consent_withheld"}
    told.act("EG", "prosecutor", "onward.refused", refusal, acts.reasons())
    told.act("OC", "commissioner", "speciality.breached", {"kind": "onward_surrender"}, acts.reasons())
    page = cases.read(world["TN"], world.actor("TN", "bureau"), told.id)
    assert page.view.breaches == ("speciality_breached",)
    assert page.view.speciality == "binds"
    assert world.agree()


def test_a_charge_travels_to_the_parties_only(world: World) -> None:
    told = case_until(world, CaseState.SPECIALITY)
    charge = ChangedCharge("synthetic", "art. 1", "synthetic reasons", 60)
    told.act("TN", "prosecutor", "charge.recharacterised", {}, charge)
    page = cases.read(world["EG"], world.actor("EG", "judge"), told.id)
    assert page.steps[-1].paper == charge


def test_prosecution_instead_of_surrender(world: World) -> None:
    told = case_until(world, CaseState.REFUSED)
    with pytest.raises(Refusal, match=r"prosecution\.below_threshold"):
        told.act("EG", "prosecutor", "prosecution.undertaken", {}, Undertaking("synthetic", "1", 60, 6))
    told.act("EG", "prosecutor", "prosecution.undertaken", {}, Undertaking("synthetic", "1", 60, 24))
    told.act("EG", "prosecutor", "prosecution.reported", {"outcome": "acquitted"}, acts.reasons())
    owed = folded(world, told).prosecution
    assert owed is not None
    assert (owed.outcome, owed.due_at) == ("acquitted", "")
    assert world.agree()
