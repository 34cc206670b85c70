"""Holders of copies: named, ended by the clock, recalled, and answered for with the holder's own signature."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from mithaq.app import bundles, holders, lists
from mithaq.app.holders import Deletion, Opening, sign_deletion
from mithaq.app.node import Actor, operator_actor
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.world import World

OTHER = "B" * 42 + "A"


@pytest.fixture
def world() -> Iterator[World]:
    found = World(5, ("TN", "EG", "GS", "OC"))
    yield found
    found.close()


def refused(do: object) -> str:
    with pytest.raises(Refusal) as told:
        do()  # type: ignore[operator]  # a function without arguments
    return told.value.code


def shown(world: World, id: str, member: str = "TN") -> holders.Shown:
    role = "commissioner" if member == "OC" else "bureau"
    return holders.one(world[member], world.actor(member, role), id)


def test_nothing_leaves_without_a_living_holder(world: World) -> None:
    alert, bureau, node = acts.drafted(world), world.actor("TN", "bureau"), world["TN"]
    assert refused(lambda: bundles.export(node, bureau, alert)) == "holder.none"
    backup, export = acts.holder(world, kind="backup"), acts.holder(world)
    assert refused(lambda: bundles.export(node, bureau, alert, backup)) == "holder.none", "of another kind"
    data = bundles.export(node, bureau, alert, export)
    (handed,) = shown(world, export).hand_outs
    assert (handed.what, handed.items, handed.post) == ("alert_bundle", 1, bureau.post)
    assert handed.sha256 == hashlib.sha256(data).hexdigest()
    world.clock.forward(hours=48)
    assert refused(lambda: bundles.export(node, bureau, alert, export)) == "holder.expired"
    holders.renew(node, world.actor("TN", "administrator"), export, text(world.clock.now() + timedelta(hours=1)))
    assert bundles.export(node, bureau, alert, export)
    holders.recall(node, world.actor("TN", "administrator"), export, "copy_lost")
    assert refused(lambda: bundles.export(node, bureau, alert, export)) == "holder.recalled"
    assert len(shown(world, export).hand_outs) == 2


def test_a_holder_of_another_member_takes_nothing_from_here(world: World) -> None:
    alert, foreign = acts.drafted(world), acts.holder(world, "EG")
    world.settle()
    assert refused(lambda: bundles.export(world["TN"], world.actor("TN", "bureau"), alert, foreign)) == "holder.none"
    with pytest.raises(NotFound):
        shown(world, foreign)


@pytest.mark.parametrize(("kind", "hours"), [("offline", 48), ("export", 720), ("webhook", 2160), ("connector", 8760)])
def test_no_copy_lives_longer_than_its_kind_may(world: World, kind: str, hours: int) -> None:
    node, who = world["TN"], world.actor("TN", "administrator")
    assert refused(lambda: acts.holder(world, kind=kind, hours=hours + 1)) == "holder.expiry"
    assert refused(lambda: acts.holder(world, kind=kind, hours=0)) == "holder.expiry"
    id = acts.holder(world, kind=kind, hours=hours)
    late = text(world.clock.now() + timedelta(hours=hours, minutes=1))
    assert refused(lambda: holders.renew(node, who, id, late)) == "holder.expiry"


def test_what_is_asked_for_is_looked_at(world: World) -> None:
    node, who = world["TN"], world.actor("TN", "administrator")
    until = text(world.clock.now() + timedelta(hours=1))
    good = {
        "kind": "export", "name": "TN-COURT", "authority": "TN-JUSTICE", "purpose": "court_file", "expires_at": until,
        "receipt_key": holders.public_half(OTHER),
    }  # fmt: skip
    wrong = {
        "kind": ("film", "holder.kind"), "name": ("Mr. Ben Ali", "content.invalid"), "purpose": ("fun", "ground.unknown"),
        "receipt_key": ("short", "content.invalid"), "expires_at": ("soon", "instant.invalid"),
    }  # fmt: skip
    for field, (value, code) in wrong.items():
        asked = Opening(**(good | {field: value}))
        assert refused(lambda asked=asked: holders.open_holder(node, who, asked)) == code, field
    holders.open_holder(node, who, Opening(**good))
    assert refused(lambda: holders.open_holder(node, who, Opening(**good))) == "holder.exists"
    for role in ("bureau", "border", "prosecutor"):
        with pytest.raises(Forbidden):
            holders.open_holder(node, world.actor("TN", role), Opening(**good))


def test_the_commission_recalls_any_copy_and_every_node_sees_it(world: World) -> None:
    id = acts.holder(world)
    world.settle()
    commissioner = world.actor("OC", "commissioner")
    assert refused(lambda: holders.recall(world["OC"], commissioner, id, "found")) == "ground.unknown"
    with pytest.raises(NotFound):
        holders.renew(world["OC"], world.actor("OC", "administrator"), id, text(world.clock.now()))
    holders.recall(world["OC"], commissioner, id, "copy_ordered_back")
    world.settle()
    holder = shown(world, id).holder
    assert (holder.state, holder.recalled_by, holder.reason) == ("recalled", "OC", "copy_ordered_back")
    assert not shown(world, id).lives
    assert world.agree()
    own = world.actor("TN", "administrator")
    assert refused(lambda: holders.recall(world["TN"], own, id, "copy_lost")) == "holder.recalled"


def test_the_holders_own_receipt_and_nobody_elses(world: World) -> None:
    alert, id, node = acts.drafted(world), acts.holder(world), world["TN"]
    bureau = world.actor("TN", "bureau")
    bundles.export(node, bureau, alert, id)
    world.clock.forward(hours=1)
    said = Deletion(id, 1, text(world.clock.now()))
    forged = sign_deletion(OTHER, said)
    assert refused(lambda: holders.take_receipt(node, bureau, forged)) == "holder.receipt"
    changed = holders.SignedDeletion(Deletion(id, 2, said.deleted_at), sign_deletion(acts.SECRET, said).signature)
    assert refused(lambda: holders.take_receipt(node, bureau, changed)) == "holder.receipt"
    early = sign_deletion(acts.SECRET, Deletion(id, 1, text(world.clock.now() + timedelta(hours=1))))
    assert refused(lambda: holders.take_receipt(node, bureau, early)) == "instant.future"
    holders.take_receipt(node, bureau, sign_deletion(acts.SECRET, said))
    world.settle()
    for member in ("TN", "OC"):
        found = shown(world, id, member)
        assert (found.genuine, found.holder.answered, found.late) == ((True,), True, False)
    assert refused(lambda: sign_deletion("short", said)) == "holder.key"


def test_a_late_receipt_is_shown_and_raised_once(world: World) -> None:
    alert, id, idle, node = acts.drafted(world), acts.holder(world), acts.holder(world, secret=OTHER), world["TN"]
    bundles.export(node, world.actor("TN", "bureau"), alert, id)
    world.clock.forward(hours=48 + 167)
    world.settle()
    assert not shown(world, id).late
    world.clock.forward(hours=1)
    world.settle()
    assert [shown(world, one).late for one in (id, idle)] == [True, False], "who was given nothing owes nothing"
    administrator = world.actor("TN", "administrator")
    tasks = [task.subject for task in lists.tasks(node, administrator) if task.code == holders.LATE]
    assert tasks == [id]
    receipt = sign_deletion(acts.SECRET, Deletion(id, 1, text(world.clock.now())))
    holders.take_receipt(node, administrator, receipt)
    world.settle()
    assert [task for task in lists.tasks(node, administrator) if task.code == holders.LATE] == []
    assert not shown(world, id).late


def test_the_commission_sees_everybodys_and_a_state_its_own(world: World) -> None:
    ids = {acts.holder(world, code) for code in ("TN", "EG")}
    world.settle()
    assert {one.holder.id for one in holders.listed(world["OC"], world.actor("OC", "commissioner"))} == ids
    assert {one.holder.member for one in holders.listed(world["EG"], world.actor("EG", "judge"))} == {"EG"}
    with pytest.raises(Forbidden):
        holders.listed(world["EG"], world.actor("EG", "border"))


_MAY = {
    "holder.renewed": {"administrator"},
    "holder.recalled": {"administrator"},
    "holder.receipted": {"administrator", "operator", "bureau"},
    "holder.handed": {"bureau", "prosecutor", "judge", "counsel", "operator"},
}


@pytest.mark.parametrize("action", sorted(_MAY))
def test_who_does_what_to_a_holder_of_the_own_state(world: World, action: str) -> None:
    node, id = world["TN"], acts.holder(world)
    soon = text(world.clock.now() + timedelta(hours=2))
    told = sign_deletion(acts.SECRET, Deletion(id, 0, text(world.clock.now())))
    do: Callable[[Actor], object] = {
        "holder.renewed": lambda who: holders.renew(node, who, id, soon),
        "holder.recalled": lambda who: holders.recall(node, who, id, "copy_lost"),
        "holder.receipted": lambda who: holders.take_receipt(node, who, told),
        "holder.handed": lambda who: holders.hand_out(node, who, id, "export", "case_bundle", b"synthetic", 1),
    }[action]
    roles = ("border", "bureau", "prosecutor", "judge", "counsel", "operator", "administrator")
    let_pass = set()
    for role in roles:
        try:
            do(world.actor("TN", role) if role != "operator" else operator_actor(node))
        except Forbidden:
            continue  # whoever may is not refused otherwise: one alone may recall, and a recall is final
        let_pass.add(role)
    assert let_pass == _MAY[action]
