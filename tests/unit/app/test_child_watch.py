"""The hours of the child-protection authority, counted from the stop of whoever was missed."""

from __future__ import annotations

import pytest

from mithaq.app import hits, lists
from mithaq.app.child_watch import DECIDES, OVERDUE, due_of
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.clock import START
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World
from tests.unit.app.test_releases import GENERATOR, circulated, confirmed

CHILD = GENERATOR.missing("TN", START.date(), child=True)


def told(world: World) -> list[str]:
    """The tasks of the bureau about the authority's decision."""
    every = lists.tasks(world["EG"], world.actor("EG", "bureau"))
    return sorted(one.code for one in every if one.code.startswith("child."))


@pytest.mark.parametrize("settled", ["release", "withhold"])
def test_the_clock_runs_from_the_stop_until_the_bureau_says_what_becomes_of_it(world: World, settled: str) -> None:
    alert = circulated(world, "missing_child", CHILD)
    held, officer = text(world.clock.now()), world.actor("EG", "border")
    hit = stopped_on(world["EG"], officer, alert, held, held)
    world.clock.forward(hours=2)
    world.settle()
    assert told(world) == [], "nobody was confirmed yet"
    hit = hits.confirm(world["EG"], officer, hit.id, "document")
    assert told(world) == [DECIDES]
    assert due_of(world["EG"], hit) == "2026-11-22T20:00:00.000Z"
    world.clock.forward(hours=10, milliseconds=-1)
    world.settle()
    assert told(world) == [DECIDES]
    world.clock.forward(milliseconds=1)
    for _ in range(2):
        world.settle()
        assert told(world) == [DECIDES, OVERDUE]
    if settled == "release":
        hits.release(world["EG"], world.actor("EG", "bureau"), hit.id, "found_safe")
    else:
        hits.withhold(world["EG"], world.actor("EG", "bureau"), hit.id, "protected_person")
    world.settle()
    assert told(world) == []


def test_what_is_settled_in_time_is_never_overdue_and_an_adult_decides_for_himself(world: World) -> None:
    child = confirmed(world, circulated(world, "missing_child", CHILD))
    hits.release(world["EG"], world.actor("EG", "bureau"), child.id, "found_safe")
    wanted = confirmed(world, acts.circulated(world))
    world.clock.forward(days=2)
    world.settle()
    assert (told(world), due_of(world["EG"], wanted)) == ([], "")
