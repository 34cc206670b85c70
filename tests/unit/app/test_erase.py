from __future__ import annotations

import pytest

from mithaq.app import alerts
from mithaq.app.erase import erase_due
from mithaq.app.fsck import fsck
from mithaq.app.ports.faults import StoreFault
from mithaq.app.registry import event_of
from mithaq.domain.alert_events import ErasureConfirmed
from mithaq.domain.events import Event
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import ask, batch, fold


def receipts(world: World, subject: str) -> list[Event]:
    """Who signed that he erased."""
    with world["OC"].store.read() as reader:
        events = [event_of(stored.envelope) for stored in reader.journal.about(subject)]
    return [event for event in events if isinstance(event.body, ErasureConfirmed)]


def holders(world: World, subject: str) -> list[str]:
    """Who holds anything that it said."""
    found = []
    for code, node in world.nodes.items():
        with node.store.read() as reader:
            if reader.payloads.of(subject):
                found.append(code)
    return found


def test_after_its_time_every_holder_erases_and_signs(world: World) -> None:
    alert = acts.circulated(world)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    world.clock.forward(days=30, milliseconds=-1)
    world.settle()
    assert holders(world, alert) == list(world.nodes)
    assert receipts(world, alert) == []
    world.clock.forward(hours=1)
    world.settle()
    assert holders(world, alert) == []
    assert sorted(event.member for event in receipts(world, alert)) == sorted(world.nodes)
    assert set(fold(world, "TN", alert).receipts) == set(world.nodes)
    for node in world.nodes.values():
        assert fsck(node).sound
    assert world.agree()


def test_who_never_held_it_signs_nothing(world: World) -> None:
    alert = acts.approved(world)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "entered_in_error")
    world.clock.forward(days=31)
    world.settle()
    assert sorted(event.member for event in receipts(world, alert)) == ["GS", "OC", "TN"]


def test_a_withdrawn_item_goes_and_the_rest_of_its_batch_stays(world: World) -> None:
    drafted = batch(world, "1 TUN 11", "2 TUN 22")
    gone = next(iter(drafted.items))
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), drafted.subject, "recovered", [gone])
    world.settle()
    world.clock.forward(days=31)
    world.settle()
    for node in world.nodes.values():
        with node.store.read() as reader:
            held = [item for item in reader.payloads.of(drafted.subject).values() if item in drafted.items]
            assert held == [item for item in drafted.items if item != gone]
    assert {
        event.body.items for event in receipts(world, drafted.subject) if isinstance(event.body, ErasureConfirmed)
    } == {(gone,)}
    assert sum(bool(ask(world, "EG", plate=plate).candidates) for plate in ("1 TUN 11", "2 TUN 22")) == 1


def test_cut_off_after_the_erasure_the_receipt_is_signed_at_the_next_look(world: World) -> None:
    """The bytes are gone, the signature is owed, the process dies: what is owed is written down with the erasure."""
    alert = acts.circulated(world)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    world.clock.forward(days=30)
    world.disks["EG"].fail("append")
    with pytest.raises(StoreFault):
        erase_due(world["EG"])
    assert "EG" not in holders(world, alert)
    node = world.restart("EG")
    assert erase_due(node) == 1
    assert erase_due(node) == 0
    world.settle()
    assert [event.member for event in receipts(world, alert)].count("EG") == 1


def test_what_was_erased_does_not_come_back(world: World) -> None:
    """A node that was cut off all the time still serves; nobody asks, and nobody takes."""
    alert = acts.circulated(world)
    world.net.cut("JO", world.nodes)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    world.clock.forward(days=31)
    world.settle()
    assert holders(world, alert) == ["JO"]
    assert ask(world, "JO", name="محمد عبد القادر", birth="1979-04-12").candidates != ()
    world.net.heal()
    world.settle()
    world.clock.forward(hours=1)
    world.settle()
    assert holders(world, alert) == []
    assert sorted(event.member for event in receipts(world, alert)) == sorted(world.nodes)


def test_what_was_erased_here_is_not_asked_for_again(world: World) -> None:
    """The commission hears of a review and of the erasure in one breath: nobody has what the reviewer looked at any more."""
    alert = acts.approved(world, urgent=acts.URGENT)
    (number, nationality) = acts.called(world, alert)[0]
    world.net.cut("OC", world.nodes)
    acts.accept(world, alert, number, nationality)
    world.clock.forward(days=10)
    world.settle()
    world.net.heal()
    world.settle()
    assert (holders(world, alert), len(receipts(world, alert))) == ([], 3)
    for node in world.nodes.values():
        with node.store.read() as reader:
            assert reader.payloads.wanted(9) == []
