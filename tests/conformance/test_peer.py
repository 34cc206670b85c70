"""What every carrier has to do, one test for all of them: memory, and NATS on a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from mithaq.app import attachments, cases
from mithaq.app.exchange import PayloadRequest, Receipt, Wanted, opened, signed
from mithaq.app.node import Node
from mithaq.app.ports.peer import Network, PeerDown
from mithaq.app.serve import Served
from mithaq.domain.instant import text
from mithaq.journal.checkpoint import open_checkpoint
from mithaq.journal.envelope import from_wire, to_wire
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.payload import matches
from mithaq.testing import acts
from mithaq.testing.world import World
from mithaq.transport.nats import names
from tests.support.nats_lines import quiet
from tests.support.nats_servers import Servers, servers

MEMBERS = ("TN", "EG", "GS", "OC")
AWAY = "SA"
Reach = Callable[[str], Network]


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with servers(tmp_path_factory.mktemp("nats"), (*MEMBERS, AWAY)) as found:
        yield found


@pytest.fixture
def world() -> Iterator[World]:
    found = World(3, (*MEMBERS, AWAY))
    yield found
    found.close()


@pytest.fixture(params=["memory", "nats"])
def reach(request: pytest.FixtureRequest, world: World) -> Iterator[Reach]:
    """The network as a member sees it; one is on no network."""
    if request.param == "memory":
        world.hub.detach(AWAY)
        yield world.hub.seen_by
        return
    way = request.getfixturevalue("broker").way
    with quiet({code: world[code] for code in MEMBERS}, way) as networks:
        yield networks.__getitem__


def _journal(node: Node, member: str) -> tuple[bytes, ...]:
    with node.store.read() as reader:
        return tuple(to_wire(one.envelope) for one in reader.journal.after(member, 0, 1000))


def _hash(wire: bytes) -> str:
    return from_wire(wire).hash


def _ask(node: Node, to: str, subject: str, *hashes: str) -> bytes:
    wants = tuple(Wanted(subject, hash) for hash in hashes)
    return signed(PayloadRequest(node.member, to, text(node.now()), wants), node.key)


def test_a_range_begins_after_a_place_and_ends_at_a_limit(world: World, reach: Reach) -> None:
    for _ in range(5):
        acts.drafted(world, "TN")
    whole = _journal(world["TN"], "TN")
    peer = reach("EG").peer("TN")
    assert peer.pull("TN", 0, 3).envelopes == whole[:3]
    assert peer.pull("TN", 3, 100).envelopes == whole[3:]
    end = peer.pull("TN", len(whole), 100)
    assert (end.envelopes, end.live) == ((), True)
    assert open_checkpoint(end.checkpoint, world.roster).size == len(whole)


def test_whoever_holds_a_journal_passes_it_on(world: World, reach: Reach) -> None:
    acts.approved(world, "TN")
    found = reach("GS").peer("EG").pull("TN", 0, 100)
    assert found.envelopes == _journal(world["TN"], "TN")
    assert found.checkpoint == "", "only the origin says how long its journal is"


def test_a_payload_goes_to_its_audience_alone(world: World, reach: Reach) -> None:
    alert = acts.approved(world, "TN")
    with world["TN"].store.read() as reader:
        (hash,) = reader.payloads.of(alert)
    (held,) = reach("GS").peer("TN").ask(_ask(world["GS"], "TN", alert, hash))
    assert held is not None
    assert matches(held, hash)
    assert reach("EG").peer("TN").ask(_ask(world["EG"], "TN", alert, hash)) == (None,)


def test_requests_prove_who_asks(world: World, reach: Reach) -> None:
    alert = acts.approved(world, "TN")
    with world["TN"].store.read() as reader:
        (hash,) = reader.payloads.of(alert)
    theirs = _ask(world["GS"], "TN", alert, hash)
    altered = theirs.replace(b"GS", b"EG", 1)
    for request in (b"", b"{}", altered, _ask(world["GS"], "EG", alert, hash)):
        with pytest.raises(Refused):
            reach("EG").peer("TN").ask(request)


def test_a_large_file_comes_whole_and_only_to_a_party(world: World, reach: Reach) -> None:
    data = b"synthetic words\n" * (3 * names.PART // 16)
    case = acts.case_until(world, acts.S.ARRESTED).id
    node, bureau = world["TN"], world.actor("TN", "bureau")
    kept = attachments.keep(node, bureau, data)
    cases.message(node, bureau, case, "with a file", (kept.hash,))
    assert reach("EG").peer("TN").ask_attachment(_ask(world["EG"], "TN", case, kept.hash)) == data
    assert reach("GS").peer("TN").ask_attachment(_ask(world["GS"], "TN", case, kept.hash)) is None


def test_orders_are_taken_and_signed_for(world: World, reach: Reach) -> None:
    acts.drafted(world, "TN")
    wires = _journal(world["TN"], "TN")
    receipt = opened(reach("TN").peer("EG").take_orders("TN", wires), Receipt, world.roster)
    assert (receipt.by, receipt.journal, receipt.seq) == ("EG", "TN", len(wires))
    assert receipt.hash == _hash(wires[-1])
    assert _journal(world["EG"], "TN") == wires


def test_a_receipt_clears_the_outbox_when_everybody_has_signed(world: World, reach: Reach) -> None:
    acts.drafted(world, "TN")
    hash = _hash(_journal(world["TN"], "TN")[-1])
    with world["TN"].store.read() as reader:
        assert reader.journal.outbox()[0] == 1
    for by in ("EG", "GS", "OC"):
        receipt = Receipt(by, "TN", 1, hash, text(world.clock.now()))
        reach(by).peer("TN").deliver_receipt(signed(receipt, world.keys[by]))
    with world["TN"].store.read() as reader:
        assert reader.journal.outbox()[0] == 1, "one has not signed"
    last = Receipt(AWAY, "TN", 1, hash, text(world.clock.now()))
    Served(world["TN"]).deliver_receipt(signed(last, world.keys[AWAY]))
    with world["TN"].store.read() as reader:
        assert reader.journal.outbox()[0] == 0


def test_a_false_receipt_is_refused_over_there(world: World, reach: Reach) -> None:
    acts.drafted(world, "TN")
    lie = Receipt("EG", "TN", 1, "0" * 64, text(world.clock.now()))
    with pytest.raises(Refused) as problem:
        reach("EG").peer("TN").deliver_receipt(signed(lie, world.keys["EG"]))
    assert problem.value.code is RefusalCode.FORK
    with pytest.raises(Refused):
        reach("EG").peer("TN").deliver_receipt(b"no receipt")


def test_who_is_not_there_is_down(world: World, reach: Reach) -> None:
    request = _ask(world["EG"], AWAY, "a-00000000000000000000000000000001", "0" * 64)
    receipt = signed(Receipt("EG", AWAY, 1, "0" * 64, text(world.clock.now())), world.keys["EG"])
    with pytest.raises(PeerDown):
        reach("EG").peer(AWAY).pull(AWAY, 0, 10)
    with pytest.raises(PeerDown):
        reach("EG").peer(AWAY).ask(request)
    with pytest.raises(PeerDown):
        reach("EG").peer(AWAY).deliver_receipt(receipt)


def test_a_node_whose_disk_fails_is_down_there_and_answers_again_later(world: World, reach: Reach) -> None:
    acts.drafted(world, "TN")
    wires = _journal(world["TN"], "TN")
    world.disks["EG"].fail("before_commit")
    with pytest.raises(PeerDown):
        reach("TN").peer("EG").take_orders("TN", wires)
    reach("TN").peer("EG").take_orders("TN", wires)
    assert _journal(world["EG"], "TN") == wires
