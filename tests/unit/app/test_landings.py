"""An unscheduled landing: whose time counts, who else is on the way, who wants the person, and who is told."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from mithaq.app import case_reading, cases, lists
from mithaq.app.alarms import CUSTODY, RELEASE
from mithaq.domain.case.case import DAY, Case
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, case_until, person
from mithaq.testing.world import World
from tests.unit.app.test_counsel import named
from tests.unit.app.test_transits import Passage

NOTE = Note("another man of the same name: the fingerprints differ")


def surrendered(world: World, content: Wanted, days: int = 0) -> CaseActs:
    """Egypt has held that person for so many days and handed him over to TN."""
    told = CaseActs(world, acts.circulated(world, "TN", content), "TN", "EG", content)
    for step in (told.admit, told.arrest, told.inform):
        step()
    world.clock.forward(days=days)
    for step in (told.grant, told.waive, told.date, told.surrender):
        step()
    return told


def landed(main: CaseActs) -> Passage:
    told = Passage(main, "transit.notified")
    told.act("JO", "bureau", "landing.stated", {"landed_at": told.now})
    return told


def fold(told: CaseActs) -> Case:
    with told.world["JO"].store.read() as reader:
        case = case_reading.load(reader, told.id)
    assert case is not None
    return case


def test_two_strangers_who_land_have_nothing_to_do_with_each_other(world: World) -> None:
    first = landed(surrendered(world, person("TN")))
    second = landed(surrendered(world, person("TN", 2)))
    first.admit()
    first.arrest()
    world.clock.forward(hours=2)
    second.admit()
    assert fold(second).held_before == 0
    assert second.state == CaseState.ADMITTED
    with pytest.raises(Refusal, match=r"case\.another_open"):  # the same journey a second time is another matter
        landed(first.main).admit()


def test_who_flew_on_leaves_his_hours_to_nobody_else(world: World) -> None:
    first = landed(surrendered(world, person("TN")))
    world.clock.forward(hours=3)
    first.act("JO", "bureau", "transit.left", {"left_at": first.now})
    second = landed(surrendered(world, person("TN", 2)))
    second.admit()
    assert fold(second).held_before == 0


def test_days_held_in_the_main_case_shorten_the_clocks_after_a_landing(world: World) -> None:
    """No order is asked for, as nobody is arrested again: the surrender was granted, and goes on."""
    told = landed(surrendered(world, person("TN"), days=7))
    told.admit()
    world.clock.forward(hours=1)
    told.arrest()
    told.inform()
    assert fold(told).held_before == 7 * DAY
    world.clock.forward(days=22)
    world.settle()
    before = told.state
    world.clock.forward(days=1)
    world.settle()
    assert (before, told.state) == (CaseState.INFORMED, CaseState.RELEASE_DUE)
    page = cases.read(world["JO"], world.actor("JO", "prosecutor"), told.id)
    assert {run.clock: run.state for run in page.view.clocks}[Clock.DOCUMENT] == "over"


def test_days_held_on_the_way_are_shown_with_the_days_to_be_deducted(world: World) -> None:
    told = landed(surrendered(world, person("TN"), days=7))
    told.admit()
    told.arrest()
    told.inform()
    world.clock.forward(days=2)
    told.lodge()
    told.act("JO", "prosecutor", "transit.permitted")
    told.act("JO", "bureau", "transit.left", {"left_at": told.now})
    page = cases.read(world["TN"], world.actor("TN", "prosecutor"), told.main.id)
    assert [(one.id, one.own_seconds(told.now)) for one in page.passages] == [(told.id, 2 * DAY)]
    assert page.served_seconds == 9 * DAY
    assert page.view.held_seconds == 7 * DAY


def test_counsel_in_the_main_case_is_told_of_every_hold_on_the_way(world: World) -> None:
    main = case_until(world, CaseState.DATED)
    who = named(world, main)

    def told_of(code: str) -> int:
        waiting = lists.tasks(world["EG"], who)
        return sum(1 for task in waiting if task.code == code and task.subject == main.id)

    main.surrender()
    counts = [told_of(CUSTODY)]
    passage = landed(main)
    counts.append(told_of(CUSTODY))
    passage.admit()
    world.clock.forward(hours=1)
    passage.arrest()
    counts.append(told_of(CUSTODY))
    passage.inform()
    passage.lodge()
    passage.act("JO", "prosecutor", "transit.permitted")
    world.clock.forward(hours=1)
    passage.act("JO", "bureau", "transit.left", {"left_at": passage.now})
    counts.append(told_of(CUSTODY))
    assert counts == [1, 2, 3, 4]
    assert cases.read(world["EG"], who, main.id).passages[0].id == passage.id
    assert told_of(RELEASE) == 0


def test_counsel_is_told_of_a_release_that_is_due_on_the_way(world: World) -> None:
    main = case_until(world, CaseState.DATED)
    who = named(world, main)
    main.surrender()
    landed(main)
    world.clock.forward(hours=7)
    world.settle()
    assert RELEASE in {task.code for task in lists.tasks(world["EG"], who)}


@pytest.mark.parametrize("wants", ["alert", "case"])
def test_a_state_that_seems_to_want_the_person_permits_only_with_an_answer(world: World, wants: str) -> None:
    mine = structs.replace(person("JO"), identity=person("TN").identity)
    alert = acts.circulated(world, "JO", mine)
    main = case_until(world, CaseState.DATED)
    if wants == "case":
        CaseActs(world, alert, "JO", "EG", mine)
    told = Passage(main)
    told.lodge()
    found = {one.test: one.result for one in cases.read(world["JO"], world.actor("JO", "bureau"), told.id).findings}
    assert found["wanted_here"] == "arguable"
    seen = cases.read(world["TN"], world.actor("TN", "bureau"), told.id).findings
    assert "wanted_here" not in {one.test for one in seen}
    answers: tuple[tuple[dict[str, Any], Note | None, str], ...] = (
        ({}, None, "admissibility.arguable"),
        ({"decided": ["wanted_here"]}, None, "admission.reasons_missing"),
    )
    for body, note, code in answers:
        with pytest.raises(Refusal) as refused:
            told.act("JO", "prosecutor", "transit.permitted", body, note)
        assert (refused.value.code, refused.value.missing) == (code, ("wanted_here",))
    told.act("JO", "prosecutor", "transit.permitted", {"decided": ["wanted_here"]}, NOTE)
    assert told.state == CaseState.TRANSIT_PERMITTED


def test_whoever_lands_where_he_is_wanted_is_admitted_only_with_an_answer(world: World) -> None:
    mine = structs.replace(person("JO"), identity=person("TN").identity)
    acts.circulated(world, "JO", mine)
    told = landed(case_until(world, CaseState.SURRENDERED))
    with pytest.raises(Refusal, match=r"admission\.reasons_missing"):
        told.admit()
    page = cases.read(world["JO"], world.actor("JO", "prosecutor"), told.id)
    decided = [one.test for one in page.findings if one.result == "arguable"]
    told.act("JO", "prosecutor", "detention.admitted", {"decided": decided}, NOTE)
    assert told.state == CaseState.ADMITTED
