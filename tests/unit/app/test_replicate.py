from __future__ import annotations

import pytest

from mithaq.app import alerts, replicate
from mithaq.app.digest import digests
from mithaq.app.ports.faults import StoreFault
from mithaq.app.ports.peer import PeerDown, Pulled
from mithaq.app.ports.rows import Want
from mithaq.app.replicate import Progress, take
from mithaq.app.serve import Served
from mithaq.domain.attachment import ATTACHMENT
from mithaq.journal.envelope import MAX_ENVELOPE_BYTES, to_wire
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.payload import Payload
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.support.statements import delivered, signed
from tests.unit.app.asking import STATES, fold, heads


class Poisoned:
    """A peer that hands out one bad envelope and is otherwise as it should be."""

    def __init__(self, served: Served, poison: bytes) -> None:
        self._served = served
        self._poison = poison

    def pull(self, member: str, after: int, limit: int) -> Pulled:
        return Pulled((self._poison, *self._served.pull(member, after, limit).envelopes), "")

    def ask(self, request: bytes) -> tuple[Payload | None, ...]:
        return self._served.ask(request)

    def ask_attachment(self, request: bytes) -> bytes | None:
        return self._served.ask_attachment(request)

    def take_orders(self, member: str, envelopes: tuple[bytes, ...]) -> bytes:
        return self._served.take_orders(member, envelopes)

    def deliver_receipt(self, receipt: bytes) -> None:
        self._served.deliver_receipt(receipt)


def wires(world: World, member: str, after: int = 0) -> tuple[bytes, ...]:
    """A journal as its owner has it."""
    with world[member].store.read() as reader:
        return tuple(to_wire(stored.envelope) for stored in reader.journal.after(member, after, 1000))


def quarantined(world: World, code: str) -> list[tuple[str, str]]:
    with world[code].store.read() as reader:
        return [(row.member, row.code) for row in reader.journal.quarantined()]


POISON = {
    "empty": b"",
    "no JSON": b"\xff\xfe\x00",
    "deep": b"[" * 100_000,
    "oversized": b" " * (MAX_ENVELOPE_BYTES + 1),
    "not canonical": b'{"signed":"e30","signatures":[] }',
}


@pytest.mark.parametrize("poison", [*POISON, "not allowed", "altered"])
def test_a_poison_message_harms_only_its_origin(world: World, poison: str) -> None:
    """EG hands out poison. What TN and the Secretariat say arrives all the same, everywhere (R5)."""
    acts.circulated(world)
    bad = POISON.get(poison)
    if bad is None:
        evil = signed(world, "TN", "EG", "commissioner", "alert.approved")
        bad = to_wire(evil) if poison == "not allowed" else to_wire(evil).replace(b"EG-1", b"EG-2")
    alerts.draft(world["EG"], world.actor("EG", "bureau"), "wanted", acts.person("EG"))
    world.attach("EG", Poisoned(Served(world["EG"]), bad))
    mine = acts.circulated(world, content=acts.person("TN", 2))
    for code in ("TN", "JO", "GS", "OC"):
        assert fold(world, code, mine).state == "circulated"
        assert {member for member, _ in quarantined(world, code)} == {"EG"}
        assert digests(world[code]).heads.get("EG", 0) == 0
    assert quarantined(world, "EG") == []
    world.attach("EG", Served(world["EG"]))
    world.settle()
    assert world.agree()


def test_a_message_refused_again_and_again_is_kept_once(world: World) -> None:
    world.attach("EG", Poisoned(Served(world["EG"]), b"{}"))
    for _ in range(5):
        world.step(["TN"])
    assert len(quarantined(world, "TN")) == 1


def test_what_has_no_effect_harms_nobody(world: World) -> None:
    alert = acts.circulated(world)
    before = fold(world, "JO", alert)
    void = signed(world, "JO", "TN", "prosecutor", "alert.approved", subject=alert)
    assert delivered(world, "JO", void) == Progress(1)
    after = fold(world, "JO", alert)
    assert (after.state, after.current, after.pending) == (before.state, before.current, before.pending)
    assert [hash for hash, _ in after.voids] == [void.hash]


