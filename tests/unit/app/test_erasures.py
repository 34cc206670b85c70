"""Who has signed, who is awaited, who is late: read by whoever may read the alert, from its bare statements, too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import alerts, erasures, reviews
from mithaq.app.erase import erase_due
from mithaq.app.registry import event_of
from mithaq.domain.erasure import Erasure
from mithaq.domain.erasure_facts import erasure_in
from mithaq.domain.errors import NotFound, Refusal
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import fold

ALL = ("TN", "EG", "JO", "GS", "OC")


@pytest.fixture
def world() -> Iterator[World]:
    found = World(17, ALL)
    yield found
    found.close()


def read(world: World, alert: str, code: str = "TN", role: str = "bureau") -> Erasure:
    """The certificate as an officer reads it; the bare statements say the same."""
    node = world[code]
    found = erasures.read(node, world.actor(code, role), alert).erasure
    with node.store.read() as reader:
        events = [event_of(stored.envelope) for stored in reader.journal.about(alert)]
    assert erasure_in(events, node.law, frozenset(ALL), node.now()) == found
    return found


def standings(world: World, alert: str) -> dict[str, str]:
    return {one.member: one.standing for one in read(world, alert).answers}


def test_not_due_then_awaited_then_late_then_signed(world: World) -> None:
    alert = acts.circulated(world)
    with pytest.raises(Refusal, match=r"erasure\.running"):
        read(world, alert)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    world.net.cut("JO", world.nodes)
    assert set(standings(world, alert).values()) == {"not_due"}
    world.clock.forward(days=30)
    assert set(standings(world, alert).values()) == {"awaited"}
    world.settle()
    assert standings(world, alert) == dict.fromkeys(ALL, "confirmed") | {"JO": "awaited"}
    world.clock.forward(days=1, milliseconds=-1)
    assert standings(world, alert)["JO"] == "awaited"
    world.clock.forward(milliseconds=1)
    assert standings(world, alert)["JO"] == "late"
    assert not read(world, alert).complete
    world.net.heal()
    world.settle()
    assert read(world, alert).complete
    assert read(world, alert, "OC", "commissioner") == read(world, alert)


def test_who_was_away_all_the_time_answers_that_nothing_is_here(world: World) -> None:
    world.net.cut("JO", world.nodes)
    alert = acts.circulated(world)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.clock.forward(days=31)
    world.settle()
    world.net.heal()
    world.settle()
    world.clock.forward(hours=1)
    world.settle()
    assert read(world, alert).complete
    assert [erase_due(node) for node in world.nodes.values()] == [0] * len(ALL)


def test_a_refused_alert_is_erased_a_year_later_where_it_was_ever_shown(world: World) -> None:
    alert = acts.approved(world)
    content = acts.newest(world, "GS", alert)
    number, nationality = acts.called(world, alert)[0]
    reviewer = world.actor("GS", "reviewer", number, nationality)
    reviews.refuse(world["GS"], reviewer, alert, content, "private_dispute", "نزاع بين ورثة")
    world.settle()
    assert read(world, alert).way == "refused"
    world.clock.forward(days=364)
    world.settle()
    assert set(standings(world, alert).values()) == {"not_due"}
    world.clock.forward(days=2)
    world.settle()
    assert standings(world, alert) == dict.fromkeys(("GS", "OC", "TN"), "confirmed")
    for code in ("GS", "OC", "TN"):
        with world[code].store.read() as reader:
            assert reader.payloads.of(alert) == {}
    assert set(fold(world, "EG", alert).receipts) == {"GS", "OC", "TN"}


def test_a_stranger_to_the_alert_gets_no_certificate(world: World) -> None:
    alert = acts.circulated(world)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    for code, role in (("EG", "bureau"), ("TN", "border"), ("TN", "administrator")):
        with pytest.raises(NotFound):
            erasures.read(world[code], world.actor(code, role), alert)
