from __future__ import annotations

import pytest

from mithaq.app import alerts, reviews
from mithaq.app.replicate import take
from mithaq.domain.errors import Refusal
from mithaq.journal.envelope import to_wire
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import fold, renewed


def queue(world: World, number: int, nationality: str) -> list[str]:
    actor = world.actor("GS", "reviewer", number, nationality)
    return [waiting.alert.id for waiting in reviews.queue(world["GS"], actor)]


def test_the_queue_holds_what_this_reviewer_may_still_decide(world: World) -> None:
    acts.drafted(world)
    alert = acts.approved(world, content=acts.person("TN", 2))
    assert queue(world, 1, "DZ") == [alert]
    assert queue(world, 9, "TN") == [], "a national of the owner"
    acts.accept(world, alert, 1, "DZ")
    assert queue(world, 1, "DZ") == []
    assert queue(world, 4, "DZ") == [], "of the same state as the first reviewer"
    assert queue(world, 3, "OM") == [], "nobody drew him"
    assert queue(world, 2, "KW") == [alert]
    acts.accept(world, alert, 2, "KW")
    assert queue(world, 3, "OM") == []


def test_urgent_ones_come_first_and_come_again_for_the_full_review(world: World) -> None:
    first = acts.approved(world)
    world.clock.forward(hours=1)
    urgent = acts.approved(world, content=acts.person("TN", 2), urgent=acts.URGENT)
    (one,) = acts.called(world, urgent)
    (other,) = {(1, "DZ"), (2, "KW")} - {one}
    assert (queue(world, *one), queue(world, *other)) == ([urgent, first], [first]), "one duty reviewer at first"
    acts.accept(world, urgent, *one)
    world.settle()
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), urgent)
    world.settle()
    assert queue(world, *other) == [urgent, first]
    acts.accept(world, urgent, *other)
    assert queue(world, *other) == [first]


def test_an_amendment_is_reviewed_anew(world: World) -> None:
    alert = acts.circulated(world)
    assert queue(world, 1, "DZ") == []
    alerts.amend(world["TN"], world.actor("TN", "bureau"), alert, acts.person("TN", 2))
    alerts.approve(world["TN"], world.actor("TN", "prosecutor"), alert, acts.newest(world, "TN", alert))
    world.settle()
    assert queue(world, 1, "DZ") == [alert]


def test_nobody_reviews_what_he_cannot_read(world: World) -> None:
    """The header is here, what it says is not."""
    alert = acts.drafted(world)
    alerts.approve(world["TN"], world.actor("TN", "prosecutor"), alert, acts.newest(world, "TN", alert))
    with world["TN"].store.read() as reader:
        wires = tuple(to_wire(stored.envelope) for stored in reader.journal.after("TN", 0, 10))
    take(world["GS"], "TN", wires)
    with pytest.raises(Refusal, match=r"review\.payload_not_here"):
        acts.accept(world, alert)


@pytest.mark.parametrize("reasons", ["", "  ", "x" * 20_001])
def test_no_refusal_without_reasons(world: World, reasons: str) -> None:
    alert = acts.approved(world)
    reviewer, content = world.actor("GS", "reviewer", 1, "DZ"), acts.newest(world, "GS", alert)
    with pytest.raises(Refusal, match=r"review\.reasons"):
        reviews.refuse(world["GS"], reviewer, alert, content, "private_dispute", reasons)
    for ground in ("own_national", "because"):
        with pytest.raises(Refusal, match=r"ground\.unknown"):
            reviews.refuse(world["GS"], reviewer, alert, content, ground, "a quarrel")
    assert fold(world, "GS", alert).state == "approved"


def test_an_urgent_alert_whose_full_review_fails_goes_at_once(world: World) -> None:
    alert = acts.circulated(world, urgent=acts.URGENT)
    reviewer, content = world.actor("GS", "reviewer", *acts.called(world, alert)[-1]), acts.newest(world, "GS", alert)
    reviews.refuse(world["GS"], reviewer, alert, content, "private_dispute", "a quarrel")
    world.settle()
    for code in world.nodes:
        assert fold(world, code, alert).current is None
        with world[code].store.read() as reader:
            assert reader.register.entry(alert) is None


def test_old_reviews_do_not_count_for_new_content(world: World) -> None:
    alert = acts.circulated(world)
    renewed(world, alert, acts.person("TN", 2))
    alerts.amend(world["TN"], world.actor("TN", "bureau"), alert, acts.person("TN", 3))
    with pytest.raises(Refusal, match=r"alert\.not_reviewed"):
        alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
