"""What was refused to one owner of late, whoever was sought: the review knows it, and no state does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import refusals, reviews, screening
from mithaq.domain.review.looked import LENGTH
from mithaq.testing import acts
from mithaq.testing.world import World

RULE = "owner.refused_often"
GROUND, OTHER = "political_matter", "debt_or_cheque"


@pytest.fixture
def world() -> Iterator[World]:
    found = World(37, ("TN", "EG", "GS", "OC"))
    yield found
    found.close()


def refused(world: World, number: int, ground: str = GROUND, owner: str = "TN") -> str:
    alert = acts.approved(world, owner, acts.person(owner, number))
    by, nationality = acts.called(world, alert)[0]
    reviewer = world.actor("GS", "reviewer", by, nationality)
    reviews.refuse(world["GS"], reviewer, alert, acts.newest(world, "GS", alert), ground, "synthetic")
    world.settle()
    return alert


def spoke(world: World, code: str, alert: str) -> tuple[str, ...]:
    """What the node of that member answers by this rule: nothing, where it does not list it."""
    screened = screening.newly(world[code], alert)
    assert screened is not None
    return tuple(one.result for one in screened.findings if one.rule == RULE)


def lately(world: World, code: str, owner: str = "TN", but: str = "") -> dict[str, int]:
    with world[code].store.read() as reader:
        return dict(refusals.lately(world[code], reader, owner, but))


def test_the_third_on_one_ground_is_a_concern_of_the_review_alone(world: World) -> None:
    for number, ground in ((1, GROUND), (2, GROUND), (3, OTHER)):
        refused(world, number, ground)
    before = acts.approved(world, content=acts.person("TN", 4))
    assert [spoke(world, code, before) for code in ("GS", "OC", "TN")] == [("clear",), ("clear",), ()]
    refused(world, 5)
    assert [spoke(world, code, before) for code in ("GS", "OC", "TN")] == [("concern",), ("concern",), ()]
    others = acts.approved(world, "EG", acts.person("EG", 1))
    assert spoke(world, "GS", others) == ("clear",), "of another owner it says nothing"


def test_the_owners_own_refused_alert_does_not_count_against_itself(world: World) -> None:
    first = refused(world, 1)
    assert lately(world, "GS") == {GROUND: 1}
    assert lately(world, "GS", but=first) == {}
    assert lately(world, "GS", "EG") == {}


def test_a_refusal_counts_no_longer_than_the_house_rule_says(world: World) -> None:
    months = world.law.house["refused_often"].number
    refused(world, 1)
    world.clock.forward(days=30 * months)
    assert lately(world, "GS") == {GROUND: 1}
    world.clock.forward(days=months)
    assert lately(world, "GS") == {}
    refused(world, 2)
    assert lately(world, "OC") == {GROUND: 1}


def test_what_is_kept_is_what_the_journal_says(world: World) -> None:
    """The same answer before the node has noted them, and after."""
    for number in (1, 2):
        refused(world, number)
    for code in ("GS", "OC"):
        noted = lately(world, code)
        with world[code].store.write() as tx:
            tx.desk.put_meta(refusals.KEPT, "")
        assert lately(world, code) == noted == {GROUND: 2}
        assert refusals.catch_up(world[code]) == 2
        assert refusals.catch_up(world[code]) == 0
        assert lately(world, code) == noted
    assert (lately(world, "TN"), refusals.catch_up(world["TN"])) == ({}, 0), "a state knows nothing of it"


def test_no_header_tells_that_a_reviewer_named_it(world: World) -> None:
    """The review of an owner who was refused often looks like that of any other."""
    for number in (1, 2, 3):
        refused(world, number)
    shown = []
    for owner in ("TN", "EG"):
        alert = acts.reviewed(world, owner, acts.person(owner, 6))
        with world["TN"].store.read() as reader:
            held = [one.envelope.header for one in reader.journal.about(alert)]
        (header, *_) = [one for one in held if one.type == "review.accepted"]
        assert header.payload is not None
        shown.append((sorted(header.body), header.payload.size, len(header.cites), RULE in str(header)))
        assert spoke(world, "GS", alert) == (("concern",) if owner == "TN" else ("clear",))
    assert shown[0] == shown[1]
    assert shown[0][1] == LENGTH
