"""What lies on the disk before anything runs: seven nodes with a thousand alerts, three servers' files, one clock."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mithaq.app.border import Check, check
from mithaq.demo.federation import MEMBERS, Federation, build, opened_federation
from mithaq.demo.load import Size, load
from mithaq.domain.instant import Instant
from mithaq.testing.clock import SharedClock
from mithaq.transport.nats.certificates import Authority
from mithaq.transport.nats.config import HUBS, Hub, hub_text

HOST = "127.0.0.1"
ALERTS = Size(chunks=1, persons=20, objects=180)  # a thousand: 200 of each of the five states

DATABASES: Mapping[str, str] = {}
"""Connection strings by member, for nodes whose store is not the SQLite file in their directory."""


@dataclass(frozen=True)
class Ground:
    """Where everything is: ports are free ones of this machine."""

    root: Path
    hubs: tuple[Hub, ...]
    ports: Mapping[str, int]
    clock: SharedClock
    databases: Mapping[str, str] = field(default_factory=lambda: DATABASES)

    @property
    def clock_file(self) -> Path:
        """The clock that all nodes read."""
        return self.root / "clock"

    @property
    def tls(self) -> Path:
        """The certificates of servers and nodes."""
        return self.root / "nats" / "tls"

    @property
    def servers(self) -> tuple[str, ...]:
        """The addresses of the NATS servers."""
        return tuple(f"tls://{HOST}:{hub.client}" for hub in self.hubs)

    def url(self, member: str) -> str:
        """Where this member's node answers HTTP."""
        return f"http://{HOST}:{self.ports[member]}"


def lay(root: Path, now: Instant, size: Size = ALERTS) -> Ground:
    """Make everything under `root`, or find what an earlier run made. `now`: from when the certificates count."""
    root.mkdir(parents=True, exist_ok=True)
    fresh = not (root / "clock").exists()
    clock = SharedClock.make(root / "clock") if fresh else SharedClock(root / "clock")
    build(root)
    with opened_federation(root, clock) as federation:
        load(federation, size)
        federation.settle()
        _warm(federation)
    free = _free(3 * len(HUBS) + len(MEMBERS))
    hubs = tuple(Hub(name, HOST, *(free.pop() for _ in range(3))) for name in HUBS)
    ground = Ground(root, hubs, {member: free.pop() for member in MEMBERS}, clock)
    _servers(ground, now)
    return ground


def _warm(federation: Federation) -> None:
    """Machine code that this computer does not have yet is made once here, and not by seven processes at a time."""
    node, officer = federation.members["JO"], federation.officer("border@JO")
    for birth in ("1980-05-01", ""):
        check(node, officer, Check("border", name="Zuhayr al-Qurtubi", birth=birth))


def _servers(ground: Ground, now: Instant) -> None:
    authority = Authority(ground.tls, now)
    for name in (*MEMBERS, *HUBS):
        authority.issue(name)
    routes = [(HOST, hub.cluster) for hub in ground.hubs]
    for hub in ground.hubs:
        text = hub_text(hub, routes, MEMBERS, ground.tls, str(ground.root / "nats" / hub.name))
        (ground.root / "nats" / f"{hub.name}.conf").write_text(text, encoding="utf-8")


def _free(count: int) -> list[int]:
    sockets = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports
