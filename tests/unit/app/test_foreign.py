"""Another state's alert is opened by whoever met it: a check, a hit or a case, and no id alone."""

from __future__ import annotations

import pytest

from mithaq.app import lists
from mithaq.app.border import Check, check
from mithaq.app.node import Actor
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import NotFound
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World

NAME = acts.person("TN").identity.primary.full


def opens(world: World, alert: str, actor: Actor, code: str = "EG") -> bool:
    try:
        return lists.alert_page(world[code], actor, alert).content is not None
    except NotFound:
        return False


@pytest.fixture
def alert(world: World) -> str:
    return acts.circulated(world)


def test_an_id_alone_opens_nothing(world: World, alert: str) -> None:
    assert not opens(world, alert, world.actor("EG", "bureau"))
    with pytest.raises(NotFound):
        lists.photo(world["EG"], world.actor("EG", "prosecutor"), alert)
    with pytest.raises(NotFound):
        lists.review_page(world["EG"], world.actor("EG", "judge"), alert)


def test_its_owner_its_reviewers_and_the_commission_open_it(world: World, alert: str) -> None:
    assert opens(world, alert, world.actor("TN", "bureau"), "TN")
    assert opens(world, alert, world.actor("GS", "reviewer"), "GS")
    assert opens(world, alert, world.actor("OC", "commissioner"), "OC")


def test_the_officer_whose_check_met_it_opens_it_for_a_shift(world: World, alert: str) -> None:
    officer, colleague = world.actor("EG", "bureau"), world.actor("EG", "bureau", 2)
    check(world["EG"], officer, Check("border", name=NAME))
    assert opens(world, alert, officer)
    assert not opens(world, alert, colleague)
    world.clock.forward(hours=12, seconds=1)
    assert not opens(world, alert, officer)


def test_the_next_person_who_is_met_takes_the_place_of_the_last(world: World, alert: str) -> None:
    other = acts.circulated(world, content=acts.person("TN", 2))
    officer = world.actor("EG", "bureau")
    for number in (1, 2):
        check(world["EG"], officer, Check("border", name=acts.person("TN", number).identity.primary.full))
    assert (opens(world, alert, officer), opens(world, other, officer)) == (False, True)


def test_a_hit_opens_it_for_the_state_that_made_it(world: World, alert: str) -> None:
    now = text(world.clock.now())
    stopped_on(world["EG"], world.actor("EG", "border"), alert, now, now)
    assert opens(world, alert, world.actor("EG", "prosecutor"))
    assert not opens(world, alert, world.actor("JO", "prosecutor"), "JO")


def test_a_case_opens_it_for_its_parties(world: World, alert: str) -> None:
    acts.case_until(world, CaseState.REQUESTED, alert=alert)
    assert opens(world, alert, world.actor("EG", "judge"))
    assert not opens(world, alert, world.actor("JO", "judge"), "JO")
