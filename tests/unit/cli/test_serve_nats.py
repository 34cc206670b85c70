"""`mithaq serve --nats` as an operator starts it: one alert reaches it through three real servers, and a check finds it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from mithaq.app import alerts
from mithaq.app.serve import Served
from mithaq.cli.commands.registry import Call
from mithaq.cli.listen import call_holder
from mithaq.home import directory
from mithaq.home.open import HomeBusy
from mithaq.ops.system import SystemEntropy
from mithaq.testing import acts
from mithaq.testing.clock import SharedClock
from mithaq.testing.world import World
from mithaq.transport.nats.carrier import carried
from mithaq.transport.nats.proof import Terms
from tests.support.nats_lines import until
from tests.support.nats_servers import Servers, free_ports, servers

MEMBERS = ("TN", "EG", "GS", "OC")
HERE = ("TN", "GS", "OC")  # nodes of this process; that of EG is one of its own


def test_an_alert_reaches_a_node_that_was_started_by_hand(tmp_path: Path) -> None:
    world = World(5, MEMBERS)
    alert = acts.reviewed(world)
    home = tmp_path / "EG"
    directory.create(home, "EG", world.keys["EG"], world.anchor, world.seal_keys, SystemEntropy(), demo=True)
    SharedClock.make(tmp_path / "clock", world.clock.now())
    with servers(tmp_path, MEMBERS, 3) as broker, ExitStack() as stack:
        for code in HERE:
            node = world[code]
            stack.enter_context(carried(node, Served(node), broker.way, Terms(), lambda fault: None)).go()
        stack.enter_context(_served(home, broker, tmp_path / "clock"))
        alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
        until(lambda: alert in _found(home), "a check at the served node")
        status = {line["member"]: line for line in _lines(home, "net.status")}
        with world["TN"].store.read() as reader:
            head = reader.journal.head("TN")
        assert head is not None
        assert status["TN"]["held"] == head.seq
        assert status["EG"]["carrier"] == ""
    world.close()


@contextmanager
def _served(home: Path, broker: Servers, clock: Path) -> Iterator[None]:
    command = [
        sys.executable, "-m", "mithaq.cli.main", "serve", "--node", str(home), "--port", str(free_ports(1)[0]),
        "--nats-tls", str(broker.tls), "--demo-clock", str(clock),
    ]  # fmt: skip
    for server in broker.way.servers:
        command += ["--nats", server]
    with (home.parent / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            while not _lines(home, "net.status"):
                assert process.poll() is None, (home.parent / "log").read_text()
                sleep(0.05)
            yield
        finally:
            process.terminate()


def _found(home: Path) -> list[str]:
    """The alerts that a check of the local operator meets there."""
    identity = acts.person().identity
    asked = {"purpose": "border", "name": identity.names[0].full, "birth": str(identity.births[0])}
    return [line["alert"] for line in _lines(home, "check", asked) if "alert" in line]


def _lines(home: Path, name: str, args: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """What the process that holds this directory answers; nothing while there is none."""
    try:
        return list(call_holder(home, Call(name, args or {})))
    except HomeBusy:
        return []
