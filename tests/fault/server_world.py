"""A World whose stores are databases on one PostgreSQL server, which is killed under it and started again."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg

from mithaq.app.ports.faults import GONE, StoreFault
from mithaq.testing.postgres import Server
from tests.fault.deeds import Deeds
from tests.fault.disk_world import MEMBERS, DiskWorld
from tests.fault.judge import judge
from tests.fault.ledger import Ledger

SPAN_S = 0.4  # the server is killed within so long of work: an act takes about 10 ms
PATIENCE_S = 30.0  # a node that does not go on by then never does


class ServerWorld(DiskWorld):
    """Nodes on databases of this server, one a member, named by the member's code."""

    def __init__(self, server: Server, root: Path, life: int = 0) -> None:
        self.server = server
        super().__init__(root, life)

    def place(self, code: str) -> str:
        """The connection string of this member's database."""
        return self.server.url(code.lower())


def make_databases(server: Server) -> None:
    """An empty database for each member."""
    with psycopg.connect(server.url(), autocommit=True) as connection:
        for code in MEMBERS:
            connection.execute(f"CREATE DATABASE {code.lower()} TEMPLATE template0".encode())


def strikes(server: Server, root: Path, seed: object, count: int) -> tuple[int, int]:
    """Kill the server so many times under one federation that works on, and judge after each. Its processes live through
    all of them; at the end they are opened anew and judged once more. Returns how many acts were acknowledged and refused.
    """
    chance = random.Random(f"server {seed}")
    world, ledger = ServerWorld(server, root, 1), Ledger(root / "ledger")
    deeds = Deeds(world, ledger, seed)
    for _ in range(count):
        killer = threading.Thread(target=_kill, args=(server, chance.uniform(0.0, SPAN_S)))
        killer.start()
        work(deeds, killer.is_alive)
        _refuses(world)
        server.start()
        _goes_on(world, deeds)
        judge(world, ledger.lines())
    world.settle()
    assert world.agree()
    world.close()
    again = ServerWorld(server, root, 2)
    judge(again, ledger.lines())
    again.close()
    kinds = [line.kind for line in ledger.lines()]
    ledger.close()
    return kinds.count("done"), kinds.count("fault")


def work(deeds: Deeds, goes_on: Callable[[], bool]) -> None:
    """One act after the other, whatever becomes of it, as long as it is said to go on."""
    while goes_on():
        with suppress(StoreFault):  # what an act looked up before it asked for anything
            deeds.one()


def _kill(server: Server, after_s: float) -> None:
    time.sleep(after_s)
    server.kill()


def _refuses(world: ServerWorld) -> None:
    """While the server is away every node says so, reading and writing, and nothing else."""
    for node in world.nodes.values():
        for begin in (node.store.read, node.store.write):
            try:
                with begin() as tx:
                    tx.desk.meta("k")
            except StoreFault as fault:
                assert fault.code == GONE, fault  # noqa: PT017 - that nothing is raised fails below
            else:
                raise AssertionError("answered without a server")


def _goes_on(world: ServerWorld, deeds: Deeds) -> None:
    """The same processes write again, without anybody's doing."""
    until = time.monotonic() + PATIENCE_S
    while True:
        before = len(deeds.ledger.lines())
        deeds.draft()
        if deeds.ledger.lines()[before + 1].kind == "done":
            return
        assert time.monotonic() < until, "the node does not go on"
