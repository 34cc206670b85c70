"""A bar made when other alerts on the person are on their way, or in force: a commissioner looks at them, too."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, reviews
from mithaq.app.shield import desk
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.testing import acts
from mithaq.testing.world import World

ONE = acts.person("TN")


def part(number: int) -> Wanted:
    """The same accusation under another provision."""
    return structs.replace(ONE, offence=structs.replace(ONE.offence, provisions=f"art. {number}"))


def refuse(world: World, alert: str) -> None:
    number, state = acts.called(world, alert)[0]
    reviewer = world.actor("GS", "reviewer", number, state)
    reviews.refuse(world["GS"], reviewer, alert, acts.newest(world, "GS", alert), "political_matter", "synthetic")
    world.settle()


def looks(world: World, alert: str) -> list[desk.Look]:
    found = desk.looks(world["OC"], world.actor("OC", "commissioner"))
    return [one for one in found if one.subject == alert]


def withdrawn(world: World, look: desk.Look) -> None:
    desk.decide(world["OC"], world.actor("OC", "commissioner"), look.id, "stop", "the same accusation")
    world.settle()


def state(world: World, alert: str) -> str:
    with world["TN"].store.read() as reader:
        fold = alerts.load(reader, alert)
    assert fold is not None
    return fold.state


def test_what_is_on_its_way_is_met_by_a_bar_made_since(world: World) -> None:
    first, second = (acts.approved(world, content=part(number)) for number in (1, 2))
    assert looks(world, second) == []
    refuse(world, first)
    (look,) = looks(world, second)
    assert (look.kind, look.met[0].register, look.answer) == ("later", "bar", "")
    assert state(world, second) == "approved", "nothing stops by itself"
    withdrawn(world, look)
    assert state(world, second) == "refused"


def test_what_is_in_force_is_met_too(world: World) -> None:
    second = acts.circulated(world, content=part(2))
    refuse(world, acts.approved(world, content=part(1)))
    (look,) = looks(world, second)
    assert look.met[0].reasons[-1] == "in_force"
    assert look.due_at == "", "a bar alone stops nothing in force"
    withdrawn(world, look)
    assert state(world, second) == "refused"


def test_another_person_is_not_met_and_the_refused_one_not_again(world: World) -> None:
    other = acts.approved(world, content=acts.person("TN", 2))
    first = acts.approved(world, content=part(1))
    refuse(world, first)
    assert looks(world, other) == looks(world, first) == []


def test_who_waits_for_an_answer_is_answered_for_at_its_hour(slow: World) -> None:
    """Under the true law an arrival has its hour: the bar is added to whom it meets, and it is withheld then."""
    world = slow
    first, second = (acts.approved(world, content=part(number)) for number in (1, 2))
    refuse(world, first)
    (look,) = looks(world, second)
    assert look.kind == "arrival"
    world.answered(second)
    assert state(world, second) == "refused"


def test_a_decision_after_the_end_is_moot(world: World) -> None:
    second = acts.circulated(world, content=part(2))
    refuse(world, acts.approved(world, content=part(1)))
    (look,) = looks(world, second)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), second, "found")
    world.settle()
    withdrawn(world, look)
    assert looks(world, second)[0].answer == "moot"
    with pytest.raises(Refusal, match=r"shield\.answered"):
        withdrawn(world, look)
