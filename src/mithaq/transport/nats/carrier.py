"""The carrier of one node: its line, its stream, what it reads of the others, whom it answers, and two threads that keep
all of it going.

A node works without any of this: a broker that cannot be reached means stale, never unavailable. Until the broker is proved
to be what it has to be (`proof`), nothing is published, read or answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

from mithaq.app.node import Node
from mithaq.app.ports.peer import Peer, PeerDown
from mithaq.domain.errors import Refusal
from mithaq.transport.nats import names
from mithaq.transport.nats.answering import Answering
from mithaq.transport.nats.hearing import Hearing, Report
from mithaq.transport.nats.line import Line, Way
from mithaq.transport.nats.peer import NatsNetwork
from mithaq.transport.nats.proof import UNPROVED, Terms, check_stream, prove
from mithaq.transport.nats.publishing import Publishing
from mithaq.transport.nats.reading import Reading

LOOK_SECONDS = 0.05  # how often the own journal is looked at for news: one read of an index
STREAM_SECONDS = 5.0  # how often the own stream is looked at: a broker that lost everything has it again so soon
FAULT_SECONDS = 1.0
UNFIT_SECONDS = 60.0  # before a broker that was not fit is looked at again


class Carrier:
    """See the module. `joined` is set once the broker was proved and the node talks; `refused` is why it does not."""

    def __init__(self, node: Node, served: Peer, way: Way, terms: Terms, report: Report) -> None:
        self.node = node
        self.line = Line(node.member, way)
        self.refused: Refusal | None = None
        self.joined = Event()
        self._terms = terms
        self._report = report
        self._stop = Event()
        self.hearing = Hearing(node, report)
        self.readings = {member: self._reading(member) for member in node.peers}
        self.publishing = Publishing(node, self.line, terms.replicas)
        self.network = NatsNetwork(node, self.line, self.readings)
        self._answering = Answering(node, served, self.line)
        self._threads = [
            Thread(target=self._say, name=f"says {node.member}", daemon=True),
            Thread(target=self._hear, name=f"hears {node.member}", daemon=True),
        ]

    def start(self) -> None:
        """Connect and prove; from here on this node can ask the others. Raises Refusal if the broker is not fit.

        Where nothing is proved either way, since no hub is reached through the leaf, it starts and waits with the network.
        """
        self.line.start()
        until = monotonic() + self._terms.patience
        while not self.line.connected and monotonic() < until:
            self._stop.wait(LOOK_SECONDS)
        try:
            self._prove()
        except PeerDown:
            pass
        except Refusal as refusal:
            if refusal.code != UNPROVED:
                raise
            self._refuse(refusal)
        self.node.network = self.network

    def go(self) -> None:
        """Publish, read and answer; without a broker, as soon as there is one. A node that was restored first erases what
        has to go (`app.restored`), and comes here after that."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let the threads end after what they are at, then leave the broker."""
        self._stop.set()
        self.hearing.end()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()
        self._answering.stop()
        self.line.close()

    def _reading(self, member: str) -> Reading:
        def place() -> int:
            with self.node.store.read() as reader:
                head = reader.journal.head(member)
            return head.seq if head else 0

        return Reading(self.line, member, place, lambda: self.hearing.told(member))

    def _prove(self) -> None:
        """Raises PeerDown while there is no broker, and Refusal if it is not fit."""
        if not self.line.connected:
            raise PeerDown(self.node.member)
        prove(self.line, self._terms)
        self.network.open = True

    def _join(self) -> None:
        """Raises as `_prove`."""
        if not self.network.open:
            self._prove()
        self._answering.begin()  # first of all: who hears of this node asks it at once
        self._step()
        check_stream(self.line, self.node.member, self._terms)
        for reading in self.readings.values():
            reading.begin()
        self.refused = None
        self._compared()
        self.joined.set()

    def _hear(self) -> None:
        while not self._stop.is_set() and not self.joined.wait(LOOK_SECONDS):
            continue
        self.hearing.run(self._stop)

    def _say(self) -> None:
        """Publish whatever is new in the own journal, whatever happens to the broker."""
        while not self._stop.wait(LOOK_SECONDS):
            try:
                self._publish()
            except PeerDown:
                self._lost(FAULT_SECONDS)
            except Refusal as refusal:
                self._refuse(refusal)
                self._lost(FAULT_SECONDS if refusal.code == UNPROVED else UNFIT_SECONDS)
            except Exception as fault:  # noqa: BLE001 - a full disk now must not silence the node for good
                self._report(fault)
                self._lost(FAULT_SECONDS)

    def _refuse(self, refusal: Refusal) -> None:
        """Say it once, for as long as it is the same."""
        if self.refused is None or self.refused.code != refusal.code:
            self._report(refusal)
        self.refused = refusal
        self.node.not_carried = refusal.code

    def _step(self) -> int:
        """Publish what is new; how many events. Raises PeerDown."""
        count = self.publishing.step()
        if self.refused is None:
            self._compared()
        return count

    def _compared(self) -> None:
        """A stream that is not this journal is told once, and stands in `net status` and `doctor` until it is gone."""
        code = f"carrier.{self.publishing.fault}" if self.publishing.fault else ""
        if code and code != self.node.not_carried:
            self._report(Refusal(code, names.stream(self.node.member)))
        self.node.not_carried = code

    def _lost(self, seconds: float) -> None:
        self.publishing.forget()
        self._stop.wait(seconds)
        self.hearing.compare()

    def _publish(self) -> None:
        """Until it is time to look at the stream itself again. Raises PeerDown, Refusal, StoreFault."""
        if not self.joined.is_set():
            self._join()
        look = monotonic() + STREAM_SECONDS
        while monotonic() < look and not self._stop.is_set():
            if not self._step():
                self._stop.wait(LOOK_SECONDS)
        self.publishing.forget()


@contextmanager
def carried(node: Node, served: Peer, way: Way, terms: Terms, report: Report) -> Iterator[Carrier]:
    """The node on the network until the block is left; it asks at once, and talks from `go` on. Raises Refusal
    (`proof.prove`). `report` hears of faults."""
    carrier = Carrier(node, served, way, terms, report)
    try:
        carrier.start()
        yield carrier
    finally:
        carrier.stop()
