"""`mithaq bench net`: how soon an alert is found everywhere, and how fast a node that was away has heard everything.

Four nodes as processes, on SQLite files, with three NATS servers in a cluster that sync each write, as in production. All
of it shares one machine: the servers' three copies lie on one disk, and the lines between them take no time.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import msgspec
import numpy as np

from mithaq.bench.asking import Tell, nobody
from mithaq.bench.net_node import Done, Told
from mithaq.bench.net_world import AWAY, MEMBERS, OWNER, persons, prepare
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import PartialDate
from mithaq.ops.system import SystemClock
from mithaq.testing.nats import cluster
from mithaq.transport.nats.line import Way

STOP_SECONDS = 15.0


class Process:
    """A node that does what it is told. Raises Refusal ``bench.node`` from every method where it has ended."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def tell(self, told: Told) -> None:
        """Let it begin."""
        if self._process.stdin is None or self._process.poll() is not None:
            raise Refusal("bench.node", "log")
        self._process.stdin.write(msgspec.json.encode(told) + b"\n")
        self._process.stdin.flush()

    def done(self) -> Done:
        """Wait for what it was told first and has not answered yet."""
        line = self._process.stdout.readline() if self._process.stdout is not None else b""
        if not line:
            raise Refusal("bench.node", "log")
        return msgspec.json.decode(line, type=Done)

    def do(self, told: Told) -> Done:
        """Both."""
        self.tell(told)
        return self.done()


def net(alerts: int, rate: float, events: int, seed: int, tell: Tell = nobody) -> Iterator[dict[str, Any]]:
    """A line for the alerts and one for the events. Raises Refusal ``demo.server``, ``bench.node``."""
    with TemporaryDirectory(prefix="mithaq-net-") as folder, ExitStack() as stack:
        place = Path(folder)
        made, later = prepare(place, seed, alerts, tell)
        way = stack.enter_context(cluster(place / "nats", MEMBERS, SystemClock().now()))
        arguments = [str(place), str(seed), str(later)]
        others = {code: stack.enter_context(_node(arguments, code, way)) for code in MEMBERS if code != AWAY}
        with _node(arguments, AWAY, way) as away:
            nodes = {**others, AWAY: away}
            _joined(nodes.values())
            yield {**_alerts(nodes, made, rate, seed, tell), "seed": seed}
        yield {**_events(others, arguments, way, events, tell), "seed": seed}


def _alerts(nodes: Mapping[str, Process], made: Sequence[str], rate: float, seed: int, tell: Tell) -> dict[str, Any]:
    """Each is circulated when its turn comes and the one before is found everywhere; time runs from the acknowledgement."""
    took, begin = list[float](), monotonic()
    healthy = [code for code in nodes if code != OWNER]
    for number, (alert, person) in enumerate(zip(made, persons(seed, len(made)), strict=True)):
        sleep(max(0.0, begin + number / rate - monotonic()))
        name, birth = person.identity.names[0].full, _birth(person.identity.births)
        for code in healthy:
            nodes[code].tell(Told("find", alert, name, birth))
        acknowledged = nodes[OWNER].do(Told("circulate", alert)).at
        took.append(max(nodes[code].done().at for code in healthy) - acknowledged)
        tell("circulating", number, len(made))
    p50, p99 = np.percentile(took, [50, 99])
    return {
        "alerts": len(made), "nodes": len(healthy), "p50_seconds": round(float(p50), 3),
        "p99_seconds": round(float(p99), 3), "most_seconds": round(max(took), 3),
    }  # fmt: skip


def _birth(births: Sequence[PartialDate]) -> str:
    """The first that a passport could show: of the Gregorian calendar, to the day."""
    return next((str(one) for one in births if one.day and one.calendar == "gregorian" and not one.until_year), "")


def _events(others: Mapping[str, Process], arguments: list[str], way: Way, events: int, tell: Tell) -> dict[str, Any]:
    """Written and published while one is away and held by all the rest; time runs from when it begins to connect."""
    tell("writing", 0, events)
    head = others[OWNER].do(Told("write", count=events)).count
    others[OWNER].do(Told("published"))
    held = Told("held", count=head, member=OWNER)
    for code, node in others.items():
        if code != OWNER:
            node.do(held)
    tell("admitting", 0, events)
    with _node(arguments, AWAY, way) as away:
        done = away.do(held)
    seconds = done.at - done.began
    return {
        "events": events, "seconds": round(seconds, 2), "events_a_second": round(events / seconds),
        "processor_seconds": round(done.processor, 2),
    }  # fmt: skip


def _joined(nodes: Collection[Process]) -> None:
    for node in nodes:
        node.tell(Told("join"))
    for node in nodes:
        node.done()


@contextmanager
def _node(arguments: list[str], code: str, way: Way) -> Iterator[Process]:
    """A process of this interpreter; what it has to say of faults goes to our own error stream."""
    command = [sys.executable, "-m", "mithaq.bench.net_node", *arguments, code, str(way.tls), *way.servers]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own command
        try:
            yield Process(process)
        finally:
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
