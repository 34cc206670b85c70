"""A member that shows two histories is caught in one exchange, and the proof needs nobody's node."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app.node import Node
from mithaq.app.ports.peer import Peer
from mithaq.app.replicate import pull, take
from mithaq.app.serve import Served
from mithaq.app.watch import tick
from mithaq.app.witness import proofs
from mithaq.journal import histories
from mithaq.journal.cosign import cosignatures
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.roster_document import roster_of
from mithaq.testing import acts
from mithaq.testing.world import World, sim_roster

NODES = ("TN", "EG", "SA", "GS", "OC")


class TwoFaced(World):
    """A federation in which one member shows another history to some."""

    def __init__(self, seed: int, other: World, member: str, shown_to: tuple[str, ...]) -> None:
        super().__init__(seed, NODES)
        honest = self.net.between

        def between(asker: str, to: str, peer: Peer) -> Peer:
            return Served(other[member]) if to == member and asker in shown_to else honest(asker, to, peer)

        self.hub._wrap = between


@pytest.fixture
def two() -> Iterator[tuple[TwoFaced, World]]:
    """TN shows one history to EG and another to SA: its first statements differ."""
    other = World(5, NODES)
    world = TwoFaced(5, other, "TN", ("SA",))
    yield world, other
    world.close()
    other.close()


def drafts(world: World, count: int, urgent: str = "") -> None:
    for number in range(count):
        acts.drafted(world, "TN", acts.person("TN", number + 1), urgent=urgent)


def kept(node: Node) -> dict[str, str]:
    with node.store.read() as reader:
        return proofs(reader, NODES)


@pytest.mark.parametrize(("one", "other"), [(3, 3), (5, 2), (2, 5)])
def test_two_histories_are_caught_in_one_exchange(two: tuple[TwoFaced, World], one: int, other: int) -> None:
    world, second = two
    drafts(world, one)
    drafts(second, other, urgent=acts.URGENT)
    pull(world["EG"], "TN")
    pull(world["SA"], "TN")
    pull(world["EG"], "SA")
    pull(world["SA"], "EG")
    found = [proof for code in ("EG", "SA") for proof in kept(world[code]).values()]
    assert found, "whoever holds the longer history sees it"
    for proof in found:
        caught = histories.verify(proof.encode(), world.roster)
        assert (caught.member, caught.older, caught.newer) == ("TN", min(one, other), max(one, other))
        assert {line.witness for line in caught.witnesses} == {"EG", "SA"}
        assert histories.verify(proof.encode()).member == "TN", "by the roster inside it agrees with itself"
        for broken in (proof.replace('"path":[', '"path":["AA",'), proof.replace("mithaq/TN", "mithaq/EG")):
            with pytest.raises(Refused):
                histories.verify(broken.encode(), world.roster)
    with world["EG"].store.read() as reader:
        codes = {row.code for row in reader.journal.quarantined()}
    assert "two_histories" in codes or one < other


def test_one_history_that_grew_is_no_second_one() -> None:
    world = World(6, NODES)
    try:
        drafts(world, 2)
        pull(world["EG"], "TN")
        with world["EG"].store.read() as reader:
            older = reader.journal.checkpoint("TN") or ""
        drafts(world, 3)
        pull(world["SA"], "TN")
        for asker, peer in (("EG", "SA"), ("SA", "EG")):
            pull(world[asker], peer)
        assert kept(world["EG"]) == kept(world["SA"]) == {}
        with world["SA"].store.read() as reader:
            newer = reader.journal.checkpoint("TN") or ""
            leaves = reader.journal.leaves("TN", 5)
        with pytest.raises(Refused) as problem:
            histories.two_notes(older, newer, leaves, world.roster)
        assert problem.value.code is RefusalCode.PROOF_MISMATCH
    finally:
        world.close()


def test_two_events_at_one_place_are_a_proof_too(two: tuple[TwoFaced, World]) -> None:
    world, second = two
    drafts(world, 2)
    drafts(second, 2, urgent=acts.URGENT)
    pull(world["EG"], "TN")
    shown = Served(second["TN"]).pull("TN", 0, 10).envelopes
    assert take(world["EG"], "TN", shown).refused == "fork"
    proof = kept(world["EG"])["TN"]
    caught = histories.verify(proof.encode(), world.roster)
    assert (caught.member, caught.older) == ("TN", 1)
    strangers, _ = sim_roster(7, NODES, world.law)
    with pytest.raises(Refused):
        histories.verify(proof.encode(), roster_of(strangers))


def test_a_journal_is_cosigned_by_those_who_hold_it_and_that_is_kept() -> None:
    world = World(8, NODES)
    try:
        drafts(world, 2)
        world.settle()
        world.clock.forward(minutes=1)
        world.settle()
        tick(world["TN"])
        with world["TN"].store.read() as reader:
            note = reader.journal.checkpoint("TN") or ""
        assert {line.witness for line in cosignatures(note, world.roster)} == {"EG", "SA", "GS", "OC"}
        assert all(kept(node) == {} for node in world.nodes.values())
        with world["EG"].store.read() as reader:
            shown = reader.journal.checkpoint("TN") or ""
        assert {line.witness for line in cosignatures(shown, world.roster)} == {"EG"}
    finally:
        world.close()
