"""Two states are asked in parallel and both admit: what the person serves in the one is counted in the other."""

from __future__ import annotations

import pytest

from mithaq.app import alert_reading, case_reading, cases, lists
from mithaq.app.custody_elsewhere import await_content, is_pending
from mithaq.app.earlier import earlier_of
from mithaq.app.elsewhere import affected
from mithaq.domain.case.case import DAY, Case
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.errors import Refusal
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, person
from mithaq.testing.world import World
from tests.unit.app.test_earlier import like

NODES = ("TN", "EG", "JO", "GS", "OC")
WHY = Note("another act, at another place: the two files were compared")


@pytest.fixture
def world() -> World:
    return World(seed=1, nodes=NODES)


def both(world: World, *, other_act: bool = False) -> tuple[CaseActs, CaseActs]:
    """TN has asked Egypt and Jordan, on one alert or on two, and both have admitted."""
    first = CaseActs(world, acts.circulated(world, "TN"))
    content = like(first.content, other_act=True) if other_act else first.content
    alert = acts.circulated(world, "TN", content) if other_act else first.alert
    second = CaseActs(world, alert, "TN", "JO", content)
    for told in (first, second):
        admit(told)
    return first, second


def admit(told: CaseActs) -> None:
    """Admitted without an answer to whether another case is about other facts."""
    page = cases.read(told.world[told.requested], told.world.actor(told.requested, "prosecutor"), told.id)
    decided = [one.test for one in page.findings if one.result == "arguable" and one.test != "earlier_detention"]
    told.act(told.requested, "prosecutor", "detention.admitted", {"decided": decided})


def hold(told: CaseActs, days: float) -> None:
    """Arrested now, and let go with measures so many days later."""
    told.arrest()
    told.world.clock.forward(days=days)
    told.world.settle()
    told.act(told.requested, "bureau", "person.released", {"released_at": told.now, "ground": "with_measures"})


def seen(told: CaseActs, member: str = "") -> Case:
    with told.world[member or told.requested].store.read() as reader:
        case = case_reading.load(reader, told.id)
    assert case is not None
    return case


def refusal(told: CaseActs, note: Note | None = None) -> str:
    """The code with which the arrest is refused; empty if it is not."""
    body = {"held_from": told.now, "arrested_at": told.now}
    try:
        told.act(told.requested, "bureau", "person.arrested", body, note)
    except Refusal as refusal:
        return refusal.code
    return ""


def order(told: CaseActs) -> None:
    told.lodge()
    told.act(told.requested, "judge", "rearrest.ordered", {"ordered_at": told.now}, acts.reasons())


def tasks(told: CaseActs, member: str, role: str = "prosecutor") -> set[str]:
    who = told.world.actor(member, role)
    return {task.code for task in lists.tasks(told.world[member], who) if task.subject == told.id}


def test_what_was_served_in_the_one_counts_in_the_other(world: World) -> None:
    first, second = both(world)
    hold(first, 20)
    for node in NODES:
        assert seen(second, node).held_elsewhere // DAY == 20
    assert "detention.counted" in tasks(second, "JO")
    assert "detention.counted" in tasks(second, "TN", "bureau")
    assert seen(first).held_elsewhere == 0
    assert refusal(second) == "rearrest.not_ordered"
    order(second)
    assert refusal(second) == ""
    world.clock.forward(days=41)
    world.settle()
    assert (seen(second).state, seen(second).release_reason) == (CaseState.RELEASE_DUE, "lapsed")
    assert "release.due" in tasks(second, "TN")
    assert world.agree()


def test_an_arrest_that_happened_all_the_same_frees_at_once(world: World) -> None:
    first, second = both(world)
    hold(first, 20)
    assert refusal(second, WHY) == ""
    case = seen(second, "OC")
    assert (case.state, case.release_reason) == (CaseState.RELEASE_DUE, "not_ordered")
    assert [mark.code for mark in case.breaches] == ["arrest_without_order"]
    for member in ("TN", "JO"):
        assert "release.due" in tasks(second, member)
    assert world.agree()


def test_what_is_not_stated_as_released_yet_counts_up_to_the_arrest(world: World) -> None:
    first, second = both(world)
    first.arrest()
    world.clock.forward(days=12)
    world.settle()
    assert refusal(second) == "rearrest.not_ordered"
    order(second)
    assert refusal(second) == ""
    assert seen(second).held_elsewhere // DAY == 12


