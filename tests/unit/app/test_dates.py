"""Dates on which nobody's release hangs are warned of all the same, and stand on the deadline board."""

from __future__ import annotations

from datetime import timedelta

from mithaq.app.deadlines import board
from mithaq.app.ports.rows import OfficerRow
from mithaq.domain.case.dates import APPEAL, CURE, dates
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState
from mithaq.domain.instant import parse
from mithaq.testing.acts import CaseActs, case_until
from mithaq.testing.world import World
from tests.unit.app.test_noticing import codes
from tests.unit.app.test_watch import case_at, until

HOUR = timedelta(hours=1)


def due(world: World, told: CaseActs, clock: str) -> str:
    found = dates(case_at(world, told.requested, told.id), world.law)
    return next(run.due_at for run in found if run.clock == clock)


def of(world: World, member: str, role: str, clock: str) -> list[str]:
    return [code for code in codes(world, member, role) if code.endswith(f".{clock}")]


def test_both_sides_are_warned_before_the_day_to_complete_a_file_and_told_when_it_is_over(world: World) -> None:
    told = case_until(world, CaseState.INFORMED)
    day = (world.clock.now() + timedelta(days=20)).date().isoformat()
    told.act("EG", "prosecutor", "cure.asked", {"papers": ["evidence"], "by_day": day}, Note("synthetic words"))
    ends = parse(due(world, told, CURE))
    for before, warning in ((168, "days_7"), (48, "hours_48"), (12, "hours_12")):
        until(world, ends - before * HOUR)
        world.settle()
        for member, role in (("EG", "prosecutor"), ("TN", "bureau")):
            assert of(world, member, role, CURE) == [f"warn.{warning}.cure"]
    line = next(one for one in board(world["TN"], world.actor("TN", "bureau")) if one.what == CURE)
    assert (parse(line.due_at), line.seconds_left) == (ends, 12 * 3600)
    assert line.clock is not None
    assert (line.clock.article, line.clock.must_release) == ("45", False)
    until(world, ends)
    world.settle()
    assert of(world, "EG", "prosecutor", CURE) == ["end.cure"]
    assert told.state == CaseState.INFORMED, "nothing lapses with it"


def test_counsel_is_warned_of_the_time_to_appeal_and_no_more_once_he_has_appealed(world: World) -> None:
    told = case_until(world, CaseState.INFORMED, requested="JO")
    who = world.actor("JO", "counsel")
    with world["JO"].write() as tx:
        row = OfficerRow(who.id, who.login, "ا", "A", "counsel", who.post, who.authority, "", "active", "")
        tx.store.desk.put_officer(row)
    told.act("JO", "prosecutor", "counsel.named", {"counsel": who.id})
    told.grant()
    until(world, parse(due(world, told, APPEAL)) - 48 * HOUR)
    world.settle()
    for role in ("prosecutor", "counsel"):
        assert of(world, "JO", role, APPEAL) == ["warn.hours_48.appeal"]
    told.appeal()
    for role in ("prosecutor", "counsel"):
        assert of(world, "JO", role, APPEAL) == []
