"""Whatever else is there, and however often it changes: nothing that waits for somebody falls out of his list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from msgspec import json, structs

from mithaq.app import alerts, hits, reviews
from mithaq.app.reviews import Waiting
from mithaq.domain.content import Missing
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import finds, fold

MANY = 12
PAGE = 3


@pytest.fixture(scope="module")
def told() -> Iterator[World]:
    """Many alerts, each of which the lot has given to two of four reviewers; the oldest is urgent and out, and not reviewed
    in full.
    """
    world = World(3, ("TN", "EG", "GS", "OC"), duty=((1, "DZ"), (2, "KW"), (3, "OM"), (4, "BH")))
    yield world
    world.close()


@pytest.fixture(scope="module")
def every(told: World) -> list[str]:
    urgent = acts.approved(told, content=acts.person("TN", 30), urgent=acts.URGENT)
    found = []
    for number in range(1, MANY + 1):
        told.clock.forward(minutes=1)
        found.append(acts.approved(told, content=acts.person("TN", number)))
    return [urgent, *found]


def page(world: World, number: int, nationality: str, **more: int) -> list[Waiting]:
    return reviews.queue(world["GS"], world.actor("GS", "reviewer", number, nationality), **more)


def called(world: World, subject: str, number: int) -> bool:
    """Whether the lot called this reviewer."""
    version = reviews.under_review(fold(world, "GS", subject))
    reviewer = world.actor("GS", "reviewer", number).id
    return version is not None and version.lot is not None and version.lot.call_of(reviewer) is not None


@pytest.mark.parametrize(("number", "nationality"), [(1, "DZ"), (2, "KW"), (3, "OM"), (4, "BH")])
def test_a_page_is_cut_from_what_this_reviewer_was_called_to(
    told: World, every: list[str], number: int, nationality: str
) -> None:
    mine = [subject for subject in every if called(told, subject, number)]
    assert len(mine) > PAGE
    whole = [one.alert.id for one in page(told, number, nationality)]
    assert whole == mine, "urgent first, then by age, each of them"
    pages = [page(told, number, nationality, limit=PAGE, offset=start) for start in range(0, len(mine), PAGE)]
    assert [one.alert.id for part in pages for one in part] == mine


def test_an_urgent_alert_that_is_out_stays_first_however_many_others_changed() -> None:
    world = World(5, ("TN", "EG", "GS", "OC"))
    urgent = acts.circulated(world, content=acts.person("TN", 30), urgent=acts.URGENT)
    for number in (1, 2, 3):
        acts.circulated(world, content=acts.person("TN", number))
    waits = {one.alert.id for who in ((1, "DZ"), (2, "KW"), (3, "OM")) for one in page(world, *who, limit=1)}
    assert waits == {urgent}
    world.close()


def test_a_new_version_of_a_kind_without_a_lot_is_in_the_queue() -> None:
    world = World(5, ("TN", "EG", "GS", "OC"))
    node, bureau, judge = world["TN"], world.actor("TN", "bureau"), world.actor("TN", "prosecutor")
    danger = "خرج من المسجد ولم يعد، وهو يعاني من فقدان الذاكرة ويحتاج إلى دواء"
    gone = Missing(acts.person().identity, "his son", "R-1", danger, relation="son")
    alert = alerts.draft(node, bureau, "missing_adult", gone).subject

    def approve() -> None:
        alerts.approve(node, judge, alert, acts.newest(world, "TN", alert))
        world.settle()

    approve()
    acts.accept(world, alert)
    world.answered(alert)
    alerts.circulate(node, bureau, alert)
    world.settle()
    assert page(world, 1, "DZ") == []
    alerts.amend(node, bureau, alert, structs.replace(gone, comment="another word"))
    approve()
    assert [one.alert.id for one in page(world, 1, "DZ")] == [alert]
    acts.accept(world, alert)
    assert page(world, 1, "DZ") == []
    world.close()


def test_what_ran_out_waits_for_nobody() -> None:
    world = World(5, ("TN", "EG", "GS", "OC"))
    alert = acts.approved(world, urgent=acts.URGENT)
    (who,) = acts.called(world, alert)
    assert [one.alert.id for one in page(world, *who)] == [alert]
    world.clock.forward(hours=73)
    assert page(world, *who) == []
    world.close()


@pytest.mark.parametrize("later", ["open", "refuted"])
def test_an_open_hit_is_listed_however_many_came_after_it(later: Literal["open", "refuted"]) -> None:
    world = World(5, ("TN", "EG", "GS", "OC"))
    content = acts.person()
    alert = acts.circulated(world, content=content)
    node, officer = world["EG"], world.actor("EG", "border")
    assert finds(world, "EG", content)
    now = text(world.clock.now())
    first = hits.open_hit(node, officer, alert, now, now)
    others = [structs.replace(first, id=f"h-{n:024x}", state=later) for n in range(120)]
    with node.store.write() as tx:
        (row,) = tx.desk.hits()
        for one in others:
            told = structs.replace(row, id=one.id, state=one.state, opened_at=f"2199{now[4:]}", fold=json.encode(one))
            tx.desk.put_hit(told)
    assert first.id in {one.id for one in hits.listed(node, officer)}
    assert first.id in {one.id for one in hits.listed(node, officer, ("open",))}
    assert len(hits.listed(node, officer, ("refuted",))) <= 100
    world.close()
