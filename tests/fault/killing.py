"""Killing a process that appends and replicates, at a moment that a seed chooses.

Children come from multiprocessing's fork server, which has read the law and the name tables once; so a point costs what
the work itself costs. The parent has none of the stores open while a child lives.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal, cast

from mithaq.store import SqliteStore
from tests.fault.deeds import AGAIN, Deeds
from tests.fault.disk_world import DiskWorld
from tests.fault.judge import go_on
from tests.fault.ledger import Ledger

Manner = Literal["moment", "step", "statement"]
SPAN_S = 0.25  # a killed child has had so long at most: opening takes 20 ms, an act about 10
STEPS = 80  # passages of begin, append, before_commit and after_commit in which to be killed
STATEMENTS = 800  # the same for single SQL statements, COMMIT among them
PATIENCE_S = 60  # a child that is not dead by then hangs, which is a finding

_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.fault.warm"])


@dataclass(frozen=True)
class Point:
    """Where to strike: after `at` seconds, or at the `at`-th step or SQL statement."""

    manner: Manner
    at: float


def point(seed: object) -> Point:
    """The point of this seed: half by the clock, a quarter at steps, a quarter at statements."""
    chance = random.Random(f"point {seed}")
    manner: Manner = chance.choice(("moment", "moment", "step", "statement"))
    if manner == "moment":
        return Point(manner, chance.uniform(0.0, SPAN_S))
    return Point(manner, chance.randint(1, STEPS if manner == "step" else STATEMENTS))


def strike(root: Path, life: int, where: Point) -> None:
    """Let a child work on the federation in `root` and kill it there. Raises AssertionError if it ended otherwise."""
    mine, its = _server.Pipe()
    child = _server.Process(target=work, args=(str(root), life, where, its))
    child.start()
    its.close()
    if where.manner == "moment":
        assert mine.poll(PATIENCE_S), "the child does not start"
        mine.recv()
        mine.poll(where.at)  # sleeps, or returns at once if the child is gone
        os.kill(cast(int, child.pid), signal.SIGKILL)
    child.join(PATIENCE_S)
    assert child.exitcode == -signal.SIGKILL, f"the child ended with {child.exitcode}"
    mine.close()


def strikes(root: Path, seed: object, count: int) -> int:
    """So many points on one federation that lives on through all of them, each judged. Returns how many."""
    DiskWorld(root).close()
    Ledger(root / "ledger").close()
    for number in range(count):
        strike(root, 2 * number + 1, point(f"{seed} {number}"))
        go_on(root, 2 * number + 2, converge=number % 3 == 2)
    return count


def work(root: str, life: int, where: Point, told: Connection) -> None:
    """The child: open and work until killed."""
    fuse = Fuse(where)
    told.send("open")
    world = DiskWorld(Path(root), life, hook=fuse.step)
    fuse.watch(world)
    deeds = Deeds(world, Ledger(Path(root) / "ledger"), f"life {life} {where.at}")
    while True:
        deeds.one()


def cut(root: Path, step: str, verb: str) -> None:
    """Let a child open a federation in `root`, try this one deed, and die at the first passage of that step."""
    killed(_try_once, str(root), step, verb)


def killed(act: Callable[..., None], *args: object) -> None:
    """Run this in a child, which has to end by SIGKILL."""
    child = _server.Process(target=act, args=args)
    child.start()
    child.join(PATIENCE_S)
    assert child.exitcode == -signal.SIGKILL, f"the child ended with {child.exitcode}"


def _try_once(root: str, step: str, verb: str) -> None:
    def hook(name: str) -> None:
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    AGAIN[verb](Deeds(DiskWorld(Path(root), 1, hook=hook), Ledger(Path(root) / "ledger"), verb), "")


class Fuse:
    """Kills its own process at a chosen step or SQL statement."""

    def __init__(self, where: Point) -> None:
        self._where = where
        self._left = int(where.at)

    def step(self, name: str) -> None:
        """A store passes a step."""
        if self._where.manner == "step":
            self._burn()

    def watch(self, world: DiskWorld) -> None:
        """Count the SQL statements of every writer."""
        if self._where.manner == "statement":
            for node in world.nodes.values():
                writer = cast(SqliteStore, node.store)._writer
                writer.set_trace_callback(lambda sql: self._burn())

    def _burn(self) -> None:
        self._left -= 1
        if self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
