"""Requested twice by the same state on one alert: both are kept, the later is marked, and nobody is admitted to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import cases, lists
from mithaq.app.bonds import bonds
from mithaq.app.duplicates import DUPLICATE
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Refusal
from mithaq.testing import acts
from mithaq.testing.world import World

MEMBERS = {"TN": "prosecutor", "EG": "prosecutor", "OC": "commissioner"}


@pytest.fixture
def twice() -> Iterator[tuple[acts.CaseActs, str]]:
    """One case, and a second that the same state opened on the same alert an hour later."""
    world = World(9, ("TN", "EG", "GS", "OC"))
    first = acts.CaseActs(world, acts.circulated(world))
    world.clock.forward(hours=1)
    yield first, again(first)
    world.close()


def again(case: acts.CaseActs) -> str:
    world, said = case.world, case.content
    paper = DetentionRequest(said.identity, said.offence, said.warrant, "TN", True, True)
    with world["TN"].store.read() as reader:
        (word,) = bonds(reader, "EG")
    event = cases.request(
        world["TN"], world.actor("TN", "prosecutor"), "EG", acts.INSTRUMENT, case.alert, paper, bound=word.hash
    )
    world.settle()
    return event.subject


def marked(world: World, member: str, subject: str) -> str:
    return cases.read(world[member], world.actor(member, MEMBERS[member]), subject).duplicate_of


def told(world: World, member: str) -> set[str]:
    rows = lists.tasks(world[member], world.actor(member, MEMBERS[member]))
    return {task.subject for task in rows if task.code == DUPLICATE}


def admit(world: World, subject: str) -> None:
    node, who = world["EG"], world.actor("EG", "prosecutor")
    found = cases.read(node, who, subject).findings
    decided = [one.test for one in found if one.result == "arguable"]
    cases.act(node, who, subject, "detention.admitted", {"decided": decided})
    world.settle()


def test_the_later_one_is_marked_and_everybody_concerned_is_told(twice: tuple[acts.CaseActs, str]) -> None:
    first, second = twice
    for member in MEMBERS:
        assert (marked(first.world, member, first.id), marked(first.world, member, second)) == ("", first.id)
        assert told(first.world, member) == {second}
    assert first.world.agree()


def test_nobody_is_admitted_to_it_before_the_first_has_ended(twice: tuple[acts.CaseActs, str]) -> None:
    first, second = twice
    with pytest.raises(Refusal) as refused:
        admit(first.world, second)
    assert (refused.value.code, refused.value.where) == ("case.another_open", first.id)
    first.admit()
    assert first.state == CaseState.ADMITTED
    first.act("TN", "prosecutor", "request.withdrawn")
    assert marked(first.world, "EG", second) == ""
    admit(first.world, second)


def test_a_request_on_another_alert_is_none(twice: tuple[acts.CaseActs, str]) -> None:
    first, _ = twice
    other = acts.CaseActs(first.world, acts.circulated(first.world, content=acts.person("TN", 2)))
    assert marked(first.world, "EG", other.id) == ""
    assert other.id not in told(first.world, "EG")
