"""Who is told of what is owed after the hand-over: speciality to be undertaken, days of detention to be deducted."""

from __future__ import annotations

import pytest

from mithaq.app import lists
from mithaq.app.alarms_after import SHORT, SPECIALITY
from mithaq.app.issue import Statement, issue
from mithaq.domain.case.events import CustodyCredited
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Refusal
from mithaq.testing.acts import CaseActs, case_until
from mithaq.testing.world import World

ALL = (("TN", "prosecutor"), ("TN", "bureau"), ("EG", "prosecutor"), ("EG", "bureau"), ("OC", "commissioner"))


def told_of(world: World, told: CaseActs, code: str) -> list[tuple[str, str]]:
    """Who has a task of that code in this case."""
    return [
        (member, role)
        for member, role in ALL
        for task in lists.tasks(world[member], world.actor(member, role))
        if (task.subject, task.code) == (told.id, code)
    ]


def unasked(world: World, told: CaseActs, days: int) -> None:
    """The requesting state says so many days past its own forms."""
    with world["TN"].write() as tx:
        body = CustodyCredited(told.now, days)
        issue(world["TN"], tx, world.actor("TN", "judge"), Statement("custody.credited", told.id, body))
    world.settle()


def test_from_the_receipt_on_the_prosecutor_is_to_undertake_speciality(world: World) -> None:
    told = case_until(world, CaseState.SURRENDERED)
    assert not told_of(world, told, SPECIALITY)
    told.take_over()
    assert told_of(world, told, SPECIALITY) == [("TN", "prosecutor")]
    world.clock.forward(days=60)
    world.settle()
    assert told_of(world, told, SPECIALITY) == [("TN", "prosecutor")]
    told.undertake()
    assert not told_of(world, told, SPECIALITY)


def test_whoever_died_needs_no_undertaking(world: World) -> None:
    told = case_until(world, CaseState.RECEIVED)
    told.act("TN", "bureau", "person.died", {"died_at": told.now})
    assert not told_of(world, told, SPECIALITY)


def test_fewer_days_than_the_record_says_are_told_to_whoever_counted_them_and_the_commission(world: World) -> None:
    told = case_until(world, CaseState.DATED)
    world.clock.forward(days=9)
    told.surrender()
    told.take_over()
    with pytest.raises(Refusal, match=r"custody\.days_differ"):
        told.act("TN", "judge", "custody.credited", {"credited_at": told.now, "custody_days": 1})
    assert not told_of(world, told, SHORT)
    unasked(world, told, 1)
    assert told_of(world, told, SHORT) == [("EG", "bureau"), ("OC", "commissioner")]
    unasked(world, told, 100)
    assert not told_of(world, told, SHORT)
    assert world.agree()
