"""Streams: each event stands at its own place, once; what they lack comes by range; what is lost is filled anew."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from mithaq.app.condition import condition
from mithaq.app.ports.peer import PeerDown
from mithaq.app.ports.rows import ReceiptRow
from mithaq.app.replicate import replicate
from mithaq.app.serve import Served
from mithaq.cli.commands import networking
from mithaq.cli.commands.networking import status
from mithaq.cli.exits import DAMAGED
from mithaq.cli.officer import Who
from mithaq.domain.errors import Refusal
from mithaq.home import directory
from mithaq.home.doctor.standing import standing
from mithaq.journal.checkpoint import open_checkpoint
from mithaq.journal.envelope import to_wire
from mithaq.testing import acts
from mithaq.testing.world import World
from mithaq.transport.nats import names
from mithaq.transport.nats.carrier import Carrier, carried
from mithaq.transport.nats.line import Line
from mithaq.transport.nats.publishing import NOTE, Publishing, api, stream_config
from tests.support.nats_lines import RELAXED, agreed, connected, talking, until
from tests.support.nats_servers import Servers


@pytest.fixture
def line(broker: Servers) -> Iterator[Line]:
    with ExitStack() as stack:
        yield connected(stack, "TN", broker.way)


def _held(line: Line, member: str = "TN") -> list[tuple[int, bytes, dict[str, str]]]:
    """Every message of a stream: place, bytes, headers."""

    async def look() -> list[tuple[int, bytes, dict[str, str]]]:
        js = line.client.jetstream(domain=names.DOMAIN)
        state = (await js.stream_info(names.stream(member))).state
        found = []
        for seq in range(state.first_seq, state.last_seq + 1):
            message = await js.get_msg(names.stream(member), seq=seq)
            found.append((seq, message.data or b"", message.headers or {}))
        return found

    return line.run(look(), 10)


def _wires(world: World, member: str = "TN", at: str = "TN") -> list[bytes]:
    with world[at].store.read() as reader:
        return [to_wire(one.envelope) for one in reader.journal.after(member, 0, 1000)]


def _publish(publishing: Publishing) -> None:
    while publishing.step():
        pass


def _go(stack: ExitStack, world: World, broker: Servers, code: str) -> Carrier:
    carrier = stack.enter_context(carried(world[code], Served(world[code]), broker.way, RELAXED, lambda fault: None))
    carrier.go()
    return carrier


def test_the_stream_is_the_journal_place_by_place(world: World, line: Line) -> None:
    for _ in range(3):
        acts.drafted(world)
    _publish(Publishing(world["TN"], line, 1))
    held = _held(line)
    assert [(seq, wire) for seq, wire, _ in held] == list(enumerate(_wires(world), start=1))
    assert [headers["Nats-Msg-Id"] for _, _, headers in held] == ["TN.1", "TN.2", "TN.3"]
    assert [NOTE in headers for _, _, headers in held] == [False, False, True], "a checkpoint over all of it comes last"


def test_what_was_published_and_not_acknowledged_is_not_published_twice(world: World, line: Line) -> None:
    acts.drafted(world)
    acts.drafted(world)
    publishing = Publishing(world["TN"], line, 1)
    _publish(publishing)
    before = _held(line)
    publishing._next = 1  # as if no answer had come
    acts.drafted(world)
    _publish(publishing)
    assert _held(line)[:2] == before
    assert [wire for _, wire, _ in _held(line)] == _wires(world)


def test_a_stream_that_holds_something_else_is_left_alone_and_named(world: World, line: Line) -> None:
    acts.drafted(world)
    publishing = Publishing(world["TN"], line, 1)
    line.run(api(line, f"STREAM.CREATE.{names.stream('TN')}", stream_config("TN", 1, 1)), 5)
    line.run(line.client.jetstream(domain=names.DOMAIN).publish(names.events("TN"), b"junk"), 5)
    assert publishing.step() == 0
    assert publishing.fault == "differs"
    line.run(line.client.jetstream(domain=names.DOMAIN).publish(names.events("TN"), b"junk"), 5)
    publishing.forget()
    assert publishing.step() == 0
    assert publishing.fault == "ahead"


def test_a_new_stream_begins_where_somebody_lacks_something(world: World, line: Line) -> None:
    for _ in range(5):
        acts.drafted(world)
    with world["TN"].store.write() as tx:
        for peer, seq in (("EG", 5), ("GS", 3), ("OC", 4)):
            tx.journal.put_receipt(ReceiptRow(peer, seq, "0" * 64, b""))
    _publish(Publishing(world["TN"], line, 1))
    assert [seq for seq, _, _ in _held(line)] == [4, 5]


def test_what_is_said_reaches_everybody_and_the_outbox_empties(world: World, broker: Servers) -> None:
    with talking(world, broker.way):
        for _ in range(3):
            acts.drafted(world)
        until(lambda: agreed(world), "the same journals everywhere")
        until(lambda: _outbox(world) == 0, "a receipt of everybody")
    with world["EG"].store.read() as reader:
        note = reader.journal.checkpoint("TN")
    assert note is not None
    assert open_checkpoint(note, world.roster).size == 3


def _outbox(world: World) -> int:
    with world["TN"].store.read() as reader:
        return reader.journal.outbox()[0]


def test_a_stream_brings_what_its_origin_said_before_it_went_away(world: World, broker: Servers) -> None:
    acts.drafted(world)
    with ExitStack() as stack:
        _go(stack, world, broker, "TN")
        until(lambda: bool(broker.running))
        until(lambda: _published(world, broker), "the stream")
    with ExitStack() as stack:
        _go(stack, world, broker, "EG")
        until(lambda: _wires(world, "TN", "EG") == _wires(world), "from the stream alone")
        assert "TN" not in world["EG"].last_contact, "nobody spoke to it"


def _published(world: World, broker: Servers) -> bool:
    with ExitStack() as stack:
        line = connected(stack, "TN", broker.way)
        try:
            return len(_held(line)) == len(_wires(world))
        except Exception:  # noqa: BLE001 - it is not there yet
            return False


def test_what_a_stream_brought_does_not_show_that_nothing_newer_was_ordered(world: World, broker: Servers) -> None:
    with ExitStack() as stack:
        _go(stack, world, broker, "GS")
        until(lambda: _said(world, broker, "GS"), "the stream")
    with ExitStack() as stack:
        _go(stack, world, broker, "EG")
        until(lambda: _wires(world, "GS", "EG") == _wires(world, "GS", "GS"), "from the stream alone")
        assert "GS" not in world["EG"].orders_heard
        _go(stack, world, broker, "GS")
        until(lambda: _asked(world), "the origin's own word")


def _asked(world: World) -> bool:
    replicate(world["EG"])  # the minute's round
    return "GS" in world["EG"].orders_heard


def _said(world: World, broker: Servers, member: str) -> bool:
    with ExitStack() as stack:
        line = connected(stack, member, broker.way)
        try:
            return len(_held(line, member)) == len(_wires(world, member, member))
        except Exception:  # noqa: BLE001 - as above
            return False


def test_what_has_left_the_stream_is_asked_for(world: World, broker: Servers, line: Line) -> None:
    for _ in range(4):
        acts.drafted(world)
    line.run(api(line, f"STREAM.CREATE.{names.stream('TN')}", stream_config("TN", 4, 1)), 5)
    with talking(world, broker.way):
        until(lambda: _wires(world, "TN", "EG") == _wires(world), "the gap and what follows it")
    assert [seq for seq, _, _ in _held(line)] == [4]


def test_who_holds_a_journal_fills_in_for_its_origin(world: World, broker: Servers) -> None:
    acts.drafted(world)
    world.step(("GS",))
    with ExitStack() as stack:
        _go(stack, world, broker, "GS")
        _go(stack, world, broker, "EG")
        until(lambda: _wires(world, "TN", "EG") == _wires(world), "from the Secretariat, which holds it")


def test_a_false_message_in_a_stream_does_not_keep_the_true_one_away(world: World, broker: Servers, line: Line) -> None:
    acts.drafted(world)
    line.run(api(line, f"STREAM.CREATE.{names.stream('TN')}", stream_config("TN", 1, 1)), 5)
    line.run(line.client.jetstream(domain=names.DOMAIN).publish(names.events("TN"), b"junk"), 5)
    with ExitStack() as stack:
        carrier = _go(stack, world, broker, "EG")
        until(lambda: _quarantined(world), "what is no event is kept aside")
        origin = _go(stack, world, broker, "TN")
        until(origin.joined.is_set)
        carrier.hearing.compare()
        until(lambda: _wires(world, "TN", "EG") == _wires(world), "the origin's own")


def _quarantined(world: World) -> list[Any]:
    with world["EG"].store.read() as reader:
        return [row.member for row in reader.journal.quarantined() if row.member == "TN"]


def test_a_broker_that_lost_its_disk_has_the_streams_again(world: World, broker: Servers) -> None:
    with talking(world, broker.way):
        acts.drafted(world)
        until(lambda: agreed(world), "before")
        broker.kill()
        broker.wipe()
        acts.drafted(world)
        broker.start()
        until(lambda: agreed(world), "after")
        acts.drafted(world)
        until(lambda: agreed(world) and _outbox(world) == 0, "and what is said then")
        with ExitStack() as stack:
            line = connected(stack, "TN", broker.way)
            until(lambda: bool(_held(line)), "the stream")


def test_a_line_that_is_closed_is_down(world: World, broker: Servers) -> None:
    with ExitStack() as stack:
        line = connected(stack, "TN", broker.way)
    with pytest.raises(PeerDown):
        line.run(asyncio.sleep(0), 1)


def test_a_stream_that_is_another_is_told_once_and_shown_until_it_is_gone(
    world: World, broker: Servers, line: Line, tmp_path: Path
) -> None:
    acts.drafted(world)
    line.run(api(line, f"STREAM.CREATE.{names.stream('TN')}", stream_config("TN", 1, 1)), 5)
    line.run(line.client.jetstream(domain=names.DOMAIN).publish(names.events("TN"), b"junk"), 5)
    node, told = world["TN"], list[BaseException]()
    with carried(node, Served(node), broker.way, RELAXED, told.append) as carrier:
        carrier.go()
        until(carrier.joined.is_set)
        assert node.not_carried == "carrier.differs"
        (shown,) = [one for one in status(node, Who(), networking.Nothing()) if one["member"] == "TN"]
        assert (shown["carrier"], shown["exit"]) == ("carrier.differs", DAMAGED)
        directory.put_info(tmp_path, directory.NodeInfo(directory.LAYOUT, "TN", demo=True))
        seen = {one.code: one.said for one in standing(node, tmp_path, condition(node)) if one.verdict == "act"}
        assert seen["peers.carrier"] == {"reason": "carrier.differs"}
        broker.kill()
        broker.wipe()
        broker.start()
        until(lambda: not node.not_carried, "the stream made anew")
        until(lambda: [wire for _, wire, _ in _held(line)] == _wires(world), "and the journal is in it")
    assert [(getattr(one, "code", ""), getattr(one, "where", "")) for one in told if isinstance(one, Refusal)] == [
        ("carrier.differs", "MITHAQ_TN")
    ]
