"""What is there before anything runs: seven nodes with a thousand alerts, three NATS servers' files, one clock, and the
PostgreSQL server on which two of the nodes live.

That server goes with the demonstration, so nothing is kept from one demonstration to the next.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mithaq.app.border import Check, check
from mithaq.demo.federation import MEMBERS, READY, Federation, build, opened_federation
from mithaq.demo.load import Size, load
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant
from mithaq.testing.clock import SharedClock
from mithaq.testing.nats import HOST, free_ports, write_hubs
from mithaq.testing.postgres import NoServer, Server
from mithaq.transport.nats.config import Hub

ALERTS = Size(chunks=1, persons=20, objects=180)  # a thousand: 200 of each of the five states

ON_POSTGRES = ("EG", "GS")
"""Whose node lives in a database of its own on the PostgreSQL server: a state and the Secretariat."""


CLOCK = "clock"


@dataclass(frozen=True)
class Ground:
    """Where everything is: ports are free ones of this machine."""

    root: Path
    hubs: tuple[Hub, ...]
    ports: Mapping[str, int]
    clock: SharedClock

    @property
    def clock_file(self) -> Path:
        """The clock that all nodes read."""
        return self.root / CLOCK

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


@contextmanager
def laid(root: Path, now: Instant, size: Size = ALERTS) -> Iterator[Ground]:
    """Everything under `root`, made anew, with the PostgreSQL server at work until the block is left.

    `now`: from when the certificates count. Raises Refusal ``demo.postgres`` where that server cannot be started.
    """
    _cleared(root)
    try:
        server = Server()
    except NoServer as problem:
        raise Refusal("demo.postgres", str(problem)) from None
    try:
        yield _lay(root, now, size, {member: server.create(member.lower()) for member in ON_POSTGRES})
    finally:
        server.stop()


def _cleared(root: Path) -> None:
    """What an earlier demonstration on processes left here goes: two of its nodes have lost their database. Raises Refusal
    ``home.exists`` where the nodes are those of `mithaq demo`, which are kept."""
    root.mkdir(parents=True, exist_ok=True)
    if (root / READY).exists():
        if not (root / CLOCK).exists():
            raise Refusal("home.exists", "directory")
        (root / READY).unlink()
        for name in (*MEMBERS, "nats"):
            shutil.rmtree(root / name, ignore_errors=True)


def _lay(root: Path, now: Instant, size: Size, databases: Mapping[str, str]) -> Ground:
    clock = SharedClock.make(root / CLOCK)
    build(root, databases=databases)
    with opened_federation(root, clock) as federation:
        load(federation, size)
        federation.settle()
        _warm(federation)
    hubs = write_hubs(root / "nats", MEMBERS, now)
    return Ground(root, hubs, dict(zip(MEMBERS, free_ports(len(MEMBERS)), strict=True)), clock)


def _warm(federation: Federation) -> None:
    """Machine code that this computer does not have yet is made once here, and not by seven processes at a time."""
    node, officer = federation.members["JO"], federation.officer("border@JO")
    for birth in ("1980-05-01", ""):
        check(node, officer, Check("border", name="Zuhayr al-Qurtubi", birth=birth))
