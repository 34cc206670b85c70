"""One node of the network's measurement, as a process: it carries and ticks as `mithaq serve` does, and obeys.

A line of JSON in, a line of JSON out. Instants are those of the machine's monotonic clock, which all its processes share.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from time import monotonic, process_time, sleep

import msgspec
from msgspec import Struct

from mithaq.app import alerts
from mithaq.app.border import Check, check
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node
from mithaq.app.serve import Served
from mithaq.app.watch import tick
from mithaq.bench.net_world import NetWorld
from mithaq.domain import content as contents
from mithaq.domain.alert_events import AlertDrafted
from mithaq.ops.tables import frequency_rows
from mithaq.testing.synthetic import Generator
from mithaq.transport.nats import names
from mithaq.transport.nats.carrier import Carrier, carried
from mithaq.transport.nats.line import Way
from mithaq.transport.nats.proof import Terms

LOOK_SECONDS = 0.005  # between two looks: what is measured is coarser by so much
TICK_SECONDS = 1.0  # as `mithaq serve`
A_TRANSACTION = 100  # events that the writer keeps with one fsync
OVERSEERS = ("GS", "OC")  # who check nobody: there an alert is found when it can be read
PATIENCE = 600.0


class Told(Struct, frozen=True):
    """What to do: `circulate` or `find` an alert, `write` so many events, say when they are `published`, or `held`."""

    do: str
    alert: str = ""
    name: str = ""
    birth: str = ""
    count: int = 0
    member: str = ""


class Done(Struct, frozen=True):
    """When it was done, and when the node began to connect; `count`: events in the journal that was asked about;
    `processor`: seconds that it has had of a processor since then."""

    at: float
    began: float
    count: int = 0
    processor: float = 0.0


class Measured:
    """The node and how it does what it is told. Raises Refusal, and TimeoutError for what does not come."""

    def __init__(self, world: NetWorld, code: str, carrier: Carrier, began: tuple[float, float]) -> None:
        self._world = world
        self._began, self._spent = began
        self._node = world[code]
        self._carrier = carrier
        self._ways: dict[str, Callable[[Told], int]] = {
            "join": self._join, "circulate": self._circulate, "find": self._find, "write": self._write,
            "published": self._published, "held": self._held,
        }  # fmt: skip

    def do(self, told: Told) -> Done:
        """Do it, and say when it was done."""
        count = self._ways[told.do](told)
        return Done(monotonic(), self._began, count, process_time() - self._spent)

    def _join(self, told: Told) -> int:
        """On the network; and the first question, for which machine code is loaded, has been asked."""
        if self._node.member not in OVERSEERS:
            actor = self._world.actor(self._node.member, "border")
            check(self._node, actor, Check("border", name="Zuhayr al-Qurtubi", birth="1980-05-01"))
        _until(self._carrier.joined.is_set)
        return 0

    def _circulate(self, told: Told) -> int:
        alerts.circulate(self._node, self._world.actor(self._node.member, "bureau"), told.alert)
        return 0

    def _find(self, told: Told) -> int:
        """First it is waited for without asking, so that the waiting costs the node little; then a check has to find it."""
        node = self._node
        _until(lambda: _has_entry(node, told.alert))
        if node.member not in OVERSEERS:
            actor, asked = self._world.actor(node.member, "border"), Check("border", name=told.name, birth=told.birth)
            _until(lambda: told.alert in [one.alert for one in check(node, actor, asked).candidates])
        return 0

    def _write(self, told: Told) -> int:
        """Drafts of things, an event each: the others take over their headers."""
        node, actor = self._node, self._world.actor(self._node.member, "bureau")
        things = list(Generator(told.count, frequency_rows()).objects(node.member, told.count))
        for start in range(0, len(things), A_TRANSACTION):
            with node.write() as tx:
                for thing in things[start : start + A_TRANSACTION]:
                    body = AlertDrafted(thing.__struct_config__.tag)  # type: ignore[arg-type]  # the tag of a thing is its kind
                    issue(node, tx, actor, Statement("alert.drafted", node.new_id("a"), body, contents.encode(thing)))
        return _head(node, node.member)

    def _published(self, told: Told) -> int:
        _until(lambda: self._in_stream() >= _head(self._node, self._node.member))
        return self._in_stream()

    def _held(self, told: Told) -> int:
        _until(lambda: _head(self._node, told.member) >= told.count)
        return _head(self._node, told.member)

    def _in_stream(self) -> int:
        line = self._carrier.line
        info = line.run(line.client.jetstream(domain=names.DOMAIN).stream_info(names.stream(line.member)), 10)
        return int(info.state.last_seq)


def main(folder: str, seed: str, later: str, code: str, tls: str, *servers: str) -> None:
    """Carry and obey until the input ends."""
    stop = Event()
    with closing(NetWorld(Path(folder), int(seed), (code,), float(later))) as world:
        node, began = world[code], (monotonic(), process_time())
        with carried(node, Served(node), Way(servers, Path(tls)), Terms(), _report) as carrier:
            carrier.go()
            watch = Thread(target=_watch, args=(node, stop))
            watch.start()
            try:
                _obey(Measured(world, code, carrier, began))
            finally:
                stop.set()
                watch.join()


def _obey(measured: Measured) -> None:
    for line in sys.stdin:
        done = measured.do(msgspec.json.decode(line, type=Told))
        sys.stdout.write(msgspec.json.encode(done).decode() + "\n")
        sys.stdout.flush()


def _watch(node: Node, stop: Event) -> None:
    while not stop.wait(TICK_SECONDS):
        tick(node)


def _until(ready: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not ready():
        if monotonic() > end:
            raise TimeoutError
        sleep(LOOK_SECONDS)


def _has_entry(node: Node, alert: str) -> bool:
    with node.store.read() as reader:
        return reader.register.entry(alert) is not None


def _head(node: Node, member: str) -> int:
    with node.store.read() as reader:
        head = reader.journal.head(member)
    return head.seq if head is not None else 0


def _report(fault: BaseException) -> None:
    sys.stderr.write(f"{type(fault).__name__} {getattr(fault, 'code', '')} {getattr(fault, 'where', '')}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