def test_an_unknown_newer_type_is_stored_counted_and_not_applied(world: World) -> None:
    """And what the same origin says afterwards is applied."""
    newer = signed(world, "JO", "EG", "bureau", "alert.teleported", body={"to": "Mars"}, subject="a-4547" + "0" * 20)
    assert delivered(world, "JO", newer) == Progress(1)
    known = signed(world, "JO", "EG", "bureau", "alert.drafted")
    assert delivered(world, "JO", known) == Progress(1)
    with world["JO"].store.read() as reader:
        first, second = reader.journal.after("EG", 0, 10)
        assert (first.applied, first.flags) == (False, ("type_unknown",))
        assert second.applied
        assert reader.register.fold(newer.header.subject) is None
        assert reader.register.fold(known.header.subject) is not None
    assert quarantined(world, "JO") == []


def test_a_gap_is_no_fault_of_anybody(world: World) -> None:
    acts.circulated(world)
    fresh = World(world.seed, ("TN", "EG", "JO", "GS", "OC"))
    first, *rest = wires(world, "TN")
    assert take(fresh["JO"], "TN", tuple(rest)) == Progress(0, refused="gap")
    assert quarantined(fresh, "JO") == []
    assert take(fresh["JO"], "TN", (first, rest[1])) == Progress(1, refused="gap")
    assert take(fresh["JO"], "TN", (first, *rest, first)) == Progress(len(rest))
    assert quarantined(fresh, "JO") == []
    fresh.close()


def test_a_second_history_is_refused_and_kept(world: World) -> None:
    """The same place of the same journal, said differently and signed as well (equivocation)."""
    acts.drafted(world)
    world.settle()
    elsewhere = World(world.seed, ("TN", "EG", "JO", "GS", "OC"))
    elsewhere.clock.forward(hours=1)
    other = signed(elsewhere, "JO", "TN", "bureau", "alert.drafted")
    assert delivered(world, "JO", other).refused == "fork"
    assert sorted(quarantined(world, "JO")) == [("TN", "fork"), ("TN", "two_histories")], "and the proof beside it"
    assert len(wires(world, "TN")) == digests(world["JO"]).heads["TN"]
    elsewhere.close()


def test_a_checkpoint_over_another_history_is_refused(world: World) -> None:
    acts.drafted(world)
    world.settle()
    elsewhere = World(world.seed, ("TN", "EG", "JO", "GS", "OC"))
    elsewhere.clock.forward(hours=1)
    acts.drafted(elsewhere)
    elsewhere.step(["TN"])
    note = Served(elsewhere["TN"]).pull("TN", 0, 1).checkpoint
    with pytest.raises(Refused) as refused:
        replicate.keep_checkpoint(world["JO"], "TN", note)
    assert refused.value.code == RefusalCode.PROOF_MISMATCH
    replicate.keep_checkpoint(world["JO"], "TN", note.replace("TN", "EG"))  # no signature of anybody: ignored
    elsewhere.close()


def test_a_peer_that_shows_another_history_stops_nobody_else(world: World) -> None:
    """EG signs a checkpoint over a journal that it did not hand out. TN's alerts arrive everywhere all the same."""
    alerts.draft(world["EG"], world.actor("EG", "bureau"), "wanted", acts.person("EG"))
    world.settle()
    elsewhere = World(world.seed, ("EG", "TN"))
    elsewhere.clock.forward(hours=1)
    acts.drafted(elsewhere, "EG", acts.person("EG"))
    elsewhere.step(["EG"])
    other = Served(elsewhere["EG"])

    class TwoFaced(Poisoned):
        def pull(self, member: str, after: int, limit: int) -> Pulled:
            return Pulled((), other.pull(member, 0, 1).checkpoint)

    world.attach("EG", TwoFaced(Served(world["EG"]), b""))
    mine = acts.circulated(world)
    assert {fold(world, code, mine).state for code in ("TN", "JO", "GS", "OC")} == {"circulated"}
    assert set(quarantined(world, "JO")) == {("EG", "proof_mismatch")}
    elsewhere.close()


