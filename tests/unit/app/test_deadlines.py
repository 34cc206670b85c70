from __future__ import annotations

import pytest

from mithaq.app import deadlines
from mithaq.app.deadlines import OwedReleases, board, owed
from mithaq.app.ports.rows import OfficerRow
from mithaq.app.watch import tick
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.errors import Forbidden
from mithaq.domain.instant import parse
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, case_until
from mithaq.testing.world import World
from tests.unit.app.test_watch import case_at, until

NONE = OwedReleases()


def custody(world: World) -> CaseActs:
    return case_until(world, CaseState.INFORMED)


def test_the_board_shows_running_clocks_soonest_first_in_both_calendars(world: World) -> None:
    case = custody(world)
    lines = board(world["TN"], world.actor("TN", "bureau"))
    assert [line.clock.clock for line in lines if line.clock] == [Clock.DOCUMENT, Clock.DETENTION]
    first = lines[0]
    assert (first.case, first.requesting, first.requested, first.state) == (case.id, "TN", "EG", "informed")
    # the clock ends at a midnight of Cairo, which is two hours ahead of UTC in December
    assert first.due_at == "2026-12-21T22:00:00.000Z"
    assert first.due_local == "2026-12-22T00:00:00+02:00"
    assert first.due_hijri == (1448, 7, 13)
    assert first.seconds_left == (parse(first.due_at) - world.clock.now()).total_seconds()


@pytest.mark.parametrize(
    ("member", "role", "side", "count"),
    [
        ("TN", "bureau", "", 2), ("TN", "bureau", "mine", 0), ("TN", "bureau", "theirs", 2),
        ("EG", "prosecutor", "mine", 2), ("EG", "judge", "theirs", 0),
        ("JO", "bureau", "", 0), ("OC", "commissioner", "", 2),
    ],
)  # fmt: skip
def test_each_side_sees_its_own_and_others_nothing(world: World, member: str, role: str, side: str, count: int) -> None:
    custody(world)
    assert len(board(world[member], world.actor(member, role), side)) == count  # type: ignore[arg-type]  # one of Side


def test_what_ends_soon_and_pages(world: World) -> None:
    custody(world)
    bureau = world.actor("TN", "bureau")
    (line,) = board(world["TN"], bureau, limit=1)
    assert board(world["TN"], bureau, within_hours=48) == []
    until(world, parse(line.due_at))
    assert [one.case for one in board(world["TN"], bureau, within_hours=1)] == [line.case]
    assert [one.clock.clock for one in board(world["TN"], bureau, limit=1, offset=1) if one.clock] == [Clock.DETENTION]


def test_a_border_officer_and_a_reviewer_see_no_board(world: World) -> None:
    for member, role in (("TN", "border"), ("GS", "reviewer")):
        with pytest.raises(Forbidden):
            board(world[member], world.actor(member, role))


def test_a_release_that_is_owed_stands_first_signed_or_not(world: World) -> None:
    case = custody(world)
    due = min(run.due_at for run in case_at(world, "TN", case.id).clocks)
    assert owed(world["TN"], world.actor("TN", "bureau")) == NONE
    world.net.cut("EG", world.nodes)
    until(world, parse(due))
    for _ in range(2):
        for code in ("TN", "EG", "OC"):
            (one,) = owed(world[code], world.actor(code, "bureau")).shown
            assert (one.case, one.requested, one.since) == (case.id, "EG", due)
        assert [owed(world[code], world.actor(code, "bureau")) for code in ("JO", "GS")] == [NONE, NONE]
        first = board(world["TN"], world.actor("TN", "bureau"))[0]
        assert (first.release_due, first.due_at, first.state) == (True, due, "release_due")
        tick(world["EG"])
        world.net.heal()
        world.settle()
    case.release()
    assert owed(world["EG"], world.actor("EG", "bureau")) == NONE
    assert board(world["EG"], world.actor("EG", "prosecutor")) == []


def test_counsel_sees_the_clocks_of_his_own_case_alone(world: World) -> None:
    told = case_until(world, CaseState.INFORMED)
    node, who = world["EG"], world.actor("EG", "counsel")
    row = OfficerRow(who.id, who.login, "ا", "A", "counsel", who.post, who.authority, "", "active", "")
    with node.write() as tx:
        tx.store.desk.put_officer(row)
    assert board(node, who) == []
    told.act("EG", "prosecutor", "counsel.named", {"counsel": who.id})
    assert {line.case for line in board(node, who)} == {told.id}
    assert board(node, who, offset=9) == []
    told.withdraw()
    assert [one.case for one in owed(node, who).shown] == [told.id]
    assert owed(node, world.actor("EG", "counsel", 2)) == NONE


@pytest.mark.parametrize("most", [1, 2, 3])
def test_what_is_not_shown_is_counted(world: World, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    people = (acts.person("TN", number) for number in (1, 2, 3))
    first, second, third = (case_until(world, CaseState.INFORMED, content=one) for one in people)
    for case in (first, second, third):
        case.withdraw()
    monkeypatch.setattr(deadlines, "MOST_OWED", most)
    for code in ("TN", "EG", "OC"):
        found = owed(world[code], world.actor(code, "bureau"))
        assert len(found.shown) == most
        assert found.more == 3 - most
        assert {one.case for one in found.shown} <= {first.id, second.id, third.id}
