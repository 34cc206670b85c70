"""Once a new version circulates, what the earlier one said goes from every node; so does what waited too long."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import alerts
from mithaq.app.erasable import known_alerts
from mithaq.app.fsck import fsck
from mithaq.app.superseded import note
from mithaq.domain.alert_events import ErasureConfirmed
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted
from mithaq.testing import acts
from mithaq.testing.synthetic.photo import demo_photo
from mithaq.testing.world import World
from tests.unit.app.asking import finds, fold, renewed
from tests.unit.app.test_erase import receipts


@pytest.fixture
def told() -> Iterator[World]:
    world = World(7, ("TN", "EG", "JO", "GS", "OC"))
    yield world
    world.close()


def corrected() -> Wanted:
    return structs.replace(acts.person(), comment="corrected")


def replaced(world: World, alert: str, content: Wanted | None = None) -> None:
    """A new version circulates."""
    renewed(world, alert, content or corrected())
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    world.settle()


def an_hour_later(world: World) -> None:
    world.clock.forward(hours=1)
    world.settle()


def payload(world: World, alert: str) -> str:
    version = fold(world, "TN", alert).newest
    assert version is not None
    return version.payload


def holding(world: World, alert: str, hash: str) -> list[str]:
    """Who holds what that version said."""
    found = []
    for code, node in world.nodes.items():
        with node.store.read() as reader:
            if hash in reader.payloads.of(alert):
                found.append(code)
    return found


def test_what_the_old_version_said_goes_from_every_node_and_each_signs(told: World) -> None:
    alert = acts.circulated(told)
    old, content = payload(told, alert), acts.newest(told, "TN", alert)
    renewed(told, alert, corrected())
    an_hour_later(told)
    assert holding(told, alert, old) == list(told.nodes), "it is in force until the new one circulates"
    alerts.circulate(told["TN"], told.actor("TN", "bureau"), alert)
    told.settle()
    an_hour_later(told)
    assert holding(told, alert, old) == []
    assert holding(told, alert, payload(told, alert)) == list(told.nodes)
    signed = receipts(told, alert)
    assert sorted(event.member for event in signed) == sorted(told.nodes)
    assert {event.body for event in signed} == {ErasureConfirmed(content, superseded=True)}
    assert fold(told, "TN", alert).receipts == {}, "the alert itself goes on"
    assert finds(told, "EG", acts.person())
    an_hour_later(told)
    assert len(receipts(told, alert)) == len(told.nodes), "once"
    assert all(fsck(node).sound for node in told.nodes.values())
    assert told.agree()


def test_a_version_that_a_case_rests_on_stays_at_its_parties_until_the_case_is_over(told: World) -> None:
    alert = acts.circulated(told)
    old = payload(told, alert)
    case = acts.CaseActs(told, alert, "TN", "EG")
    replaced(told, alert)
    an_hour_later(told)
    assert holding(told, alert, old) == ["TN", "EG", "OC"]
    case.refuse()
    case.close()
    assert case.state == CaseState.CLOSED
    an_hour_later(told)
    assert holding(told, alert, old) == []


def test_a_draft_that_another_replaced_before_anything_circulated_goes_too(told: World) -> None:
    alert = acts.approved(told)
    old = payload(told, alert)
    renewed(told, alert, corrected())
    an_hour_later(told)
    assert holding(told, alert, old) == ["TN", "GS", "OC"]
    alerts.circulate(told["TN"], told.actor("TN", "bureau"), alert)
    told.settle()
    an_hour_later(told)
    assert holding(told, alert, old) == []


def test_the_portrait_of_an_old_version_goes_with_it_and_one_that_is_still_shown_stays(told: World) -> None:
    node, bureau = told["TN"], told.actor("TN", "bureau")
    first, second = (alerts.add_photo(node, bureau, demo_photo(n)) for n in (1, 2))
    shown = [
        structs.replace(corrected(), comment=words, identity=structs.replace(acts.person().identity, photo=photo))
        for words, photo in (("a", first), ("b", first), ("c", second))
    ]
    alert = acts.circulated(told, "TN", shown[0])
    replaced(told, alert, shown[1])
    an_hour_later(told)
    assert holding(told, alert, first) == list(told.nodes)
    replaced(told, alert, shown[2])
    an_hour_later(told)
    assert (holding(told, alert, first), holding(told, alert, second)) == ([], list(told.nodes))


def test_a_node_that_was_away_erases_the_old_version_when_it_is_back(told: World) -> None:
    alert = acts.circulated(told)
    old = payload(told, alert)
    told.net.cut("JO", told.nodes)
    replaced(told, alert)
    an_hour_later(told)
    assert holding(told, alert, old) == ["JO"]
    told.net.heal()
    told.settle()
    an_hour_later(told)
    assert holding(told, alert, old) == []


def test_what_circulates_between_the_look_and_the_erasure_is_looked_at_again(told: World) -> None:
    alert = acts.circulated(told)
    old, node = payload(told, alert), told["TN"]
    an_hour_later(told)
    renewed(told, alert, corrected())
    with node.store.read() as reader:
        before = known_alerts(reader)
    alerts.circulate(node, told.actor("TN", "bureau"), alert)
    with node.store.write() as tx:
        note(node, tx, before)
    told.settle()
    an_hour_later(told)
    assert holding(told, alert, old) == []


def test_a_new_version_that_is_never_circulated_goes_and_the_alert_stays(told: World) -> None:
    alert = acts.circulated(told)
    current = payload(told, alert)
    renewed(told, alert, corrected())
    pending = payload(told, alert)
    told.clock.forward(days=185)
    told.settle()
    assert (holding(told, alert, pending), holding(told, alert, current)) == ([], list(told.nodes))
