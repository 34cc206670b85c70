"""Ten processes: three NATS servers and seven nodes. Whatever happens, none of them is left behind.

The PostgreSQL server is older than they are: what it holds is laid before they start (`ground`).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

from mithaq.demo.federation import MEMBERS
from mithaq.demo.network.ground import Ground
from mithaq.demo.network.speaking import answers
from mithaq.domain.errors import Refusal
from mithaq.testing.nats import HOST, nats_server

START_SECONDS = 120.0  # seven interpreters on two processors; machine code that is not there yet takes longest
STOP_SECONDS = 15.0
PAUSE_SECONDS = 0.1


@contextmanager
def running(ground: Ground) -> Iterator[None]:
    """All ten until the block is left. Raises Refusal ``demo.server`` without a NATS server, ``demo.start``."""
    with ExitStack() as stack:
        servers = [stack.enter_context(_process(_server(ground, hub.name), ground.root / "nats" / f"{hub.name}.log"))
                   for hub in ground.hubs]  # fmt: skip
        nodes = [
            stack.enter_context(_process(_node(ground, member), ground.root / f"{member}.log")) for member in MEMBERS
        ]
        _until(lambda: all(answers(ground.url(member)) for member in MEMBERS), [*servers, *nodes])
        yield


def _server(ground: Ground, name: str) -> list[str]:
    return [nats_server(), "-c", str(ground.root / "nats" / f"{name}.conf")]


def _node(ground: Ground, member: str) -> list[str]:
    """The command that an operator would type. A node of another database has its connection string in its directory."""
    command = [
        sys.executable, "-m", "mithaq.cli.main", "serve", "--node", str(ground.root / member), "--host", HOST,
        "--port", str(ground.ports[member]), "--nats-tls", str(ground.tls), "--demo-clock", str(ground.clock_file),
    ]  # fmt: skip
    for server in ground.servers:
        command += ["--nats", server]
    return command


@contextmanager
def _process(command: Sequence[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as lines, subprocess.Popen(command, stdout=lines, stderr=lines) as process:  # noqa: S603 - our own command
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _until(ready: Callable[[], bool], processes: Sequence[subprocess.Popen[bytes]]) -> None:
    end = monotonic() + START_SECONDS
    while not ready():
        if monotonic() > end or any(process.poll() is not None for process in processes):
            raise Refusal("demo.start", "log")
        sleep(PAUSE_SECONDS)
