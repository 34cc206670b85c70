"""What the servers permit: a member speaks under its own name alone, reads what is its own, and nobody comes in unknown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mithaq.app.ports.peer import PeerDown
from mithaq.testing.world import World
from mithaq.transport.nats import names
from mithaq.transport.nats.certificates import Authority
from mithaq.transport.nats.line import Line, Way
from mithaq.transport.nats.publishing import Publishing
from tests.support.nats_lines import connected, until
from tests.support.nats_servers import Servers

FORBIDDEN = [
    names.events("TN"),
    names.request("GS", "TN", "pull"),
    names.inbox("TN") + ".answer",
    names.reply("GS", "TN", "x"),
    f"{names.API}.STREAM.CREATE.{names.stream('TN')}",
    f"{names.API}.STREAM.DELETE.{names.stream('TN')}",
    f"{names.API}.STREAM.DELETE.{names.stream('EG')}",
    f"{names.API}.STREAM.PURGE.{names.stream('TN')}",
    f"{names.API}.STREAM.UPDATE.{names.stream('TN')}",
    f"{names.API}.STREAM.MSG.DELETE.{names.stream('TN')}",
    f"{names.API}.CONSUMER.DELETE.{names.stream('TN')}.GS",
    f"{names.API}.CONSUMER.MSG.NEXT.{names.stream('TN')}.GS",
    "$SYS.REQ.SERVER.PING.VARZ",
]


FOREIGN = [
    ">",
    "mithaq.>",
    "mithaq.ev.TN",
    names.inbox("TN") + ".>",
    names.request("TN", "*", "*"),
    names.reply("TN", "*", "*"),
    "$JS.API.>",
    f"{names.API}.>",
]


@pytest.fixture
def tn_and_eg(broker: Servers) -> object:
    with ExitStack() as stack:
        yield connected(stack, "TN", broker.way), connected(stack, "EG", broker.way)


@pytest.mark.parametrize("subject", FORBIDDEN)
def test_a_node_publishes_nothing_in_anothers_name(tn_and_eg: tuple[Line, Line], subject: str) -> None:
    _, line = tn_and_eg
    line.run(line.client.publish(subject, b"{}"), 5)
    without_domain = subject.replace(names.API, "$JS.API")  # under which of both a hub refuses it depends on its state
    until(lambda: any(f'"{one.lower()}"' in said for one in (subject, without_domain) for said in line.denied), subject)


@pytest.mark.parametrize("subject", FOREIGN)
def test_a_node_reads_nothing_that_is_for_another(tn_and_eg: tuple[Line, Line], subject: str) -> None:
    _, line = tn_and_eg
    line.run(line.client.subscribe(subject), 5)
    until(lambda: bool(line.denied), subject)


def test_its_own_name_is_its_own(tn_and_eg: tuple[Line, Line], world: World) -> None:
    line, _ = tn_and_eg
    assert Publishing(world["TN"], line, 1).step() == 0
    line.run(line.client.jetstream(domain=names.DOMAIN).publish(names.events("TN"), b"own"), 5)
    assert line.denied == []


def _stranger(broker: Servers, folder: Path) -> Way:
    """A certificate with the right name, of an authority that the servers do not know."""
    authority = Authority(folder / "strange", datetime.now(UTC))
    authority.issue("TN")
    (folder / "strange" / "ca.pem").write_bytes((broker.tls / "ca.pem").read_bytes())
    return Way(broker.way.servers, folder / "strange")


def _nobody(broker: Servers, folder: Path) -> Way:
    """A certificate of the right authority, of a name that is no member's."""
    return Way(broker.way.servers, broker.tls)


@pytest.mark.parametrize(("member", "way"), [("TN", _stranger), ("hub1", _nobody)])
def test_who_is_not_known_does_not_come_in(
    broker: Servers, tmp_path: Path, member: str, way: Callable[[Servers, Path], Way]
) -> None:
    line = Line(member, way(broker, tmp_path))
    line.start()
    try:
        until(lambda: "error" in (broker.folder / "hub1.log").read_text().lower(), "the server's refusal")
        assert not line.connected
        with pytest.raises(PeerDown):
            line.request("TN", "pull", b"")
    finally:
        line.close()
