"""A state that refused its own national and owes no prosecution: it says so, or the data of the case show it (Riyadh 39)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from mithaq.app import cases
from mithaq.app.deadlines import board
from mithaq.domain.case.dates import PROSECUTION
from mithaq.domain.case.papers import NotOwed
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.view import CaseView
from mithaq.domain.errors import Refusal
from mithaq.testing.acts import CaseActs, case_until, person
from mithaq.testing.world import World
from tests.unit.app.test_dates import of

SIDES = (("TN", "bureau"), ("EG", "prosecutor"))
EVERYBODY = (*SIDES, ("OC", "commissioner"))


def seen(world: World, told: CaseActs, member: str, role: str) -> CaseView:
    return cases.read(world[member], world.actor(member, role), told.id).view


def half_a_year(world: World) -> None:
    world.clock.forward(seconds=timedelta(days=181).total_seconds())
    world.settle()


def test_who_says_that_nothing_is_owed_is_not_silent_and_both_sides_see_why(world: World) -> None:
    told = case_until(world, CaseState.REFUSED)
    paper = NotOwed("synthetic", "1", "synthetic reasons", 24, 6)
    with pytest.raises(Refusal, match=r"prosecution\.owed"):
        told.act("EG", "prosecutor", "prosecution.not_owed", {}, structs.replace(paper, months_requested=12))
    told.act("EG", "prosecutor", "prosecution.not_owed", {}, paper)
    half_a_year(world)
    for member, role in EVERYBODY:
        view = seen(world, told, member, role)
        assert (view.prosecution_overdue, view.prosecution_free) == (False, "stated")
    for member, role in SIDES:
        assert not of(world, member, role, PROSECUTION)
        assert cases.read(world[member], world.actor(member, role), told.id).steps[-1].paper == paper
    assert world.agree()


@pytest.mark.parametrize("months", [6, 12, None])
def test_where_the_penalties_on_record_show_it_nobody_is_warned_of_a_silence(months: int | None) -> None:
    world = World(seed=39, nodes=("TN", "EG", "GS", "OC"))
    law = world.law
    offence = person("TN").offence.code
    row = structs.replace(law.penalties["EG", offence], minimum_months=None, maximum_months=months)
    law = structs.replace(law, penalties={**law.penalties, ("EG", offence): row})
    for node in world.nodes.values():
        node.law = law
    told = case_until(world, CaseState.REFUSED)
    waits = months != 6
    half_a_year(world)
    for member, role in EVERYBODY:
        view = seen(world, told, member, role)
        assert (view.prosecution_overdue, view.prosecution_free) == (waits, "" if waits else "shown"), member
    for member, role in SIDES:
        assert of(world, member, role, PROSECUTION) == (["end.prosecution"] if waits else [])
        lines = [line for line in board(world[member], world.actor(member, role)) if line.what == PROSECUTION]
        assert bool(lines) == waits
