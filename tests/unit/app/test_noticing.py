"""Both sides are warned, each by its own node, once; what is over is nobody's task any more."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec import structs

from mithaq.app.agenda import BUILT
from mithaq.app.fsck import fsck
from mithaq.app.noticing import keep_deadlines, notice
from mithaq.app.ports.faults import StoreFault
from mithaq.app.ports.rows import TaskRow
from mithaq.app.watch import tick
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.instant import parse, text
from mithaq.domain.law import Law
from mithaq.testing.acts import CaseActs, case_until
from mithaq.testing.world import World
from tests.unit.app.test_watch import case_at, until

HOUR = timedelta(hours=1)
PARTIES = (("TN", "bureau"), ("EG", "prosecutor"))


def tasks(world: World, code: str, role: str) -> list[TaskRow]:
    """What waits at this member for this role because of a deadline."""
    with world[code].store.read() as reader:
        return [task for task in reader.desk.tasks(role) if task.id.startswith("t-due-")]


def codes(world: World, code: str, role: str) -> list[str]:
    return [task.code for task in tasks(world, code, role)]


def held(world: World) -> tuple[CaseActs, datetime, datetime]:
    """A case in custody: when it began, and when the document is due."""
    case = case_until(world, CaseState.INFORMED)
    (run,) = [run for run in case_at(world, "EG", case.id).clocks if run.clock == Clock.DOCUMENT]
    return case, parse(run.started_at), parse(run.due_at)


def test_both_sides_are_warned_at_each_instant_and_each_only_once(world: World) -> None:
    case, began, due = held(world)
    steps = [
        (began + (due - began) / 2, "half"), (due - 168 * HOUR, "days_7"), (due - 48 * HOUR, "hours_48"),
        (due - 12 * HOUR, "hours_12"),
    ]  # fmt: skip
    for at, warning in steps:
        until(world, at - timedelta(milliseconds=1))
        before = [codes(world, *party) for party in PARTIES]
        world.settle()
        assert [codes(world, *party) for party in PARTIES] == before, "a millisecond before nothing is new"
        until(world, at)
        for _ in range(2):
            world.settle()
            for party in PARTIES:
                assert f"warn.{warning}.document" in codes(world, *party)
                assert len([one for one in codes(world, *party) if one.endswith(".document")]) == 1, (
                    "the last one stands"
                )
    assert {task.subject for task in tasks(world, "TN", "bureau")} == {case.id}
    assert tasks(world, "JO", "bureau") == []
    assert tasks(world, "OC", "commissioner") == []


def test_a_restart_repeats_and_loses_nothing(world: World) -> None:
    _, began, due = held(world)
    until(world, began + (due - began) / 2)
    world.settle()
    seen = tasks(world, "TN", "bureau")
    world.restart("TN")
    assert notice(world["TN"]) == 0
    assert tasks(world, "TN", "bureau") == seen
    world.restart("EG")
    until(world, due - 168 * HOUR)
    world.settle()
    assert "warn.days_7.document" in codes(world, "EG", "prosecutor")


def test_a_disk_that_fails_warns_as_soon_as_it_is_well_again(world: World) -> None:
    _, began, due = held(world)
    until(world, began + (due - began) / 2)
    world.disks["TN"].fail("before_commit")
    with pytest.raises(StoreFault):
        notice(world["TN"])
    world.disks["TN"].repair()
    assert codes(world, "TN", "bureau") == []
    notice(world["TN"])
    assert "warn.half.document" in codes(world, "TN", "bureau")


def test_an_answer_ends_the_warning(world: World) -> None:
    case, began, due = held(world)
    until(world, began + (due - began) / 2)
    world.settle()
    assert "warn.half.document" in codes(world, "TN", "bureau")
    case.act("TN", "bureau", "continuation.requested")
    for party in PARTIES:
        assert not [one for one in codes(world, *party) if one.endswith(".document")]


def test_a_case_that_arrives_late_is_warned_of_once_and_with_the_last_word(world: World) -> None:
    case = case_until(world, CaseState.ADMITTED)
    world.net.cut("TN", world.nodes)
    case.arrest()
    (run,) = [run for run in case_at(world, "EG", case.id).clocks if run.clock == Clock.DOCUMENT]
    until(world, parse(run.due_at) - 47 * HOUR)
    world.net.heal()
    world.settle()
    assert [one for one in codes(world, "TN", "bureau") if one.endswith(".document")] == ["warn.hours_48.document"]


def test_a_release_that_is_due_is_everybodys_task_until_it_happened(world: World) -> None:
    case, _, due = held(world)
    until(world, due)
    world.settle()
    for party in ("TN", "EG"):
        assert codes(world, party, "prosecutor") == ["release.due"]
    assert not [one for one in codes(world, "TN", "bureau") if one.endswith(".document")]
    case.release()
    for party in ("TN", "EG"):
        assert codes(world, party, "prosecutor") == []


def test_where_the_custodian_is_silent_the_other_side_has_the_task_all_the_same(world: World) -> None:
    _, _, due = held(world)
    world.net.cut("EG", world.nodes)
    until(world, due)
    tick(world["TN"])
    assert codes(world, "TN", "prosecutor") == ["release.due"]
    until(world, due + 6 * HOUR)
    for code in ("TN", "OC"):
        tick(world[code])
    assert codes(world, "OC", "commissioner") == ["release.missing"]


def test_six_hours_after_it_was_due_the_commission_is_alarmed(world: World) -> None:
    case, _, due = held(world)
    until(world, due)
    world.settle()
    until(world, due + 6 * HOUR - timedelta(milliseconds=1))
    world.settle()
    assert codes(world, "OC", "commissioner") == []
    until(world, due + 6 * HOUR)
    world.settle()
    assert codes(world, "OC", "commissioner") == ["release.missing"]
    assert sorted(codes(world, "EG", "prosecutor")) == ["release.due", "release.missing"]
    case.release()
    assert codes(world, "OC", "commissioner") == []


def test_a_release_in_time_alarms_nobody(world: World) -> None:
    case, _, due = held(world)
    until(world, due)
    world.settle()
    case.release()
    until(world, due + 7 * HOUR)
    world.settle()
    assert codes(world, "OC", "commissioner") == []


def test_the_table_is_made_anew_for_another_law(world: World) -> None:
    held(world)
    with world["TN"].store.read() as reader:
        rows = reader.register.deadlines(("lapse",))
        assert rows
    with world["TN"].write() as tx:
        tx.store.desk.put_meta(BUILT, "of an earlier release")
        tx.store.register.put_deadlines(rows[0].subject, (), text(world.clock.now()))
    assert fsck(world["TN"]).sound, "until the node has run, what it has not made yet is no fault"
    keep_deadlines(world["TN"])
    with world["TN"].store.read() as reader:
        assert reader.register.deadlines(("lapse",)) == rows
    assert fsck(world["TN"]).sound


def test_a_changed_day_count_changes_the_clocks_that_run_already(world: World) -> None:
    """No code: the pack says 20 days instead of 30, every node is started again, and every node says the same."""
    case, _, due = held(world)
    tick_all(world)
    before = {code: world[code].law for code in world.nodes}
    shorter = with_days(world["EG"].law, "riyadh-1983", Clock.DOCUMENT, 20)
    for node in world.nodes.values():
        node.law = shorter
    assert all(fsck(node).sound for node in world.nodes.values()), "what waits for the first run is no fault"
    tick_all(world)
    assert all(fsck(node).sound for node in world.nodes.values())
    assert world.agree()
    for code in ("TN", "EG", "OC"):
        run = next(run for run in case_at(world, code, case.id).clocks if run.clock == Clock.DOCUMENT)
        assert parse(run.due_at) == due - timedelta(days=10)
        with world[code].store.read() as reader:
            assert run.due_at in {row.at for row in reader.register.deadlines(("lapse",))}
    for node in world.nodes.values():
        node.law = before[node.member]
    tick_all(world)
    assert parse(next(r for r in case_at(world, "EG", case.id).clocks if r.clock == Clock.DOCUMENT).due_at) == due


def tick_all(world: World) -> None:
    """Every node runs once."""
    for node in world.nodes.values():
        keep_deadlines(node)


def with_days(law: Law, instrument: str, clock: Clock, days: int) -> Law:
    """The law with another number in one pack."""
    pack = law.instruments[instrument]
    clocks = {**pack.clocks, clock: structs.replace(pack.clocks[clock], days=days)}
    return structs.replace(law, instruments={**law.instruments, instrument: structs.replace(pack, clocks=clocks)})


def test_fsck_finds_a_deadline_that_was_lost(world: World) -> None:
    case, _, _ = held(world)
    with world["EG"].write() as tx:
        tx.store.register.put_deadlines(case.id, (), text(world.clock.now()))
    found = {fault.code for fault in fsck(world["EG"]).faults}
    assert found == {"derived.missing"}
