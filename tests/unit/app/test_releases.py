"""What an owner learns of a hit, by kind: never where a missing adult or a recovered thing was, and never a count."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.app import alerts, commission, hits, releases
from mithaq.domain.content import Content
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.hit import Hit
from mithaq.domain.instant import text
from mithaq.ops.tables import frequency_rows
from mithaq.testing import acts
from mithaq.testing.clock import START
from mithaq.testing.stopping import stopped_on
from mithaq.testing.synthetic import DEFAULT_SEED, Generator
from mithaq.testing.world import World
from tests.unit.app.asking import batch, fold

GENERATOR = Generator(DEFAULT_SEED, frequency_rows())
MISSING = GENERATOR.missing("TN", START.date(), child=False)
PASSPORT = GENERATOR.travel_document("TN")


def circulated(world: World, kind: str, content: Content) -> str:
    """In force everywhere, by one reviewer."""
    node = world["TN"]
    drafted = alerts.draft(node, world.actor("TN", "bureau"), kind, content)
    alerts.approve(node, world.actor("TN", "prosecutor"), drafted.subject, drafted.content)
    world.settle()
    acts.accept(world, drafted.subject)
    world.settle()
    alerts.circulate(node, world.actor("TN", "bureau"), drafted.subject)
    world.settle()
    return drafted.subject


def confirmed(world: World, alert: str, code: str = "EG") -> Hit:
    now = text(world.clock.now())
    node, border = world[code], world.actor(code, "border")
    hit = stopped_on(node, border, alert, now, now)
    return hits.confirm(node, border, hit.id, "document")


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [("missing_adult", MISSING, "found_safe"), ("travel_document", PASSPORT, "object_found")],
)
def test_what_was_found_reaches_the_owner_without_the_state(
    world: World, kind: str, content: Content, reason: str
) -> None:
    alert = circulated(world, kind, content)
    hit = confirmed(world, alert)
    lodged = hits.release(world["EG"], world.actor("EG", "bureau"), hit.id, reason)
    assert (lodged.type, lodged.payload != "") == ("sealed.lodged", True)
    world.settle()
    bureau = world.actor("TN", "bureau")
    assert releases.listed(world["TN"], bureau) == [], "not before the commission's hour"
    world.clock.forward(days=1)
    world.settle()
    (learnt,) = releases.listed(world["TN"], bureau)
    assert (learnt.alert, learnt.kind, learnt.reason) == (alert, kind, reason)
    assert (learnt.checking, learnt.state, learnt.met_at) == ("", "", "")
    with world["TN"].store.read() as reader:
        notice = reader.register.folds("hit")[0]
        payload = reader.payloads.get(msgspec.json.decode(notice.fold)["payload"])
        assert reader.payloads.get(lodged.payload) is None
    assert payload is not None
    assert b"EG" not in payload.body.replace(alert.encode(), b"")
    assert notice.member == "OC"
    world.clock.forward(days=3)
    world.settle()
    assert len(releases.listed(world["TN"], bureau)) == 1, "passed on once"


def test_the_commission_sees_every_release_with_its_state_and_reason(world: World) -> None:
    arrest, missing = acts.circulated(world), circulated(world, "missing_adult", MISSING)
    for alert, code, reason in ((arrest, "EG", "identity_confirmed"), (missing, "JO", "found_safe")):
        hits.release(world[code], world.actor(code, "bureau"), confirmed(world, alert, code).id, reason)
        world.clock.forward(hours=1)
    world.settle()
    commissioner = world.actor("OC", "commissioner")
    seen = releases.listed(world["OC"], commissioner)
    assert [(one.checking, one.to, one.kind, one.reason, one.waits) for one in seen] == [
        ("JO", "TN", "missing_adult", "found_safe", True), ("EG", "TN", "wanted", "identity_confirmed", False),
    ]  # fmt: skip
    world.clock.forward(days=1)
    world.settle()
    assert [one.waits for one in releases.listed(world["OC"], commissioner)] == [False, False]
    (told,) = [one for one in releases.listed(world["TN"], world.actor("TN", "bureau")) if one.kind == "wanted"]
    assert (told.checking, told.state) == ("EG", "EG")
    assert releases.listed(world["JO"], world.actor("JO", "bureau")) == []
    with pytest.raises(Forbidden):
        releases.listed(world["GS"], world.actor("GS", "reviewer"))


@pytest.mark.parametrize("reason", ["found_safe", "object_found"])
def test_a_reason_of_another_kind_releases_nothing(world: World, reason: str) -> None:
    hit = confirmed(world, acts.circulated(world))
    with pytest.raises(Refusal, match=r"hit\.reason"):
        hits.release(world["EG"], world.actor("EG", "bureau"), hit.id, reason)


def test_a_hit_on_an_urgent_alert_waits_for_its_full_review(world: World) -> None:
    alert = acts.circulated(world, urgent=acts.URGENT)
    hit, bureau = confirmed(world, alert), world.actor("EG", "bureau")
    with pytest.raises(Refusal, match=r"hit\.not_reviewed"):
        hits.release(world["EG"], bureau, hit.id, "identity_confirmed")
    acts.accept(world, alert, *acts.called(world, alert)[-1])
    world.settle()
    hits.release(world["EG"], bureau, hit.id, "identity_confirmed")


@pytest.mark.parametrize("reason", ["protected_person", "cleared_namesake", "no_consent"])
def test_what_is_withheld_leaves_no_trace_that_could_be_counted(world: World, reason: str) -> None:
    alert = acts.circulated(world)
    hit, bureau = confirmed(world, alert), world.actor("EG", "bureau")
    before = {code: node.store.sizes() for code, node in world.nodes.items() if code != "EG"}, world.digests()
    with pytest.raises(Refusal, match=r"ground\.unknown"):
        hits.withhold(world["EG"], bureau, hit.id, "identity_confirmed")
    hits.withhold(world["EG"], bureau, hit.id, reason)
    with pytest.raises(Refusal, match="forbidden"):
        hits.release(world["EG"], bureau, hit.id, "identity_confirmed")
    after = {code: node.store.sizes() for code, node in world.nodes.items() if code != "EG"}, world.digests()
    assert after == before
    with pytest.raises(NotFound):
        hits.withhold(world["TN"], world.actor("TN", "bureau"), hit.id, reason)


def test_the_commission_passes_nothing_on_that_is_not_the_owners(world: World) -> None:
    """A state that lodges a word about another's alert, or about one that ended, tells nobody anything."""
    alert = circulated(world, "travel_document", PASSPORT)
    hits.release(world["EG"], world.actor("EG", "bureau"), confirmed(world, alert).id, "object_found")
    world.settle()
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "recovered")
    world.clock.forward(days=2)
    world.settle()
    assert releases.listed(world["TN"], world.actor("TN", "bureau")) == []


