"""Whom a state received, it hands to no third one without consent: the undertaking of one case binds in the next."""

from __future__ import annotations

import pytest

from mithaq.app.case_reading import request_paper
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Refusal
from mithaq.testing import acts
from mithaq.testing.world import World

PERSON = acts.person("TN")


@pytest.fixture
def received(world: World) -> acts.CaseActs:
    """EG has surrendered the person to TN."""
    return acts.case_until(world, CaseState.SPECIALITY)


def wanted_by_jordan(world: World) -> acts.CaseActs:
    """JO requests the same person of TN, and TN's court has finally granted."""
    alert = acts.circulated(world, "JO", PERSON)
    asked = acts.CaseActs(world, alert, "JO", "TN", PERSON)
    for step in acts.WAYS[CaseState.FINAL]:
        step(asked)
    return asked


def test_no_date_without_the_consent_of_the_state_that_surrendered(world: World, received: acts.CaseActs) -> None:
    asked = wanted_by_jordan(world)
    with pytest.raises(Refusal, match=r"onward\.no_consent"):
        asked.date()
    assert asked.state == CaseState.FINAL


def test_a_date_with_that_consent(world: World, received: acts.CaseActs) -> None:
    asked = wanted_by_jordan(world)
    onward = received.act("TN", "prosecutor", "onward.asked", {"to": "JO"}, Note("synthetic words"))
    received.act("EG", "prosecutor", "onward.consented", {"of": onward})
    asked.date()
    assert asked.state == CaseState.DATED


def test_somebody_else_is_not_meant(world: World, received: acts.CaseActs) -> None:
    other = acts.person("JO", 3)
    asked = acts.CaseActs(world, acts.circulated(world, "JO", other), "JO", "TN", other)
    for step in acts.WAYS[CaseState.DATED]:
        step(asked)
    with world["TN"].store.read() as reader:
        assert request_paper(reader, asked.id) is not None
    assert asked.state == CaseState.DATED
