from __future__ import annotations

import msgspec
import pytest

from mithaq.app import alerts, cases, commission, compare, hits, lists, reviews
from mithaq.app.border import Check, check
from mithaq.app.figures_watch import counted
from mithaq.app.issue import Statement, issue
from mithaq.app.node import node_actor
from mithaq.app.shield import lodging
from mithaq.app.standing_hits import LET_GO
from mithaq.domain.content import SanctionsNotice
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.hit import Hit
from mithaq.domain.identity import Identity, PersonName
from mithaq.domain.instant import parse, text
from mithaq.domain.shield.lodging import Protection, ProtectionEnded
from mithaq.domain.shield.statements import CommissionWithheld
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World
from tests.unit.app.asking import heads

NOTICE = SanctionsNotice(Identity((PersonName("synthetic person"),)), "1", "QDi.1", "QD", "2020-01-01")


def stopped(world: World, alert: str, code: str = "EG") -> Hit:
    now = text(world.clock.now())
    return stopped_on(world[code], world.actor(code, "border"), alert, now, now)


def test_the_hold_clock_runs_from_the_stop_and_never_beyond_the_states_maximum(world: World) -> None:
    """Egypt said that it considers itself bound, Jordan did not: there the same alert only locates."""
    cases.state_bound(world["EG"], world.actor("EG", "bureau"), acts.INSTRUMENT, "TN")
    alert = acts.circulated(world)
    held, told = world.clock.now(), world.clock.forward(minutes=20)
    world.clock.forward(minutes=10)
    limits = {}
    for code in ("EG", "JO"):
        hit = stopped_on(world[code], world.actor(code, "border"), alert, text(held), text(told))
        limits[code] = parse(hit.hold_until) - held
        assert hit.told_at == text(told)
    assert limits["EG"].total_seconds() == world.law.effects["EG"].hold_hours * 3600 == 4 * 3600
    assert limits["JO"].total_seconds() == 0


@pytest.mark.parametrize(
    ("held", "told", "code"),
    [
        ("2026-11-22T08:00:00.001Z", "2026-11-22T08:00:00.001Z", "hit.held_in_future"),
        ("2026-11-22T07:00:00Z", "2026-11-22T06:59:59Z", "hit.held_in_future"),
        ("yesterday", "2026-11-22T08:00:00Z", "instant.invalid"),
        ("2026-11-22T08:00:00", "2026-11-22T08:00:00Z", "instant.no_zone"),
    ],
)
def test_an_impossible_stop(world: World, held: str, told: str, code: str) -> None:
    alert = acts.circulated(world)
    with pytest.raises(Refusal) as refused:
        stopped_on(world["EG"], world.actor("EG", "border"), alert, held, told)
    assert refused.value.code == code


def test_nobody_is_stopped_on_what_is_not_in_force(world: World) -> None:
    expired = acts.circulated(world, urgent=acts.URGENT)
    world.clock.forward(hours=72)
    for entry in (expired, acts.drafted(world, content=acts.person("TN", 2)), "a-unknown"):
        with pytest.raises(NotFound):
            stopped(world, entry)


@pytest.mark.parametrize("way", ["frozen", "ended", "withheld"])
def test_whoever_was_stopped_before_the_alert_was_is_let_go_and_never_confirmed(world: World, way: str) -> None:
    """A freeze is in force at once, also for him who stands at a post already."""
    alert, oc = acts.circulated(world), world["OC"]
    early, late = stopped(world, alert), stopped(world, alert)
    hits.confirm(world["EG"], world.actor("EG", "border"), early.id, "document")
    with pytest.raises(Refusal, match=r"hit\.alert_stands"):
        hits.refute(world["EG"], world.actor("EG", "border"), late.id, "alert_over")
    if way == "frozen":
        commission.freeze(oc, world.actor("OC", "commissioner"), alert, "freeze_commission")
    elif way == "ended":
        alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "warrant_cancelled")
    else:
        body = CommissionWithheld(acts.newest(world, "OC", alert))
        with oc.write() as tx:
            issue(oc, tx, node_actor(oc), Statement("commission.withheld", alert, body))
    world.settle()
    told = {role: let_go(world, role) for role in ("border", "bureau")}
    assert told == {"border": {early.id, late.id}, "bureau": {early.id}}
    assert not compare.of_hit(world["EG"], world.actor("EG", "border"), late.id).stands
    with pytest.raises(Refusal, match=r"hit\.alert_over"):
        hits.confirm(world["EG"], world.actor("EG", "border"), late.id, "document")
    over = hits.refute(world["EG"], world.actor("EG", "border"), late.id, "alert_over")
    assert (over.state, over.reason) == ("let_go", "alert_over")
    hits.withhold(world["EG"], world.actor("EG", "bureau"), early.id, "protected_person")
    assert let_go(world, "border") | let_go(world, "bureau") == set()
    with world["EG"].store.read() as reader:
        assert counted(reader, text(world.clock.now())[:7]) == (1, 0), "who was let go is neither a hit nor a false one"


