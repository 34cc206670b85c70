from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, cases, lists, reviews
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World
from tests.support import files
from tests.unit.app.asking import STATES, ask, batch, document, finds, fold, heads, renewed, vehicles

ONE, TWO = acts.person("TN"), acts.person("TN", 2)
PNG = files.png()


def test_a_circulated_alert_is_found_everywhere_and_before_nowhere_else(world: World) -> None:
    alert = acts.reviewed(world, content=ONE)
    assert [finds(world, code, ONE) for code in STATES] == [False, False, False]
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    assert finds(world, "TN", ONE)
    world.settle()
    assert [finds(world, code, ONE) for code in STATES] == [True, True, True]


def test_the_old_version_stays_in_force_until_the_new_one_circulates(world: World) -> None:
    alert = acts.circulated(world, content=ONE)
    renewed(world, alert, TWO)
    assert {fold(world, code, alert).state for code in world.nodes} == {"circulated"}
    assert [(finds(world, code, ONE), finds(world, code, TWO)) for code in STATES] == [(True, False)] * 3
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    world.settle()
    assert [(finds(world, code, ONE), finds(world, code, TWO)) for code in STATES] == [(False, True)] * 3


def test_an_amendment_that_was_refused_leaves_the_old_version_in_force(world: World) -> None:
    alert = acts.circulated(world, content=ONE)
    alerts.amend(world["TN"], world.actor("TN", "bureau"), alert, TWO)
    alerts.approve(world["TN"], world.actor("TN", "prosecutor"), alert, acts.newest(world, "TN", alert))
    world.settle()
    reviewer = world.actor("GS", "reviewer", 1, "DZ")
    reviews.refuse(world["GS"], reviewer, alert, acts.newest(world, "GS", alert), "private_dispute", "a quarrel")
    world.settle()
    with pytest.raises(Refusal, match=r"alert\.not_reviewed"):
        alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    assert [finds(world, code, ONE) for code in STATES] == [True, True, True]


def test_an_urgent_alert_needs_one_reviewer_and_only_locates(world: World) -> None:
    """Even where the alert would be a ground to hold: nobody is held on one reviewer's word."""
    cases.state_bound(world["EG"], world.actor("EG", "bureau"), acts.INSTRUMENT, "TN")
    acts.circulated(world, content=ONE, urgent=acts.URGENT)
    acts.circulated(world, content=TWO)
    (urgent,) = ask(world, "EG", document=document(ONE)).candidates
    (full,) = ask(world, "EG", document=document(TWO)).candidates
    assert (urgent.action, full.action) == ("locate_only", "hold")
    assert urgent.urgent_until == "2026-11-23T23:00:00.000Z", "the end of the Secretariat's next working day"
    now = text(world.clock.now())
    hit = stopped_on(world["EG"], world.actor("EG", "border"), urgent.entry, now, now)
    assert hit.hold_until == hit.held_from


def test_no_check_finds_an_urgent_alert_that_expired(world: World) -> None:
    acts.circulated(world, content=ONE, urgent=acts.URGENT)
    world.clock.forward(hours=39, seconds=-1)
    assert [finds(world, code, ONE) for code in STATES] == [True, True, True]
    world.clock.forward(seconds=1)
    assert [finds(world, code, ONE) for code in STATES] == [False, False, False]


def test_an_urgent_alert_that_expired_does_not_circulate_any_more(world: World) -> None:
    alert = acts.reviewed(world, content=ONE, urgent=acts.URGENT)
    world.clock.forward(hours=72)
    with pytest.raises(Refusal, match=r"alert\.ended"):
        alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    assert [finds(world, code, ONE) for code in STATES] == [False, False, False]


def test_an_urgent_alert_becomes_an_ordinary_one_by_its_full_review(world: World) -> None:
    alert = acts.circulated(world, content=ONE, urgent=acts.URGENT)
    acts.accept(world, alert, *acts.called(world, alert)[-1])
    world.settle()
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    world.settle()
    world.clock.forward(hours=100)
    assert [finds(world, code, ONE) for code in STATES] == [True, True, True]
    (candidate,) = ask(world, "EG", document=document(ONE)).candidates
    assert candidate.urgent_until == text(world.clock.now().replace(year=2031, day=22, hour=8))


def test_a_diffusion_reaches_the_chosen_states_alone(world: World) -> None:
    node, bureau = world["TN"], world.actor("TN", "bureau")
    drafted = alerts.draft(node, bureau, "wanted", ONE, chosen=("EG",))
    alerts.approve(node, world.actor("TN", "prosecutor"), drafted.subject, drafted.content)
    world.settle()
    for number, nationality in ((1, "DZ"), (2, "KW")):
        acts.accept(world, drafted.subject, number, nationality)
    world.settle()
    alerts.circulate(node, bureau, drafted.subject)
    world.settle()
    assert [finds(world, code, ONE) for code in STATES] == [True, True, False]
    with world["JO"].store.read() as reader:
        assert reader.payloads.of(drafted.subject) == {}
    assert world.agree()


