"""The process that gets killed: two real nodes on disk that write, replicate, and say what was acknowledged.

At the chosen passage of a step in a store it kills itself; step `never` leaves that to the parent. Every line in the
pipe is a fact: `ack MEMBER SEQ HASH` was returned to a client.
"""

import os
import signal
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from mithaq.app import alerts
from mithaq.app.node import Actor, Node
from mithaq.app.replicate import replicate
from mithaq.app.serve import Served
from mithaq.domain.events import Event
from mithaq.ops.tables import frequency_rows
from mithaq.store.sqlite import open_store
from mithaq.testing.synthetic import Generator
from mithaq.testing.world import World
from mithaq.transport.memory import MemoryHub

MEMBERS = ("TN", "EG")


class Trap:
    """Kills the process at the chosen passage of a step."""

    def __init__(self, step: str, count: int) -> None:
        self.step = step
        self.left = count

    def __call__(self, step: str) -> None:
        if step == self.step:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def open_nodes(root: Path, stack: ExitStack, trap: Trap) -> dict[str, Node]:
    """The two nodes, their databases in files; everything else from the seed, so that every run is the same nodes."""
    world = World(7, MEMBERS)
    hub = MemoryHub()
    for code, node in world.nodes.items():
        node.store.close()
        node.store = open_store(root / f"{code}.db", trap)
        node.network = hub.seen_by(code)
        node.entropy = _Chance()
        stack.callback(node.store.close)
        hub.attach(code, Served(node))
    return world.nodes


class _Chance:
    """Ids must not repeat after a restart."""

    def token(self, size: int) -> bytes:
        return os.urandom(size)


def main(root: Path, step: str, count: int, pipe: int) -> None:
    """Write and replicate until killed."""
    generator = Generator(int.from_bytes(os.urandom(4), "big"), frequency_rows())
    with ExitStack() as stack:
        nodes = open_nodes(root, stack, Trap(step, count))
        os.write(pipe, b"ready\n")
        while True:
            for code, node in nodes.items():
                bureau, prosecutor = officer(code, "bureau"), officer(code, "prosecutor")
                drafted = alerts.draft(node, bureau, "wanted", generator.wanted(code, date(2026, 11, 22)))
                acknowledge(pipe, drafted)
                acknowledge(pipe, alerts.approve(node, prosecutor, drafted.subject, drafted.content))
                objects = [generator.firearm(code) for _ in range(5)]
                acknowledge(pipe, alerts.draft_batch(node, bureau, "firearm", objects))
            for node in nodes.values():
                replicate(node)


def officer(code: str, role: str) -> Actor:
    """An officer of that role."""
    return Actor(f"o-{role.encode().hex():0<16.16}", f"{role}@{code}", role, f"{code}-{role.upper()}", f"{code}-{role}")


def acknowledge(pipe: int, event: Event) -> None:
    """What the client was told, in one write."""
    os.write(pipe, f"ack {event.member} {event.seq} {event.hash}\n".encode())