def let_go(world: World, role: str) -> set[str]:
    """The hits whose officers are told that nobody is held on them."""
    return {one.subject for one in lists.tasks(world["EG"], world.actor("EG", role)) if one.code == LET_GO}


def test_a_stop_goes_on_while_others_change(world: World) -> None:
    alert, other = acts.circulated(world), acts.circulated(world, content=acts.person("TN", 2))
    hit = stopped(world, alert)
    commission.freeze(world["OC"], world.actor("OC", "commissioner"), other, "freeze_commission")
    assert (let_go(world, "border"), compare.of_hit(world["EG"], world.actor("EG", "border"), hit.id).stands) == (
        set(),
        True,
    )
    assert hits.confirm(world["EG"], world.actor("EG", "border"), hit.id, "document").state == "confirmed"


def test_a_refuted_hit_leaves_no_trace_outside_the_node(world: World) -> None:
    alert = acts.circulated(world)
    before, digests = heads(world), world.digests()
    hit = stopped(world, alert)
    hits.refute(world["EG"], world.actor("EG", "border"), hit.id, "other_photo")
    assert heads(world) == before
    assert world.digests() == digests
    assert lists.tasks(world["EG"], world.actor("EG", "bureau")) == []
    assert [row.state for row in hits.listed(world["EG"], world.actor("EG", "bureau"))] == ["refuted"]
    with pytest.raises(Refusal, match="forbidden"):
        hits.release(world["EG"], world.actor("EG", "bureau"), hit.id, "identity_confirmed")


def test_a_confirmed_hit_stays_here_too_until_the_bureau_releases_it(world: World) -> None:
    alert = acts.circulated(world)
    hit, before = stopped(world, alert), heads(world)
    node, bureau = world["EG"], world.actor("EG", "bureau")
    with pytest.raises(Refusal, match="forbidden"):
        hits.release(node, bureau, hit.id, "identity_confirmed")
    hits.confirm(node, world.actor("EG", "border"), hit.id, "document")
    assert heads(world) == before
    assert [(task.code, task.subject) for task in lists.tasks(node, bureau)] == [("hit.release", hit.id)]
    hits.release(node, bureau, hit.id, "identity_confirmed")
    assert lists.tasks(node, bureau) == []
    with pytest.raises(Refusal):
        hits.release(node, bureau, hit.id, "identity_confirmed")


def test_the_owner_learns_state_and_time_and_nobody_else_anything(world: World) -> None:
    alert = acts.circulated(world)
    hit = stopped(world, alert)
    node, bureau = world["EG"], world.actor("EG", "bureau")
    hits.confirm(node, world.actor("EG", "border"), hit.id, "document")
    released = hits.release(node, bureau, hit.id, "identity_confirmed")
    world.settle()
    told = {}
    for code in world.nodes:
        with world[code].store.read() as reader:
            payload = reader.payloads.get(released.payload)
            assert reader.register.fold(hit.id) is not None
        told[code] = msgspec.json.decode(payload.body) if payload else None
    learnt = {
        "alert": alert, "entry": alert, "learns": "state_and_time", "state": "EG", "at": text(world.clock.now()),
    }  # fmt: skip
    assert told == {"TN": learnt, "EG": learnt, "OC": learnt, "JO": None, "GS": None}


def test_of_a_sanctions_notice_the_secretariat_learns_nothing(world: World) -> None:
    node = world["GS"]
    batch = alerts.draft_batch(node, world.actor("GS", "reviewer", 1, "DZ"), "sanctions", [NOTICE])
    reviews.accept(node, world.actor("GS", "reviewer", 2, "KW"), batch.subject, batch.content)
    alerts.circulate(node, world.actor("GS", "reviewer", 1, "DZ"), batch.subject)
    world.settle()
    hit = stopped(world, next(iter(batch.items)))
    hits.confirm(world["EG"], world.actor("EG", "border"), hit.id, "document")
    with pytest.raises(Refusal, match=r"hit\.owner_learns_nothing"):
        hits.release(world["EG"], world.actor("EG", "bureau"), hit.id, "identity_confirmed")