def test_an_owner_who_is_silent_before_the_commission_learns_of_nothing(world: World) -> None:
    """From the end of the hearing on, before anybody has signed that it is over."""
    alert = acts.circulated(world)
    hit, bureau = confirmed(world, alert), world.actor("EG", "bureau")
    commission.ask_owner(world["OC"], world.actor("OC", "commissioner"), alert, ["ask_warrant"])
    world.settle()
    world.clock.forward(days=10)
    assert fold(world, "EG", alert).orders.stopped == "", "nobody has signed it here"
    with pytest.raises(Refusal, match=r"alert\.stopped"):
        hits.release(world["EG"], bureau, hit.id, "identity_confirmed")
    commission.answer(world["TN"], world.actor("TN", "bureau"), alert, "the warrant stands")
    world.settle()
    assert hits.release(world["EG"], bureau, hit.id, "identity_confirmed").type == "hit.released"


def test_an_alert_past_its_retention_tells_its_owner_nothing(world: World) -> None:
    alert = acts.circulated(world)
    hit, bureau = confirmed(world, alert), world.actor("EG", "bureau")
    there, law = fold(world, "EG", alert), world.law
    assert hits.is_tellable(there, hit.entry, law, world.clock.now())
    world.clock.forward(days=365 * law.kinds["wanted"].retention_years + 2)
    assert there.in_force is not None, "the fold has no clock"
    assert not hits.is_tellable(there, hit.entry, law, world.clock.now())
    with pytest.raises(Refusal, match=r"hit\.not_reviewed"):
        hits.release(world["EG"], bureau, hit.id, "identity_confirmed")


def test_the_commission_passes_on_nothing_while_the_owner_is_silent(world: World) -> None:
    alert = circulated(world, "travel_document", PASSPORT)
    hit = confirmed(world, alert)
    commission.ask_owner(world["OC"], world.actor("OC", "commissioner"), alert, ["ask_warrant"])
    world.settle()
    world.clock.forward(days=9, hours=23)
    hits.release(world["EG"], world.actor("EG", "bureau"), hit.id, "object_found")
    world.clock.forward(days=2)
    world.settle()
    assert releases.listed(world["TN"], world.actor("TN", "bureau")) == []


def test_an_object_that_is_frozen_is_told_of_to_nobody(world: World) -> None:
    drafted = batch(world, "4 TUN 44", "5 TUN 55")
    first, second = drafted.items
    commission.freeze(world["OC"], world.actor("OC", "commissioner"), drafted.subject, "freeze_application", [first])
    there = fold(world, "OC", drafted.subject)
    tellable = [hits.is_tellable(there, item, world.law, world.clock.now()) for item in (first, second)]
    assert tellable == [False, True]
