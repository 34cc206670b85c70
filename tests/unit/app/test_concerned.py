"""Whose nationals do not judge: more than the owner wrote, from whatever the commission's node holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import border, commission, remedies
from mithaq.app.concerned import states_concerned
from mithaq.app.own_say import links
from mithaq.domain.content import Wanted
from mithaq.domain.remedy import papers
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.support.orders import employ
from tests.unit.app.asking import fold


@pytest.fixture
def world() -> Iterator[World]:
    found = World(29, ("TN", "EG", "JO", "GS", "OC"))
    yield found
    found.close()


def concerned(world: World, alert: str) -> frozenset[str]:
    with world["OC"].store.read() as reader:
        return states_concerned(reader, fold(world, "OC", alert))


def of_tunis() -> Wanted:
    """The planted person, whose owner writes its own nationality and no other."""
    said = acts.person("TN")
    return structs.replace(said, identity=structs.replace(said.identity, nationalities=("TN",)))


def test_what_the_owner_wrote(world: World) -> None:
    assert concerned(world, acts.circulated(world, content=of_tunis())) == {"TN"}
    with world["OC"].store.read() as reader:
        assert states_concerned(reader, None) == frozenset()


def test_the_nationality_that_an_applicant_tells_the_commission(world: World) -> None:
    """Of whoever applies about this alert; of another application it says nothing."""
    alert = acts.circulated(world, content=of_tunis())
    node, clerk = world["OC"], world.actor("OC", "clerk")
    for state, about in (("QA", alert), ("SD", ""), ("", alert)):
        filing = papers.Filing(name="synthetic", words="not me", language="en", nationality=state)
        subject = remedies.file(node, clerk, "review", filing).event.subject
        remedies.verify(node, clerk, subject, "seen_in_person")
        if about:
            remedies.link(node, clerk, subject, about)
    assert concerned(world, alert) == {"TN", "QA"}


def test_the_owners_of_alerts_that_are_linked_with_it(world: World) -> None:
    content = of_tunis()
    alert, other = acts.circulated(world, content=content), acts.circulated(world, "EG", content)
    identity = content.identity
    asked = border.Check("police", name=identity.primary.full, birth=str(identity.births[0]))
    bureau = world.actor("EG", "bureau")
    assert border.check(world["EG"], bureau, asked).candidates
    links.make(world["EG"], bureau, other, alert, "document")
    world.settle()
    assert concerned(world, alert) == {"TN", "EG"}
    links.undo(world["EG"], bureau, other, alert)
    world.settle()
    assert concerned(world, alert) == {"TN"}, "a link that was undone says nothing"


def test_the_state_that_requested_the_person_for_the_same_facts(world: World) -> None:
    """On an alert of its own, so that no header says that the two are about one person."""
    content = of_tunis()
    alert = acts.circulated(world, content=content)
    theirs = acts.circulated(world, "JO", content)
    acts.CaseActs(world, theirs, requesting="JO", requested="EG", content=content)
    assert concerned(world, alert) == {"TN", "JO"}
    another = acts.circulated(world, "EG", acts.person("EG", 3))
    assert "JO" not in concerned(world, another)


def test_none_of_them_sits_on_the_panel_that_may_lift_a_freeze(world: World) -> None:
    judges = employ(world, nations=("QA", "QA", "QA", "JO", "JO", "BH", "SD", "DJ"))
    content = of_tunis()
    alert = acts.circulated(world, content=content)
    node, clerk, one = world["OC"], world.actor("OC", "clerk"), world.actor("OC", "commissioner")
    filing = papers.Filing(name="synthetic", words="not me", language="en", nationality="QA")
    subject = remedies.file(node, clerk, "review", filing).event.subject
    remedies.verify(node, clerk, subject, "seen_in_person")
    remedies.link(node, clerk, subject, alert)
    acts.CaseActs(world, acts.circulated(world, "JO", content), requesting="JO", requested="EG", content=content)
    remedies.admit(node, one, subject)
    commission.freeze(node, one, alert, "freeze_application")
    lifting = commission.draw_panel(node, one, alert).event.body.seats  # type: ignore[attr-defined]  # the body of a panel
    deciding = remedies.seat(node, one, subject).body.seats  # type: ignore[attr-defined]  # the same
    for seats in (lifting, deciding):
        assert {judges[seat].nationality for seat in seats} == {"BH", "SD", "DJ"}