def test_what_becomes_known_during_the_hold_shortens_it(world: World) -> None:
    first, second = both(world)
    world.net.cut("JO", world.nodes)
    hold(first, 20)
    second.arrest()
    before = {run.clock: run.due_at for run in seen(second).clocks}
    assert seen(second).held_elsewhere == 0
    world.clock.forward(days=2)
    world.net.heal()
    world.settle()
    after = {run.clock: run.due_at for run in seen(second).clocks}
    assert seen(second).held_elsewhere // DAY == 20
    assert after[Clock.DETENTION] < before[Clock.DETENTION]
    assert seen(second).state == CaseState.ARRESTED
    world.clock.forward(days=9)
    world.settle()
    assert seen(second, "TN").state == CaseState.RELEASE_DUE
    assert world.agree()


def test_what_may_be_for_other_facts_is_put_to_a_prosecutor_who_finds_so_with_reasons(world: World) -> None:
    first, second = both(world, other_act=True)
    hold(first, 20)
    assert seen(second).held_elsewhere == 0
    assert "detention.uncounted" in tasks(second, "JO")
    page = cases.read(world["JO"], world.actor("JO", "prosecutor"), second.id)
    assert [one.id for one in page.beside.unsure] == [first.id]
    assert refusal(second) == "rearrest.not_ordered"  # until he has answered, it counts
    with pytest.raises(Refusal, match=r"admission\.reasons_missing"):
        second.act("JO", "prosecutor", "detention.counted", {"other_facts": True})
    second.act("JO", "prosecutor", "detention.counted", {"other_facts": True}, WHY)
    assert "detention.uncounted" not in tasks(second, "JO")
    assert refusal(second) == ""
    assert seen(second).held_before == 0


def test_or_counts_it(world: World) -> None:
    first, second = both(world, other_act=True)
    hold(first, 20)
    second.act("JO", "prosecutor", "detention.counted", {})
    assert seen(second, "TN").held_elsewhere // DAY == 20
    assert "detention.uncounted" not in tasks(second, "JO")


def test_what_he_answered_at_the_admission_he_is_not_asked_again(world: World) -> None:
    first = CaseActs(world, acts.circulated(world, "TN"))
    first.admit()
    hold(first, 3)
    content = like(first.content, other_act=True)
    second = CaseActs(world, acts.circulated(world, "TN", content), "TN", "JO", content)
    page = cases.read(world["JO"], world.actor("JO", "prosecutor"), second.id)
    decided = [one.test for one in page.findings if one.result == "arguable"]
    assert "earlier_detention" in decided
    second.act("JO", "prosecutor", "detention.admitted", {"decided": decided}, WHY)
    assert refusal(second) == ""
    assert seen(second).held_before == 0


def test_a_restarted_node_still_looks_at_what_came_before(world: World) -> None:
    first, second = both(world)
    world.net.cut("JO", world.nodes)
    hold(first, 5)
    world.net.heal()
    world.restart("JO")
    world.settle()
    assert seen(second).held_elsewhere // DAY == 5


def test_a_case_whose_alert_is_not_here_yet_is_looked_at_when_it_arrives(world: World) -> None:
    first, second = both(world, other_act=True)
    hold(first, 5)
    with world["JO"].write() as tx:
        alert = alert_reading.load(tx.store, first.alert)
        assert alert is not None
        assert alert.in_force is not None
        hash = alert.in_force.payload
        payload = tx.store.payloads.get(hash, first.alert)
        assert payload is not None
        await_content(tx.store, seen(first))
        assert not is_pending(tx.store)
        tx.projection.arrived(hash, payload, first.alert, "")
        assert is_pending(tx.store)
        assert [one.id for one in affected(tx.store, "JO", second.now, world["JO"].scales)] == [second.id]


def test_another_person_of_the_same_state_bears_on_nothing(world: World) -> None:
    first, _ = both(world)
    other = CaseActs(world, acts.circulated(world, "TN", person("TN", 2)), "TN", "JO", person("TN", 2))
    other.admit()
    hold(first, 20)
    assert seen(other).held_elsewhere == 0
    with world["JO"].store.read() as reader:
        assert earlier_of(reader, seen(other), other.now, world["JO"].scales).same == ()
    assert refusal(other) == ""
