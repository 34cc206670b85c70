"""Real NATS servers for tests, from the wheel: one, or a cluster of three, each on free ports of this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

from mithaq.transport.nats.certificates import Authority
from mithaq.transport.nats.config import Hub, hub_text
from mithaq.transport.nats.line import Way

SERVER = str(Path(sys.executable).with_name("nats-server"))
PATIENCE = 30  # seconds until a test gives up, no figure to be reached


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses at this moment."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@dataclass
class Servers:
    """Servers of one cluster, by name; `folder` holds their files, certificates and stores."""

    folder: Path
    hubs: tuple[Hub, ...]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def tls(self) -> Path:
        """Where the certificates lie."""
        return self.folder / "tls"

    @property
    def way(self) -> Way:
        """How a node reaches them, with TLS."""
        return Way(tuple(f"tls://127.0.0.1:{hub.client}" for hub in self.hubs), self.tls)

    def start(self, *names: str) -> None:
        """Start these servers, or all, and wait until each of them takes connections."""
        for hub in self.hubs:
            if not names or hub.name in names:
                command = [
                    SERVER,
                    "-c",
                    str(self.folder / f"{hub.name}.conf"),
                    "-l",
                    str(self.folder / f"{hub.name}.log"),
                ]
                self.running[hub.name] = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for hub in self.hubs:
            if hub.name in self.running:
                waited(hub.client)

    def kill(self, *names: str) -> None:
        """SIGKILL to these servers, or all."""
        for name in names or tuple(self.running):
            process = self.running.pop(name)
            process.kill()
            process.wait()

    def wipe(self) -> None:
        """Lose every disk; the servers have to be down."""
        for hub in self.hubs:
            shutil.rmtree(self.folder / "store" / hub.name, ignore_errors=True)


@contextmanager
def servers(
    folder: Path, members: Sequence[str], count: int = 1, change: Callable[[str], str] = lambda text: text
) -> Iterator[Servers]:
    """A running cluster that knows these members, until the block is left; `change` spoils its configuration."""
    ports = free_ports(3 * count)
    hubs = tuple(Hub(f"hub{number + 1}", "127.0.0.1", *ports[3 * number : 3 * number + 3]) for number in range(count))
    found = Servers(folder, hubs)
    authority = Authority(found.tls, datetime.now(UTC))
    for name in (*members, *(hub.name for hub in hubs)):
        authority.issue(name)
    routes = [("127.0.0.1", hub.cluster) for hub in hubs]
    for hub in hubs:
        text = hub_text(hub, routes, members, found.tls, str(folder / "store" / hub.name))
        if count == 1:
            text = _alone(text)
        (folder / f"{hub.name}.conf").write_text(change(text))
    try:
        found.start()
        yield found
    finally:
        found.kill()


def _alone(text: str) -> str:
    """One server has no cluster: JetStream would wait for a majority of it."""
    before, _, rest = text.partition("cluster {")
    return before + rest.partition("\n}\n")[2]


@contextmanager
def process(config: Path) -> Iterator[None]:
    """One server with this file, until the block is left."""
    with subprocess.Popen([SERVER, "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            yield
        finally:
            running.kill()


@contextmanager
def plain(folder: Path) -> Iterator[Way]:
    """A server without TLS and without users, whose lines can be read: for recordings alone."""
    (port,) = free_ports(1)
    config = folder / "plain.conf"
    store = folder / "plain"
    text = f'listen: "127.0.0.1:{port}"\njetstream {{ domain: mithaq, store_dir: "{store}", sync_interval: always }}\n'
    config.write_text(text)
    with process(config):
        waited(port)
        yield Way((f"nats://127.0.0.1:{port}",))


def waited(port: int) -> None:
    """Until something listens there."""
    for _ in range(PATIENCE * 20):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")
