"""What waits to be circulated goes when its time is over: an urgent one at its end, any other by the house rule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import alerts, lists, reviews
from mithaq.app.fsck import fsck
from mithaq.app.own_say.pending import ENDS
from mithaq.domain.errors import Refusal
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import fold
from tests.unit.app.test_erase import holders, receipts

KEPT = 182  # days of the six months that the house rule names, from the start of a simulation, and one more
AHEAD = 30


@pytest.fixture
def told() -> Iterator[World]:
    world = World(41, ("TN", "EG", "GS", "OC"))
    yield world
    world.close()


def tasks(world: World) -> list[str]:
    return [task.subject for task in lists.tasks(world["TN"], world.actor("TN", "bureau")) if task.code == ENDS]


def gone(world: World, alert: str) -> None:
    """Nobody holds it, and each who did has signed."""
    assert holders(world, alert) == []
    assert sorted(event.member for event in receipts(world, alert)) == ["GS", "OC", "TN"]
    assert all(fsck(node).sound for node in world.nodes.values())
    assert world.agree()


@pytest.mark.parametrize("accepted", [False, True])
def test_an_urgent_alert_that_never_circulated_goes_after_72_hours(told: World, *, accepted: bool) -> None:
    alert = acts.approved(told, urgent=acts.URGENT)
    for number, nationality in acts.called(told, alert)[:1] if accepted else ():
        acts.accept(told, alert, number, nationality)
    told.answered(alert)
    assert fold(told, "TN", alert).state == ("reviewed" if accepted else "approved")
    told.clock.forward(hours=73)
    told.settle()
    gone(told, alert)
    with pytest.raises(Refusal):
        alerts.circulate(told["TN"], told.actor("TN", "bureau"), alert)


@pytest.mark.parametrize("stage", [acts.approved, acts.reviewed])
def test_what_was_approved_and_abandoned_goes_and_its_owner_was_warned(told: World, stage: object) -> None:
    alert = acts.approved(told) if stage is acts.approved else acts.reviewed(told)
    told.clock.forward(days=KEPT - AHEAD - 5)
    told.settle()
    assert tasks(told) == []
    told.clock.forward(days=10)
    told.settle()
    assert tasks(told) == [alert]
    assert holders(told, alert) == ["TN", "GS", "OC"]
    told.clock.forward(days=AHEAD)
    told.settle()
    assert tasks(told) == []
    gone(told, alert)
    with pytest.raises(Refusal):
        alerts.circulate(told["TN"], told.actor("TN", "bureau"), alert)


def test_a_draft_that_nobody_approved_goes_too(told: World) -> None:
    alert = acts.drafted(told)
    told.clock.forward(days=KEPT + 5)
    told.settle()
    assert holders(told, alert) == []


def test_what_circulates_closes_the_warning(told: World) -> None:
    alert = acts.reviewed(told)
    told.clock.forward(days=KEPT - 20)
    told.settle()
    assert tasks(told) == [alert]
    alerts.circulate(told["TN"], told.actor("TN", "bureau"), alert)
    told.clock.forward(days=1)
    told.settle()
    assert tasks(told) == []
    assert "TN" in holders(told, alert)


def test_a_refused_one_keeps_its_own_time(told: World) -> None:
    """Whoever meets the person again reads why it was refused."""
    alert = acts.approved(told)
    (first, nation), *_ = acts.called(told, alert)
    reviewer = told.actor("GS", "reviewer", first, nation)
    reviews.refuse(told["GS"], reviewer, alert, acts.newest(told, "GS", alert), "political_matter", "synthetic")
    told.settle()
    told.clock.forward(days=KEPT + 5)
    told.settle()
    assert "GS" in holders(told, alert)