def test_what_lacks_something_is_not_approved_and_says_what(world: World) -> None:
    bare = structs.replace(ONE, undertaking=False, identity=structs.replace(ONE.identity, births=()))
    alert = acts.drafted(world, content=bare)
    with pytest.raises(Refusal) as refused:
        alerts.approve(world["TN"], world.actor("TN", "prosecutor"), alert, acts.newest(world, "TN", alert))
    assert (refused.value.code, set(refused.value.missing)) == ("alert.incomplete", {"undertaking", "identity.births"})
    page = lists.alert_page(world["TN"], world.actor("TN", "bureau"), alert)
    assert set(page.missing) == {"undertaking", "identity.births"}


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("vehicle", {}, "alert.content_kind"),
        ("sanctions", {}, "alert.content_kind"),
        ("spy", {}, "alert.kind_unknown"),
        ("wanted", {"chosen": ("XX",)}, "member.unknown"),
    ],
)
def test_a_draft_that_is_none(world: World, kind: str, more: dict[str, tuple[str, ...]], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        alerts.draft(world["TN"], world.actor("TN", "bureau"), kind, ONE, chosen=more.get("chosen", ()))
    assert refused.value.code == code
    assert heads(world)["TN"] == {}


def test_only_an_arrest_alert_is_urgent(world: World) -> None:
    with pytest.raises(Refusal, match=r"alert\.urgent_kind"):
        alerts.draft(world["TN"], world.actor("TN", "bureau"), "vehicle", vehicles("1 TUN 1")[0], urgent=acts.URGENT)


def test_nothing_void_is_ever_signed(world: World) -> None:
    alert = acts.drafted(world)
    before, node, bureau = heads(world)["TN"], world["TN"], world.actor("TN", "bureau")
    with pytest.raises(Refusal, match=r"alert\.other_content"):
        alerts.approve(node, world.actor("TN", "prosecutor"), alert, "0" * 64)
    with pytest.raises(Refusal, match="forbidden"):
        alerts.circulate(node, bureau, alert)
    for reason in ("no such reason", "identity_confirmed", ""):
        with pytest.raises(Refusal, match=r"ground\.unknown"):
            alerts.discontinue(node, bureau, alert, reason)
    assert heads(world)["TN"] == before
    assert fold(world, "TN", alert).voids == ()


def test_the_end_is_the_end_everywhere(world: World) -> None:
    alert = acts.circulated(world, content=ONE)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    assert not finds(world, "TN", ONE)
    world.settle()
    assert [finds(world, code, ONE) for code in STATES] == [False, False, False]
    node, bureau = world["TN"], world.actor("TN", "bureau")
    with pytest.raises(Refusal, match="forbidden"):
        alerts.circulate(node, bureau, alert)
    with pytest.raises(Refusal, match="forbidden"):
        alerts.amend(node, bureau, alert, TWO)
    with pytest.raises(Refusal, match="forbidden"):
        alerts.discontinue(node, bureau, alert, "found")


def test_items_of_a_batch_end_one_by_one(world: World) -> None:
    drafted = batch(world, "1 TUN 11", "2 TUN 22", "3 TUN 33")
    first, second, third = sorted(drafted.items)
    node, bureau = world["TN"], world.actor("TN", "bureau")
    alerts.discontinue(node, bureau, drafted.subject, "recovered", [first])
    world.settle()
    found = [bool(ask(world, "EG", plate=plate).candidates) for plate in ("1 TUN 11", "2 TUN 22", "3 TUN 33")]
    assert sorted(found) == [False, True, True]
    assert fold(world, "EG", drafted.subject).state == "circulated"
    alerts.discontinue(node, bureau, drafted.subject, "recovered", [second, third])
    world.settle()
    assert fold(world, "EG", drafted.subject).state == "discontinued"
    assert not any(ask(world, "EG", plate=plate).candidates for plate in ("1 TUN 11", "2 TUN 22", "3 TUN 33"))


@pytest.mark.parametrize(
    ("kind", "objects", "code"),
    [
        ("vehicle", [], "batch.size"),
        ("vehicle", vehicles("1 TUN 1") * 1001, "batch.size"),
        ("wanted", [ONE], "batch.persons"),
        ("vehicle", [ONE], "alert.content_kind"),
        ("vehicle", [structs.replace(vehicles("1 TUN 1")[0], plate="", vin="")], "content.invalid"),
    ],
)
def test_a_batch_that_is_none(world: World, kind: str, objects: list[Wanted], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        alerts.draft_batch(world["TN"], world.actor("TN", "bureau"), kind, objects)
    assert refused.value.code == code


def test_a_photo_travels_with_its_alert_and_goes_with_it(world: World) -> None:
    node, bureau = world["TN"], world.actor("TN", "bureau")
    photo = alerts.add_photo(node, bureau, PNG)
    alert = acts.circulated(world, content=structs.replace(ONE, identity=structs.replace(ONE.identity, photo=photo)))
    for code in STATES:
        with world[code].store.read() as reader:
            held = reader.payloads.get(photo)
        assert held is not None
        assert held.body == PNG
    alerts.discontinue(node, bureau, alert, "found")
    world.settle()
    world.clock.forward(days=30)
    world.settle()
    for code in world.nodes:
        with world[code].store.read() as reader:
            assert reader.payloads.get(photo) is None


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        (b"GIF89a", "photo.type"),
        (PNG[:-1], "attachment.damaged"),
        (PNG + files.zipped(), "attachment.polyglot"),
        (PNG + b"\0" * 204_800, "photo.too_large"),
    ],
)
def test_a_picture_that_is_none(world: World, picture: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        alerts.add_photo(world["TN"], world.actor("TN", "bureau"), picture)
    assert refused.value.code == code


def test_an_unknown_photo_is_refused(world: World) -> None:
    unknown = structs.replace(ONE, identity=structs.replace(ONE.identity, photo="ab" * 32))
    with pytest.raises(Refusal, match=r"photo\.unknown"):
        acts.drafted(world, content=unknown)
