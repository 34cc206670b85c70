"""Whom a state received, it hands to no third one without consent: the undertaking of one case binds in the next."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app.case_reading import request_paper
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, NameParts, PartialDate, PersonName
from mithaq.testing import acts
from mithaq.testing.world import World

PERSON = acts.person("TN")
PARTS = NameParts("أحمد", "علي", "سالم", "الطرابلسي")  # without a chain no alert is complete


@pytest.fixture
def received(world: World) -> acts.CaseActs:
    """EG has surrendered the person to TN."""
    return acts.case_until(world, CaseState.SPECIALITY)


def wanted_by_jordan(world: World, person: Wanted = PERSON) -> acts.CaseActs:
    """JO requests the same person of TN, and TN's court has finally granted."""
    alert = acts.circulated(world, "JO", person)
    asked = acts.CaseActs(world, alert, "JO", "TN", person)
    for step in acts.WAYS[CaseState.FINAL]:
        step(asked)
    return asked


def test_no_date_without_the_consent_of_the_state_that_surrendered(world: World, received: acts.CaseActs) -> None:
    asked = wanted_by_jordan(world)
    with pytest.raises(Refusal, match=r"onward\.no_consent"):
        asked.date()
    assert asked.state == CaseState.FINAL


def written(content: Wanted, name: str, born: PartialDate, passport: str) -> Wanted:
    """The same alert on a person of this name, with this passport."""
    papers = (Document(passport, issuer="TN"),)
    identity = structs.replace(
        content.identity, names=(PersonName(name, parts=PARTS),), births=(born,), documents=papers, national_number=""
    )
    return structs.replace(content, identity=identity)


@pytest.mark.parametrize(("born", "stopped"), [(PartialDate(1980), True), (PartialDate(1991, 2, 3), False)])
def test_in_latin_script_with_the_year_alone_he_is_still_the_same(
    world: World, born: PartialDate, stopped: bool
) -> None:
    first = written(PERSON, "أحمد بن علي الطرابلسي", PartialDate(1980, 5, 1), "SYN0001")
    acts.case_until(world, CaseState.SPECIALITY, content=first)
    asked = wanted_by_jordan(world, written(acts.person("JO", 4), "Ahmed Ali Trabelsi", born, "SYN0002"))
    if stopped:
        with pytest.raises(Refusal, match=r"onward\.no_consent"):
            asked.date()
    else:
        asked.date()
    assert asked.state == (CaseState.FINAL if stopped else CaseState.DATED)


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


@pytest.mark.parametrize("state", [CaseState.LENT, CaseState.REMOVED])
def test_whoever_was_lent_or_removed_to_a_state_is_not_its_to_hand_on(world: World, state: CaseState) -> None:
    first = acts.case_until(world, state)
    asked = wanted_by_jordan(world)
    with pytest.raises(Refusal, match=r"onward\.lent") as refused:
        asked.date()
    assert refused.value.where == first.id
    assert asked.state == CaseState.FINAL


def test_a_date_from_before_he_was_lent_hands_nobody_over(world: World) -> None:
    """Jordan's date stood while Tunisia did not have him yet; then he came, for a time, and against its word."""
    asked = wanted_by_jordan(world)
    asked.date()
    acts.case_until(world, CaseState.LENT)
    with pytest.raises(Refusal, match=r"onward\.lent"):
        asked.surrender()
    assert asked.state == CaseState.DATED
