"""Nodes on a NATS server that answer and ask, and do nothing by themselves; and nodes with the whole carrier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from time import monotonic, sleep

from mithaq.app.node import Node
from mithaq.app.serve import Served
from mithaq.testing.world import World
from mithaq.transport.nats.answering import Answering
from mithaq.transport.nats.carrier import Carrier, carried
from mithaq.transport.nats.line import Line, Way
from mithaq.transport.nats.peer import NatsNetwork
from mithaq.transport.nats.proof import Terms
from tests.support.nats_servers import PATIENCE

RELAXED = Terms(replicas=1, relaxed=True)


@contextmanager
def quiet(nodes: Mapping[str, Node], way: Way) -> Iterator[Mapping[str, NatsNetwork]]:
    """Each node's network: requests and answers alone, no streams and no threads that take anything over."""
    with ExitStack() as stack:
        found = {}
        for code, node in nodes.items():
            line = connected(stack, code, way)
            answering = Answering(node, Served(node), line)
            stack.callback(answering.stop)
            answering.begin()
            found[code] = NatsNetwork(node, line, {})
            found[code].open = True
        yield found


def connected(stack: ExitStack, code: str, way: Way) -> Line:
    """A line of this member, once it is there; closed with the stack."""
    line = Line(code, way)
    stack.callback(line.close)
    line.start()
    until(lambda: line.connected, code)
    return line


@contextmanager
def talking(world: World, way: Way | Mapping[str, Way], terms: Terms = RELAXED) -> Iterator[Mapping[str, Carrier]]:
    """Every node of the world with its carrier at work; `way`: one for all, or one a member."""
    with ExitStack() as stack:
        found = {}
        for code, node in world.nodes.items():
            found[code] = stack.enter_context(
                carried(node, Served(node), way if isinstance(way, Way) else way[code], terms, _shown)
            )
        for carrier in found.values():
            carrier.go()
        yield found


def until(ready: Callable[[], object], what: str = "") -> None:
    """Wait for something that has to come; no figure to be reached."""
    end = monotonic() + PATIENCE
    while not ready():
        if monotonic() > end:
            raise AssertionError(f"it does not come: {what}")
        sleep(0.02)


def agreed(world: World) -> bool:
    """Whether every node holds every journal to its end, and all digests are the same."""
    heads = []
    for node in world.nodes.values():
        with node.store.read() as reader:
            heads.append({member: head.seq for member, head in reader.journal.heads().items()})
    return all(one == heads[0] for one in heads) and world.agree()


def _shown(fault: BaseException) -> None:
    raise AssertionError("a carrier met a fault") from fault
