"""Two states ask for one person: he is handed to the one whose turn it is, and to nobody once he is not here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mithaq.app.case_reading import load
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Refusal
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, person
from mithaq.testing.world import World
from tests.unit.app.test_competing import of, told

Both = tuple[CaseActs, CaseActs]


@pytest.fixture
def both(world: World) -> Both:
    """TN and JO ask EG for the same person, and he is held and was told his rights in both cases."""
    found = told(world, "TN", person("TN")), told(world, "JO", of("JO", person("TN")))
    for step in (CaseActs.admit, CaseActs.arrest, CaseActs.inform):
        for case in found:
            step(case)
    return found


def decided(*cases: CaseActs) -> None:
    for case in cases:
        case.grant()
        case.waive()


def ranked(*cases: CaseActs) -> None:
    """In this order, the first one first."""
    for place, case in enumerate(cases, 1):
        placed(case, place)


def placed(case: CaseActs, place: int) -> None:
    body = {"place": place, "among": 2, "reasons": ["first"]}
    case.act("EG", "judge", "requests.ranked", body, acts.reasons())


def refused(step: Callable[[], object], code: str, other: CaseActs) -> None:
    """The step is refused with this code, and the refusal names the other case."""
    with pytest.raises(Refusal) as problem:
        step()
    assert (problem.value.code, problem.value.where) == (code, other.id)


def test_no_date_before_the_requests_are_ranked(both: Both) -> None:
    first, second = both
    decided(first, second)
    refused(first.date, "requests.unranked", second)
    refused(second.date, "requests.unranked", first)
    ranked(first, second)
    first.date()
    assert (first.state, second.state) == (CaseState.DATED, CaseState.FINAL)


def test_nor_while_two_stand_level_or_another_date_stands(both: Both) -> None:
    first, second = both
    decided(first, second)
    ranked(first, second)
    placed(second, 1)  # the second is put first, and the first left where it was
    refused(second.date, "requests.unranked", first)
    placed(first, 2)
    second.date()
    placed(first, 1)
    refused(first.date, "requests.other_dated", second)


def test_a_request_that_is_over_stands_in_nobodys_way(both: Both) -> None:
    first, second = both
    decided(first)
    second.withdraw()
    first.date()
    assert first.state == CaseState.DATED


def lent(case: CaseActs, other: CaseActs) -> None:
    decided(case)
    case.postpone()
    ranked(case, other)
    case.lend()


def handed(case: CaseActs, other: CaseActs) -> None:
    decided(case)
    ranked(case, other)
    case.date()
    case.surrender()


GONE: dict[str, Callable[[CaseActs, CaseActs], None]] = {
    "surrendered": handed,
    "lent": lent,
    "escaped": lambda case, other: case.escape(),
    "removed": lambda case, other: case.remove(),
    "died": lambda case, other: case.die(),
}


@pytest.mark.parametrize("how", GONE)
def test_whoever_is_gone_in_one_case_is_handed_over_in_no_other(both: Both, how: str) -> None:
    first, second = both
    decided(second)
    GONE[how](first, second)
    placed(second, 1)
    refused(second.date, "person.not_here", first)
    refused(second.surrender, "person.not_here", first)
    assert second.state == CaseState.FINAL


@pytest.mark.parametrize("how", ["surrendered", "lent"])
def test_nor_is_he_lent_in_the_other(both: Both, how: str) -> None:
    first, second = both
    decided(second)
    second.postpone()
    GONE[how](first, second)
    refused(second.lend, "person.not_here", first)
    refused(lambda: second.act("EG", "bureau", "person.lent", {"lent_at": second.now}), "person.not_here", first)


def test_whom_nobody_has_here_nobody_arrests_but_what_happened_is_stated(world: World) -> None:
    """Jordan's request comes when he has been handed to Tunisia. An arrest takes a note; after it he is here."""
    first = acts.case_until(world, CaseState.SURRENDERED)
    second = told(world, "JO", of("JO", person("TN")))
    second.admit()
    world.clock.forward(days=1)
    refused(second.arrest, "person.not_here", first)
    body = {"held_from": second.now, "arrested_at": second.now}
    second.act("EG", "bureau", "person.arrested", body, Note("he came back by sea and was met in the port"))
    second.inform()
    decided(second)
    second.date()
    assert second.state == CaseState.DATED


def test_an_arrest_from_before_he_was_gone_is_stated_without_one(both: Both) -> None:
    first, second = both
    before = second.now
    first.world.clock.forward(hours=2)
    handed(first, second)
    second.act("EG", "bureau", "person.arrested", {"held_from": before, "arrested_at": before})
    assert second.state == CaseState.INFORMED


def test_whoever_fled_is_arrested_on_either_request(both: Both) -> None:
    first, second = both
    second.escape()
    first.escape()
    first.world.clock.forward(days=1)
    second.arrest()
    second.inform()
    decided(second)
    second.date()
    assert (first.state, second.state) == (CaseState.ESCAPED, CaseState.DATED)


def test_whoever_is_found_again_is_here_also_in_a_case_that_never_missed_him(both: Both) -> None:
    first, second = both
    first.escape()
    first.world.clock.forward(hours=1)
    second.arrest()
    first.act("TN", "prosecutor", "request.withdrawn", {}, Note("synthetic"))
    decided(second)
    second.date()
    assert second.state == CaseState.DATED


def test_whoever_was_removed_and_is_met_again_is_here_by_a_noted_arrest(both: Both) -> None:
    first, second = both
    first.remove()
    first.world.clock.forward(hours=1)
    at = {"held_from": second.now, "arrested_at": second.now}
    refused(lambda: second.act("EG", "bureau", "person.arrested", at), "person.not_here", first)
    second.act("EG", "bureau", "person.arrested", at, Note("synthetic: he came back over the land border"))
    decided(second)
    second.date()
    assert second.state == CaseState.DATED


def test_whoever_was_lent_and_came_back_is_here_again(both: Both) -> None:
    first, second = both
    decided(second)
    lent(first, second)
    first.act("TN", "bureau", "person.returned", {"returned_at": first.now})
    first.act("EG", "bureau", "person.return_received", {"received_at": first.now})
    ranked(second, first)
    second.date()
    with first.world["EG"].store.read() as reader:
        case = load(reader, second.id)
    assert case is not None
    assert case.state == CaseState.DATED


def test_another_person_is_not_meant(world: World) -> None:
    acts.case_until(world, CaseState.SURRENDERED)
    other = acts.case_until(world, CaseState.DATED, "JO")
    assert other.state == CaseState.DATED