def test_a_peer_that_is_down_is_left_for_the_next_time(world: World) -> None:
    world.settle()
    alert = acts.drafted(world)
    world.net.cut("TN", world.nodes)
    with pytest.raises(PeerDown):
        replicate.pull(world["EG"], "TN")
    assert replicate.replicate(world["EG"]) == 0
    world.net.heal()
    world.settle()
    assert fold(world, "EG", alert).state == "drafted"


def test_nothing_is_lost_when_the_disk_fails_in_the_middle_of_a_range(world: World) -> None:
    acts.drafted(world)
    before = heads(world)["EG"]
    world.disks["EG"].fail("before_commit")
    with pytest.raises(StoreFault):
        replicate.pull(world["EG"], "TN")
    assert heads(world)["EG"] == before
    with world["TN"].store.read() as reader:
        assert reader.journal.receipts() == [], "no receipt for what is not on disk"
    world.settle()
    assert world.agree()


def test_payloads_that_are_not_what_was_committed_to_are_not_taken(world: World) -> None:
    class Liar(Poisoned):
        def pull(self, member: str, after: int, limit: int) -> Pulled:
            return self._served.pull(member, after, limit)

        def ask(self, request: bytes) -> tuple[Payload | None, ...]:
            return tuple(Payload(b"\0" * 16, b"{}") for _ in self._served.ask(request))

    alert = acts.reviewed(world)
    world.attach("TN", Liar(Served(world["TN"]), b""))
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    world.settle()
    for code in ("EG", "JO"):
        with world[code].store.read() as reader:
            assert reader.payloads.of(alert) == {}
            assert reader.payloads.wanted_count() == 1
    world.attach("TN", Served(world["TN"]))
    world.settle()
    assert world.agree()


def test_a_restarted_node_goes_on_where_it_was(world: World) -> None:
    alert = acts.reviewed(world)
    for code in STATES:
        world.restart(code)
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    world.restart("TN")
    world.settle()
    assert world.agree()
    for code, node in world.nodes.items():
        with node.store.read() as reader:
            assert reader.journal.outbox() == (0, 0), code


class Silent(Poisoned):
    """A peer that commits to papers and files that it never gives out."""

    def __init__(self, served: Served) -> None:
        super().__init__(served, b"")
        self.asked = 0

    def pull(self, member: str, after: int, limit: int) -> Pulled:
        return Pulled((), "")

    def ask(self, request: bytes) -> tuple[Payload | None, ...]:
        self.asked += 1
        return ()

    def ask_attachment(self, request: bytes) -> bytes | None:
        self.asked += 1
        return None


@pytest.mark.parametrize("item", ["thread.opened", ATTACHMENT])
def test_who_never_gives_what_it_promised_delays_nobody_else(
    world: World, item: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EG has TN want more than one round asks for; the alert of JO still reaches TN, and EG is asked so many times."""
    monkeypatch.setattr(replicate, "ROUND", 8)
    monkeypatch.setattr(replicate, "FILES_AT_ONCE", 5)
    silent = Silent(Served(world["EG"]))
    world.attach("EG", silent)
    promised = [Want(f"{number:064x}", "m-4547" + "0" * 20, item, "EG") for number in range(9)]
    with world["TN"].store.write() as tx:
        tx.payloads.want(promised)
    alert = acts.circulated(world, owner="JO", content=acts.person("JO"))
    current = fold(world, "TN", alert).current
    assert current is not None
    with world["TN"].store.read() as reader:
        assert reader.payloads.held([current.payload])
        before = reader.payloads.wanted(9, "EG")
    silent.asked = 0
    replicate.fetch(world["TN"], "EG")
    assert silent.asked == (5 if item == ATTACHMENT else 1)
    with world["TN"].store.read() as reader:
        after = reader.payloads.wanted(9, "EG")
    assert after.index(before[0]) > after.index(before[-1]), "what was asked for in vain is asked for last"
