"""The alert is looked at again when somebody is arrested on it: nobody is arrested by a form on one that has ended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import alerts, cases
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.world import World

NOTE = Note("the arrest had happened")


@pytest.fixture
def admitted() -> Iterator[acts.CaseActs]:
    world = World(7, ("TN", "EG", "GS", "OC"))
    case = acts.CaseActs(world, acts.circulated(world))
    case.admit()
    yield case
    world.close()


def arrest(case: acts.CaseActs, at: str, note: Note | None = None, **more: str) -> None:
    case.act("EG", "bureau", "person.arrested", {"held_from": at, "arrested_at": at, **more}, note)


def discontinue(case: acts.CaseActs) -> None:
    alerts.discontinue(case.world["TN"], case.world.actor("TN", "bureau"), case.alert, "found")
    case.world.settle()


def breaches(case: acts.CaseActs) -> tuple[str, ...]:
    return cases.read(case.world["EG"], case.world.actor("EG", "prosecutor"), case.id).view.breaches


def refused(case: acts.CaseActs) -> str:
    with pytest.raises(Refusal) as told:
        arrest(case, case.now)
    return told.value.code


def test_an_alert_in_force_carries_it_whatever_the_officer_says(admitted: acts.CaseActs) -> None:
    arrest(admitted, admitted.now, alert="ended")
    assert admitted.state == CaseState.ARRESTED


def test_a_planned_arrest_is_refused_once_the_search_has_ceased(admitted: acts.CaseActs) -> None:
    discontinue(admitted)
    assert refused(admitted) == "arrest.alert_ended"
    assert admitted.state == CaseState.ADMITTED


def test_one_that_happened_is_a_breach_and_a_release(admitted: acts.CaseActs) -> None:
    discontinue(admitted)
    admitted.world.clock.forward(hours=1)
    arrest(admitted, admitted.now, NOTE, alert="in_force")
    assert (admitted.state, breaches(admitted)) == (CaseState.RELEASE_DUE, ("arrest_without_alert",))


def test_one_that_crossed_the_end_is_nobodys_breach(admitted: acts.CaseActs) -> None:
    before = admitted.now
    admitted.world.clock.forward(hours=1)
    discontinue(admitted)
    admitted.world.clock.forward(hours=1)
    arrest(admitted, before, NOTE)
    assert (admitted.state, breaches(admitted)) == (CaseState.RELEASE_DUE, ())


def test_an_alert_that_expired_carries_nothing(admitted: acts.CaseActs) -> None:
    admitted.world.clock.forward(days=6 * 366)
    assert text(admitted.world.clock.now()) > "2031"
    assert refused(admitted) == "arrest.alert_ended"
