"""A backup honours what went since: restored, a node forgets it again, and uses no place of its journal twice (R11, S10)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from mithaq.app import alerts, border, holders
from mithaq.app.fsck import fsck
from mithaq.app.node import Node, operator_actor
from mithaq.app.restored import accept, honour
from mithaq.app.watch import tick
from mithaq.cli.commands.verifying import Nothing, verify
from mithaq.cli.officer import Who
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.domain.instant import text
from mithaq.home.backup import make
from mithaq.home.restore import restore
from mithaq.journal.encoding import b64url
from mithaq.testing import acts
from tests.fault.test_erase import CANARY, canary, spilled
from tests.support.homes import Homes

KEEPER = "EG"
ASKED = border.Check(purpose="border", name=CANARY)


class Kept(NamedTuple):
    """A federation in which one member has a backup from before an alert ended, and what it had said until it was lost."""

    world: Homes
    file: Path
    keys: Path
    alert: str
    said: dict[int, str]

    def again(self, *, hearing: bool = True) -> Node:
        """The directory is lost, and made anew from the backup."""
        self.world.shut(KEEPER)
        shutil.rmtree(self.world.root / KEEPER)
        restore(self.file, self.keys, self.world.root / KEEPER, self.world.clock.now())
        if not hearing:
            self.world.net.cut(KEEPER, self.world.nodes)
        return self.world.open(KEEPER)


def holder(world: Homes, days: float = 90) -> str:
    until = text(world.clock.now() + timedelta(days=days))
    asked = holders.Opening("backup", "EG-VAULT-1", "EG-IT", "disaster_copy", until, b64url(bytes(32)))
    return holders.open_holder(world[KEEPER], world.actor(KEEPER, "administrator"), asked).subject


def waiting(node: Node) -> list[str]:
    return list(node.unheard)


def said(node: Node, member: str = KEEPER) -> dict[int, str]:
    """The hash at each place of a journal."""
    with node.store.read() as reader:
        return {one.envelope.header.seq: one.envelope.hash for one in reader.journal.after(member, 0, 1000)}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    world = Homes(tmp_path / "nodes")
    alert = acts.circulated(world, "TN", content=canary())
    named = holder(world)
    file, keys = tmp_path / "backup", tmp_path / "keys"
    make(world[KEEPER], operator_actor(world[KEEPER]), named, file)
    shutil.copytree(world.root / KEEPER / "keys", keys)
    own = acts.circulated(world, KEEPER, content=acts.person(KEEPER, 2))
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    world.clock.forward(days=31)
    world.settle()
    assert own
    assert len(holders.one(world[KEEPER], world.actor(KEEPER, "administrator"), named).hand_outs) == 1
    yield Kept(world, file, keys, alert, said(world[KEEPER]))
    world.net.heal()
    world.end()


def test_what_went_since_goes_again_and_no_place_is_used_twice(kept: Kept) -> None:
    node = kept.again()
    lost = len(kept.said) - len(said(node))
    assert lost > 2, "the backup is older"
    assert waiting(node) == ["GS", "OC", "TN"]
    done = honour(node)
    assert (done.unheard, done.regained, waiting(node)) == ((), lost, [])
    assert said(node) == kept.said, (
        "every place that was taken is taken by what stood there, and nothing else was signed"
    )
    assert not border.check(node, kept.world.actor(KEEPER, "border"), ASKED).candidates
    kept.world.settle()
    assert {code: said(one)[seq] for code, one in kept.world.nodes.items() for seq in kept.said} == {
        code: kept.said[seq] for code in kept.world.nodes for seq in kept.said
    }
    for one in kept.world.nodes.values():
        with one.store.read() as reader:
            assert reader.journal.quarantined() == []
    assert kept.world.agree()
    assert fsck(node).faults == ()
    *_, summary = verify(node, Who(), Nothing())
    assert summary["verified"]
    assert spilled(kept.world.root / KEEPER) == {}


def test_its_own_alert_of_since_is_whole_again(kept: Kept) -> None:
    node = kept.again()
    honour(node)
    asked = border.Check(purpose="border", name=acts.person(KEEPER, 2).identity.names[0].full)
    assert border.check(node, kept.world.actor(KEEPER, "border"), asked).candidates


def test_unheard_it_answers_nobody_and_signs_nothing_until_orders_and_all_places_are_known(kept: Kept) -> None:
    node = kept.again(hearing=False)
    officer = kept.world.actor(KEEPER, "border")
    for _ in range(2):
        assert tick(node).moved == 0
        with pytest.raises(Refusal, match=r"restored\.orders"):
            border.check(node, officer, ASKED)
        with pytest.raises(Refusal, match=r"restored\.journal"):
            acts.drafted(kept.world, KEEPER)
    kept.world.shut(KEEPER)
    node = kept.world.open(KEEPER)  # a restart does not make it forget
    kept.world.net.heal()
    kept.world.net.cut("TN", kept.world.nodes)
    tick(node)
    assert waiting(node) == ["TN"]
    assert not border.check(node, officer, ASKED).candidates, "commission and Secretariat were heard"
    with pytest.raises(Refusal, match=r"restored\.journal"):
        acts.drafted(kept.world, KEEPER)
    kept.world.net.heal()
    tick(node)
    assert waiting(node) == []
    assert acts.drafted(kept.world, KEEPER)


def test_a_database_put_back_by_hand_is_found_out_by_what_the_others_hold(kept: Kept) -> None:
    """Nobody marked it: that its own journal goes on elsewhere says so."""
    node = kept.again()
    with node.store.write() as tx:
        tx.desk.put_meta("restored.unheard", "[]")
    node.unheard = ()
    kept.world.net.cut("GS", kept.world.nodes)
    done = honour(node)
    assert done.regained
    assert waiting(node) == ["GS"]


def test_an_administrator_may_go_on_with_reasons_that_are_kept(kept: Kept) -> None:
    node = kept.again(hearing=False)
    administrator = kept.world.actor(KEEPER, "administrator")
    with pytest.raises(Forbidden):
        accept(node, kept.world.actor(KEEPER, "bureau"), "the line is cut")
    with pytest.raises(Refusal, match=r"restored\.reasons"):
        accept(node, administrator, " ")
    assert accept(node, administrator, "the line is cut for weeks") == ("GS", "OC", "TN")
    with node.store.read() as reader:
        assert "the line is cut for weeks" in (reader.desk.meta("restored.accepted") or "")
        assert reader.desk.log_lines(0, 1000)[-1].action == "restored.accepted"
    border.check(node, kept.world.actor(KEEPER, "border"), ASKED)
    with pytest.raises(Refusal, match=r"restored\.nothing"):
        accept(node, administrator, "once more")
