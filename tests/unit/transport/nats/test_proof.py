"""What a node demands of a broker before it trusts it to carry."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from mithaq.app.ports.peer import PeerDown
from mithaq.app.serve import Served
from mithaq.domain.errors import Refusal
from mithaq.testing.world import World
from mithaq.transport.nats.carrier import carried
from mithaq.transport.nats.proof import Server, Terms, check_server, prove, said
from tests.support.nats_lines import RELAXED, connected, until
from tests.support.nats_servers import Servers, plain, servers

MEMBERS = ("TN", "EG", "GS", "OC")
HASTY = Terms(replicas=1, relaxed=True, patience=0.1)
FIT = Server("hub1", "2.15.1", True, 3)


def _lazy(text: str) -> str:
    return text.replace("sync_interval: always", 'sync_interval: "2m"')


def _silent(text: str) -> str:
    return text.replace('to: "mithaq.servers"', 'to: "mithaq.elsewhere"')


def test_a_server_that_does_not_sync_is_refused(tmp_path: Path, world: World) -> None:
    with (
        servers(tmp_path, MEMBERS, change=_lazy) as broker,
        pytest.raises(Refusal) as problem,
        carried(world["TN"], Served(world["TN"]), broker.way, Terms(), lambda fault: None),
    ):
        raise AssertionError("it started")
    assert problem.value.code == "carrier.sync"


def test_nothing_is_carried_while_nothing_is_proved(tmp_path: Path, world: World) -> None:
    faults: list[BaseException] = []
    with (
        servers(tmp_path, MEMBERS, change=_silent) as broker,
        carried(world["TN"], Served(world["TN"]), broker.way, Terms(), faults.append) as carrier,
    ):
        carrier.go()
        until(lambda: carrier.line.connected)
        assert carrier.refused is not None
        assert carrier.refused.code == "carrier.unproved"
        assert [getattr(fault, "code", "") for fault in faults] == ["carrier.unproved"]
        assert not carrier.joined.is_set()
        with pytest.raises(PeerDown):
            carrier.network.peer("EG").pull("EG", 0, 1)


def test_one_server_is_no_three(broker: Servers) -> None:
    with ExitStack() as stack:
        line = connected(stack, "TN", broker.way)
        with pytest.raises(Refusal) as problem:
            prove(line, Terms())
        assert problem.value.code == "carrier.unproved"
        with pytest.raises(Refusal) as problem:
            prove(line, Terms(replicas=1))
        assert problem.value.code == "carrier.replicas"
        assert prove(line, RELAXED) == ()


def test_a_plain_line_is_refused(tmp_path: Path) -> None:
    with ExitStack() as stack:
        way = stack.enter_context(plain(tmp_path))
        line = connected(stack, "TN", way)
        with pytest.raises(Refusal) as problem:
            prove(line, Terms())
    assert problem.value.code == "carrier.tls"


@pytest.mark.parametrize(
    ("server", "code"),
    [
        (Server("hub1", "2.9.25", True, 3), "carrier.version"),
        (Server("hub1", "2.13.9-RC.1", True, 3), "carrier.version"),
        (Server("hub1", "nonsense", True, 3), "carrier.version"),
        (Server("hub1", "2.14.0", False, 3), "carrier.sync"),
    ],
)
def test_old_or_lazy_servers_are_refused(server: Server, code: str) -> None:
    check_server(FIT)
    with pytest.raises(Refusal) as problem:
        check_server(server)
    assert (problem.value.code, problem.value.where) == (code, "hub1")


@pytest.mark.parametrize("answer", [b"", b"[]", b"{}", b'{"server":{"name":"x"},"data":{}}', b'{"server":3,"data":4}'])
def test_what_is_no_answer_proves_nothing(answer: bytes) -> None:
    with pytest.raises(PeerDown):
        said(answer)


def test_a_node_works_without_a_broker_and_joins_when_there_is_one(tmp_path: Path, world: World) -> None:
    with servers(tmp_path, MEMBERS) as broker:
        broker.kill()
        with carried(world["TN"], Served(world["TN"]), broker.way, HASTY, lambda fault: None) as carrier:
            carrier.go()
            assert not carrier.joined.is_set()
            with pytest.raises(PeerDown):
                carrier.network.peer("EG").pull("EG", 0, 1)
            broker.start()
            until(carrier.joined.is_set, "the broker is there")
