"""Four months before the end the owner's desk is told, once; without a reassessment the alert goes by itself, everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import lists
from mithaq.app.own_say import keeping
from mithaq.app.own_say.keeping import ENDS
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import finds, fold

TERM = 5 * 365 + 1  # days of five years from the start of a simulation, with one leap day
AHEAD = 123  # days of four months at most


@pytest.fixture
def told() -> Iterator[tuple[World, str]]:
    world = World(37, ("TN", "EG", "GS", "OC"))
    yield world, acts.circulated(world)
    world.close()


def tasks(world: World, code: str = "TN", role: str = "bureau") -> list[str]:
    found = lists.tasks(world[code], world.actor(code, role))
    return [task.subject for task in found if task.code == ENDS]


def weigh(world: World, alert: str, role: str = "prosecutor", words: str = "synthetic words") -> None:
    keeping.reassess(world["TN"], world.actor("TN", role), alert, "still_sought", words)
    world.settle()


def test_warned_once_then_kept_by_a_reassessment(told: tuple[World, str]) -> None:
    world, alert = told
    with pytest.raises(Refusal, match=r"retention\.not_due"):
        weigh(world, alert)
    world.clock.forward(days=TERM - AHEAD - 10)
    world.settle()
    assert tasks(world) == []
    world.clock.forward(days=20)
    world.settle()
    assert (tasks(world), tasks(world, "EG")) == ([alert], [])
    assert tasks(world, role="prosecutor") == [alert], "who may weigh it is told too"
    world.clock.forward(days=2)
    world.settle()
    assert tasks(world) == [alert], "once"
    with pytest.raises(Forbidden):
        weigh(world, alert, "bureau")
    with pytest.raises(Refusal, match=r"content\.invalid"):
        weigh(world, alert, words=" ")
    weigh(world, alert)
    assert tasks(world) == tasks(world, role="prosecutor") == []
    world.clock.forward(days=AHEAD)
    world.settle()
    assert finds(world, "EG", acts.person("TN")), "the first term is over, the second runs"
    for code, reads in (("TN", True), ("OC", True), ("EG", False)):
        with world[code].store.read() as reader:
            assert bool(keeping.words_of(reader, fold(world, code, alert))) == reads


def test_without_a_word_it_is_deleted_everywhere_and_cannot_be_brought_back(told: tuple[World, str]) -> None:
    world, alert = told
    world.clock.forward(days=TERM - 20)
    world.settle()
    assert tasks(world) == [alert]
    world.clock.forward(days=21)
    assert not finds(world, "EG", acts.person("TN"))
    with pytest.raises(Refusal, match=r"alert\.ended"):
        weigh(world, alert)
    world.settle()
    assert tasks(world) == []
    for code in world.nodes:
        with world[code].store.read() as reader:
            assert reader.payloads.of(alert) == {}, code
    assert set(fold(world, "TN", alert).receipts) == set(world.nodes)