def protected(world: World, number: int) -> str:
    """EG has protected that invented person since, and its line to the commission is cut: the alert is in force still."""
    world.net.cut("EG", world.nodes)
    said = Protection("granted", "state", acts.person("TN", number).identity, ("TN",))
    return lodging.lodge(world["EG"], world.actor("EG", "prosecutor"), said)


def test_of_whom_the_state_protects_itself_its_bureau_tells_no_owner(world: World) -> None:
    hit = stopped(world, acts.circulated(world))
    node, bureau = world["EG"], world.actor("EG", "bureau")
    hits.confirm(node, world.actor("EG", "border"), hit.id, "document")
    id = protected(world, 1)
    before = heads(world)
    with pytest.raises(Refusal, match=r"hit\.not_to_be_told"):
        hits.release(node, bureau, hit.id, "identity_confirmed")
    assert heads(world) == before, "the owner sees no more than of a hit that is withheld"
    lodging.end(node, world.actor("EG", "prosecutor"), ProtectionEnded(id))
    hits.release(node, bureau, hit.id, "identity_confirmed")


def test_protection_of_somebody_else_keeps_no_hit_back(world: World) -> None:
    hit = stopped(world, acts.circulated(world))
    hits.confirm(world["EG"], world.actor("EG", "border"), hit.id, "document")
    protected(world, 2)
    hits.release(world["EG"], world.actor("EG", "bureau"), hit.id, "identity_confirmed")


def test_decided_once(world: World) -> None:
    hit = stopped(world, acts.circulated(world))
    node, officer = world["EG"], world.actor("EG", "border")
    hits.confirm(node, officer, hit.id, "photo")
    with pytest.raises(Refusal, match=r"hit\.not_open"):
        hits.refute(node, officer, hit.id, "other_photo")
    with pytest.raises(Refusal, match=r"hit\.not_open"):
        hits.confirm(node, officer, hit.id, "photo")


def test_a_reason_that_is_none(world: World) -> None:
    hit = stopped(world, acts.circulated(world))
    hits.confirm(world["EG"], world.actor("EG", "border"), hit.id, "photo")
    for reason in ("surrendered", "because", ""):
        with pytest.raises(Refusal, match=r"ground\.unknown"):
            hits.release(world["EG"], world.actor("EG", "bureau"), hit.id, reason)


def test_whom_to_compare_with_is_gone_with_the_alert(world: World) -> None:
    alert = acts.circulated(world)
    hit = stopped(world, alert)
    bureau = world.actor("EG", "bureau")
    assert compare.of_hit(world["EG"], bureau, hit.id).identity == acts.person("TN").identity
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    assert compare.of_hit(world["EG"], bureau, hit.id).identity is None


def test_every_act_about_a_hit_is_logged(world: World) -> None:
    hit = stopped(world, acts.circulated(world))
    hits.refute(world["EG"], world.actor("EG", "border"), hit.id, "other_photo")
    with world["EG"].store.read() as reader:
        lines = reader.desk.log_lines(0, 100)
    assert [line.action for line in lines if line.reference == hit.id] == ["hit.open", "hit.refute"]


def test_an_id_from_a_header_stops_nobody(world: World) -> None:
    """Only what this officer's own check met, within his shift: not a colleague's, and not one of yesterday."""
    alert, now = acts.circulated(world), text(world.clock.now())
    border, colleague = world.actor("EG", "border"), world.actor("EG", "border", 2)
    with pytest.raises(NotFound):
        hits.open_hit(world["EG"], border, alert, now, now)
    name = acts.person("TN").identity.primary.full
    check(world["EG"], border, Check("border", name=name))
    for number in range(2, 6):
        check(world["EG"], border, Check("border", name=acts.person("TN", number).identity.primary.full))
    with pytest.raises(NotFound):
        hits.open_hit(world["EG"], colleague, alert, now, now)
    assert hits.open_hit(world["EG"], border, alert, now, now).alert == alert
    world.clock.forward(hours=12, seconds=1)
    later = text(world.clock.now())
    with pytest.raises(NotFound):
        hits.open_hit(world["EG"], border, alert, later, later)
