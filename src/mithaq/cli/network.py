"""A served node on the network, and the clock of a demonstration: what `mithaq serve` adds to a node by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from mithaq.app.node import Node
from mithaq.app.ports.chance import Clock
from mithaq.app.serve import Served
from mithaq.domain.errors import Refusal
from mithaq.home import directory
from mithaq.ops.logging import get_logger
from mithaq.testing.clock import SharedClock

NATS = "mithaq.transport.nats"


@contextmanager
def on_network(node: Node, servers: Sequence[str], tls: Path | None) -> Iterator[Callable[[], None]]:
    """The node with its carrier, if servers are named; calling what is yielded lets it talk. Raises Refusal
    ``carrier.missing`` where nats-py is not installed, and as `transport.nats.proof.prove`.
    """
    if not servers:
        yield lambda: None
        return
    try:
        carrier, line, proof = (import_module(f"{NATS}.{name}") for name in ("carrier", "line", "proof"))
    except ModuleNotFoundError:
        raise Refusal("carrier.missing", "nats-py") from None
    way = line.Way(tuple(servers), tls)
    with carrier.carried(node, Served(node), way, proof.Terms(), _report) as found:
        yield found.go


def demo_clock(home: Path, file: Path) -> Clock:
    """A demonstration's clock, for nodes that `mithaq demo` made. Raises Refusal ``serve.demo_clock``."""
    if not directory.info(home).demo:
        raise Refusal("serve.demo_clock", "node")
    try:
        return SharedClock(file)
    except (OSError, ValueError):
        raise Refusal("serve.demo_clock", "file") from None


def _report(fault: BaseException) -> None:
    """One line a fault, with its code and no words of anybody."""
    code, where = getattr(fault, "code", ""), getattr(fault, "where", "")
    get_logger().error("carrier", error=type(fault).__name__, code=code, where=where)
