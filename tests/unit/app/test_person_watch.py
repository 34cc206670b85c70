"""What becomes of a person in one case is told in the other cases on him: to the prosecutor, and to every counsel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import lists
from mithaq.app.alarms import CUSTODY
from mithaq.app.node import Actor
from mithaq.app.person_follow import GONE, TO_RANK
from mithaq.domain.case.states import CaseState
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, person
from mithaq.testing.world import World
from tests.unit.app.test_competing import of, told
from tests.unit.app.test_counsel import named
from tests.unit.app.test_whereabouts import GONE as WAYS
from tests.unit.app.test_whereabouts import Both, both, decided, placed, ranked

__all__ = ["both"]


def asked(case: CaseActs, code: str, who: Actor | None = None) -> int:
    """How many tasks of this code wait in the case for Egypt's prosecutor, or for this officer."""
    reader = who or case.world.actor("EG", "prosecutor")
    return [one.code for one in lists.tasks(case.world["EG"], reader) if one.subject == case.id].count(code)


@pytest.fixture
def wide() -> Iterator[World]:
    """Three states that may ask Egypt."""
    found = World(12, ("TN", "JO", "SA", "EG", "GS", "OC"))
    yield found
    found.close()


def test_whoever_admits_a_competing_request_is_to_rank_them_all(wide: World) -> None:
    first, second = told(wide, "TN", person("TN")), told(wide, "JO", of("JO", person("TN")))
    first.admit()
    second.admit()
    assert (asked(first, TO_RANK), asked(second, TO_RANK)) == (1, 1)
    placed(second, 1)
    assert (asked(first, TO_RANK), asked(second, TO_RANK)) == (1, 0)
    placed(first, 2)
    assert (asked(first, TO_RANK), asked(second, TO_RANK)) == (0, 0)
    third = told(wide, "SA", of("SA", person("TN")))
    third.admit()
    assert [asked(one, TO_RANK) for one in (first, second, third)] == [1, 1, 1]
    first.withdraw()
    assert [asked(one, TO_RANK) for one in (first, second, third)] == [0, 1, 1]


def test_nobody_ranks_one_request_alone_or_those_for_others(world: World) -> None:
    alone, other = acts.case_until(world, CaseState.INFORMED), told(world, "JO", person("JO"))
    other.admit()
    assert (asked(alone, TO_RANK), asked(other, TO_RANK)) == (0, 0)


@pytest.mark.parametrize("how", WAYS)
def test_the_other_case_is_to_be_answered_and_its_counsel_hears(world: World, both: Both, how: str) -> None:
    first, second = both
    who = named(world, second)
    assert asked(second, CUSTODY, who) == 0
    WAYS[how](first, second)
    assert (asked(second, GONE), asked(second, CUSTODY, who)) == (1, 1)
    assert asked(first, GONE) == 0
    world.settle()
    assert (asked(second, GONE), asked(second, CUSTODY, who)) == (1, 1)
    second.withdraw()
    assert asked(second, GONE) == 1
    second.release()
    assert asked(second, GONE) == 0


def test_what_was_asked_is_done_with_once_he_is_held_again(world: World, both: Both) -> None:
    first, second = both
    first.escape()
    assert asked(second, GONE) == 1
    world.clock.forward(days=1)
    second.escape()
    second.arrest()
    assert asked(second, GONE) == 0


def test_a_request_admitted_for_whom_nobody_has_here_says_so(world: World) -> None:
    acts.case_until(world, CaseState.LENT)
    second = told(world, "JO", of("JO", person("TN")))
    assert asked(second, GONE) == 0
    second.admit()
    assert asked(second, GONE) == 1


def test_neither_requester_is_told_anything(world: World, both: Both) -> None:
    first, second = both
    decided(first)
    ranked(first, second)
    first.date()
    first.surrender()
    for code in ("TN", "JO"):
        for role in ("prosecutor", "bureau"):
            found = {one.code for one in lists.tasks(world[code], world.actor(code, role))}
            assert not found & {GONE, TO_RANK, CUSTODY}


def test_counsel_hears_that_the_title_of_the_detention_changed(world: World) -> None:
    case = acts.case_until(world, CaseState.FINAL)
    who = named(world, case)
    case.postpone()
    assert asked(case, CUSTODY, who) == 1
    world.clock.forward(days=1)
    case.act("EG", "prosecutor", "postponement.ended", {"ended_at": case.now})
    assert asked(case, CUSTODY, who) == 2


def test_whoever_was_lent_and_is_not_back_is_alarmed_about(world: World) -> None:
    case = acts.case_until(world, CaseState.LENT)
    who = named(world, case)
    told_to = [("TN", "prosecutor"), ("EG", "prosecutor"), ("OC", "commissioner")]
    world.clock.forward(hours=15)
    world.settle()
    assert [_alarms(world, code, role) for code, role in told_to] == [0, 0, 0]
    world.clock.forward(hours=6)  # the day agreed ended at 22:00 UTC
    world.settle()
    assert [_alarms(world, code, role) for code, role in told_to] == [1, 1, 1]
    assert asked(case, "return.missing", who) == 1
    case.act("TN", "bureau", "person.returned", {"returned_at": case.now})
    case.act("EG", "bureau", "person.return_received", {"received_at": case.now})
    assert [_alarms(world, code, role) for code, role in told_to] == [0, 0, 0]
    assert asked(case, "return.missing", who) == 0


def _alarms(world: World, code: str, role: str) -> int:
    return [one.code for one in lists.tasks(world[code], world.actor(code, role))].count("return.missing")
