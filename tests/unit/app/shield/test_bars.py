"""The commission's memory has no gap: what was before reviewers and did not pass them is barred, whenever it is known."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, commission, reviews
from mithaq.app.commission import order
from mithaq.app.shield import desk
from mithaq.domain.content import Wanted
from mithaq.domain.remedy.order_events import ErasureOrdered
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.shield.applying import decided

ONE, OTHER = acts.person("TN"), acts.person("TN", 2)


def theft() -> Wanted:
    """The same person under another warrant."""
    return structs.replace(ONE, warrant=structs.replace(ONE.warrant, number="X/77", date="2026-02-02"))


def bars(world: World, standing: str = "barred") -> int:
    with world["OC"].store.read() as reader:
        return sum(row.standing == standing for row in reader.shield.entries("bar", limit=100))


def met_by(world: World, alert: str) -> list[str]:
    found = desk.looks(world["OC"], world.actor("OC", "commissioner"))
    return [met.standing for one in found if one.subject == alert for met in one.met]


def state(world: World, alert: str, code: str = "GS") -> str:
    with world[code].store.read() as reader:
        fold = alerts.load(reader, alert)
    assert fold is not None
    return fold.state


def refuse(world: World, alert: str) -> None:
    reviewer = world.actor("GS", "reviewer", *acts.called(world, alert)[0])
    reviews.refuse(world["GS"], reviewer, alert, acts.newest(world, "GS", alert), "political_matter", "synthetic")
    world.settle()


def amend(world: World, alert: str, content: Wanted) -> None:
    alerts.amend(world["TN"], world.actor("TN", "bureau"), alert, content)
    world.settle()


def end(world: World, alert: str, owner: str = "TN") -> None:
    alerts.discontinue(world[owner], world.actor(owner, "bureau"), alert, "entered_in_error")
    world.settle()


def test_what_is_amended_away_under_review_is_barred(world: World) -> None:
    first = acts.approved(world, content=ONE)
    amend(world, first, OTHER)
    assert (bars(world), bars(world, "replaced")) == (0, 1)
    again = acts.approved(world, "EG", theft())
    assert (state(world, again), met_by(world, again)) == ("refused", ["replaced"])
    assert world.agree()


def test_a_draft_that_nobody_stood_behind_leaves_nothing(world: World) -> None:
    first = acts.drafted(world, content=ONE)
    amend(world, first, OTHER)
    assert bars(world, "replaced") == 0
    assert state(world, acts.approved(world, "EG", theft())) == "approved"


def test_whoever_corrects_the_same_alert_meets_nothing_and_its_circulation_ends_the_bar(world: World) -> None:
    first = acts.approved(world, content=ONE)
    amend(world, first, structs.replace(ONE, comment="corrected"))
    alerts.approve(world["TN"], world.actor("TN", "prosecutor"), first, acts.newest(world, "TN", first))
    world.settle()
    assert (bars(world, "replaced"), met_by(world, first)) == (1, [])
    for called in acts.called(world, first):
        acts.accept(world, first, *called)
    world.settle()
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), first)
    world.settle()
    assert (bars(world, "replaced"), bars(world, "ended")) == (0, 1)
    assert met_by(world, acts.approved(world, "EG", theft())) == []


@pytest.mark.parametrize("way", ["refused", "refused_and_ended", "withdrawn", "amended"])
def test_what_the_commission_missed_while_it_was_cut_off_is_barred_once_it_hears(world: World, way: str) -> None:
    world.net.cut("OC", world.nodes)
    first = acts.approved(world, content=ONE)
    if way.startswith("refused"):
        refuse(world, first)
    if way == "amended":
        amend(world, first, OTHER)
    if way in ("refused_and_ended", "withdrawn"):
        end(world, first)
    world.net.heal()
    world.settle()
    assert bars(world, "replaced" if way == "amended" else "barred") == 1
    again = acts.approved(world, "EG", theft())
    assert state(world, again) == "refused"
    assert world.agree()


@pytest.mark.parametrize("way", ["frozen", "heard", "silent"])
def test_whoever_ends_what_the_commission_stopped_or_asks_about_meets_it_again(world: World, way: str) -> None:
    """Else a freeze is lifted by ending the alert and writing it anew, and a hearing answered by neither."""
    first, node, one = acts.circulated(world, content=ONE), world["OC"], world.actor("OC", "commissioner")
    if way == "frozen":
        commission.freeze(node, one, first, "freeze_commission")
    else:
        commission.ask_owner(node, one, first, ["ask_warrant"])
    world.clock.forward(days=11 if way == "silent" else 1)
    world.settle()
    assert bars(world) == 0
    end(world, first)
    assert bars(world) == 1
    assert state(world, acts.approved(world, content=theft())) == "refused"
    assert state(world, acts.approved(world, "EG", theft())) == "refused"
    assert world.agree()


def test_what_was_answered_and_ended_then_is_not_barred(world: World) -> None:
    first = acts.circulated(world, content=ONE)
    commission.ask_owner(world["OC"], world.actor("OC", "commissioner"), first, ["ask_warrant"])
    world.settle()
    commission.answer(world["TN"], world.actor("TN", "bureau"), first, "synthetic")
    world.settle()
    end(world, first)
    assert bars(world) == 0
    assert state(world, acts.approved(world, "EG", theft())) == "approved"


@pytest.mark.parametrize("ended", [False, True])
def test_an_urgent_alert_that_no_full_review_accepted_is_barred_when_it_is_over(world: World, ended: bool) -> None:
    """Else allies take turns, 72 hours each."""
    first = acts.circulated(world, content=ONE, urgent=acts.URGENT)
    if ended:
        end(world, first)
    world.clock.forward(hours=73)
    world.settle()
    with world["OC"].store.read() as reader:
        assert ended or reader.payloads.of(first) == {}
    assert bars(world) == 1
    assert state(world, acts.approved(world, "EG", theft())) == "refused"


def test_what_nobody_reviewed_in_half_a_year_is_barred_and_what_was_accepted_is_not(world: World) -> None:
    acts.approved(world, content=ONE)
    acts.reviewed(world, content=OTHER)
    world.clock.forward(days=190)
    world.settle()
    assert bars(world) == 1
    assert state(world, acts.approved(world, "EG", theft())) == "refused"


def test_an_erasure_bars_what_was_in_force_also_beside_a_draft_that_nobody_saw(world: World) -> None:
    first, other = acts.circulated(world, content=ONE), acts.circulated(world, "EG", theft())
    amend(world, first, structs.replace(ONE, comment="a draft"))
    order(
        world["OC"], world.actor("OC", "commissioner"), "erasure.ordered", first,
        lambda _tx, _alert: ErasureOrdered(),
    )  # fmt: skip
    world.settle()
    assert bars(world) == 1
    assert met_by(world, other) == ["barred"], "what another state seeks him by comes before a commissioner"
    with world["OC"].store.read() as reader:
        assert reader.payloads.of(first) == {}
    again = acts.approved(world, content=structs.replace(theft(), comment="again"))
    assert state(world, again) == "refused"


def test_a_bar_whose_content_is_gone_still_meets_what_is_in_force(world: World) -> None:
    """The digests are enough: the commission may be late with its look, and never late with its erasure."""
    first, other = acts.circulated(world, content=ONE), acts.circulated(world, "EG", theft())
    order(
        world["OC"], world.actor("OC", "commissioner"), "erasure.ordered", first,
        lambda _tx, _alert: ErasureOrdered(),
    )  # fmt: skip
    with world["OC"].store.write() as tx:
        tx.payloads.erase(list(tx.payloads.of(first)), first)
    world.settle()
    assert met_by(world, other) == ["barred"]


@pytest.mark.parametrize("late", [False, True])
def test_an_alert_that_its_owner_ends_while_the_panel_sits_is_barred_by_the_decision(world: World, late: bool) -> None:
    first = acts.circulated(world, content=ONE)
    decide = decided(world, first)
    end(world, first)
    assert bars(world) == 0
    if late:
        world.clock.forward(days=31)
        world.settle()
        with world["OC"].store.read() as reader:
            assert reader.payloads.of(first) == {}
    decide()
    assert bars(world) == 1
    assert state(world, acts.approved(world, "EG", theft())) == "refused"


def test_an_application_that_is_withdrawn_lets_the_digests_go(world: World) -> None:
    first = acts.circulated(world, content=ONE)
    content = acts.newest(world, "OC", first)
    decided(world, first, outcome="dismissed")()
    end(world, first)
    with world["OC"].store.read() as reader:
        look = reader.shield.look(content)
    assert look is not None
    assert (look.forms, bars(world)) == (b"", 0)
