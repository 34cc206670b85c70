"""Whose nationals do not judge: more than the owner wrote, from whatever the commission's node holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import border, commission, remedies
from mithaq.app.concerned import states_concerned
from mithaq.app.node import Actor
from mithaq.app.own_say import links
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
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


def frozen_with_a_panel(world: World, alert: str) -> tuple[dict[str, Actor], list[str]]:
    """Commissioners, and those of them who were drawn: one is a national of JO, which nothing concerns yet."""
    judges = employ(world, nations=("JO", "BH", "SD"))
    node, one = world["OC"], world.actor("OC", "commissioner")
    commission.freeze(node, one, alert, "freeze_commission")
    seats = list(commission.draw_panel(node, one, alert).event.body.seats)  # type: ignore[attr-defined]  # a panel's body
    return judges, sorted(seats, key=lambda seat: judges[seat].nationality != "JO")


def test_whose_state_is_concerned_since_the_lot_lifts_nothing(world: World) -> None:
    alert = acts.circulated(world, content=of_tunis())
    judges, (jordanian, *others) = frozen_with_a_panel(world, alert)
    node, clerk = world["OC"], world.actor("OC", "clerk")
    commission.vote(node, judges[jordanian], alert, lifts=True)
    told = papers.Filing(name="synthetic", words="w", language="en", nationality="JO")
    subject = remedies.file(node, clerk, "review", told).event.subject
    remedies.link(node, clerk, subject, alert)
    for seat in others:
        with pytest.raises(Refusal, match=r"panel\.national"):
            commission.vote(node, judges[seat], alert, lifts=True)
    commission.vote(node, judges[others[0]], alert, lifts=False, reasons="a national has said yes")
    assert fold(world, "OC", alert).orders.stopped == "frozen"


def test_nor_does_he_say_no_nor_decide_an_application(world: World) -> None:
    alert = acts.circulated(world, content=of_tunis())
    judges, (jordanian, *_) = frozen_with_a_panel(world, alert)
    node, clerk, one = world["OC"], world.actor("OC", "clerk"), world.actor("OC", "commissioner")
    subject = remedies.file(node, clerk, "erasure", papers.Filing(name="s", words="w", language="en")).event.subject
    remedies.verify(node, clerk, subject, "seen_in_person")
    remedies.link(node, clerk, subject, alert)
    remedies.admit(node, one, subject)
    remedies.seat(node, one, subject)
    ruling = papers.Ruling("synthetic", erase="erase_no_basis")
    remedies.propose(node, judges[jordanian], subject, "granted", "alert_unfounded", ruling)
    theirs = acts.circulated(world, "JO", of_tunis())
    acts.CaseActs(world, theirs, requesting="JO", requested="EG", content=of_tunis())
    others = [id for id in judges if id != jordanian]
    with pytest.raises(Refusal, match=r"panel\.national"):
        remedies.vote(node, judges[others[0]], subject, agrees=True)
    with pytest.raises(Refusal, match=r"panel\.national"):
        commission.vote(node, judges[jordanian], alert, lifts=False, reasons="synthetic")
    for id in others:
        remedies.vote(node, judges[id], subject, agrees=False, reasons="proposed by a national of a state concerned")
    with pytest.raises(Refusal, match=r"panel\.national"):
        remedies.propose(node, judges[jordanian], subject, "granted", "alert_unfounded", ruling)
    remedies.propose(node, judges[others[0]], subject, "granted", "alert_unfounded", ruling)
    remedies.vote(node, judges[others[1]], subject, agrees=True)
    assert fold(world, "OC", alert).ended == "erasure_ordered"
