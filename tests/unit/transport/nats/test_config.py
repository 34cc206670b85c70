"""The configuration that is shipped: servers accept it, and it is what the documentation says."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack
from pathlib import Path

from mithaq.app.ports.peer import PeerDown
from mithaq.law.load import load_law
from mithaq.testing import acts
from mithaq.testing.world import World
from mithaq.transport.nats.config import Hub, Leaf, hub_text, leaf_text
from mithaq.transport.nats.line import Line, Way
from mithaq.transport.nats.wire import PullAsk, encode
from tests.support.nats_lines import connected, quiet, talking, until
from tests.support.nats_servers import SERVER, Servers, free_ports, process, waited

MEMBERS = ("TN", "EG", "GS", "OC")


def _checked(file: Path) -> None:
    done = subprocess.run([SERVER, "-t", "-c", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_servers_accept_the_files_of_all_members(tmp_path: Path, broker: Servers) -> None:
    members = sorted(load_law().members)
    hub = hub_text(Hub("hub1"), [("hub1", 6222), ("hub2", 6222), ("hub3", 6222)], members, broker.tls, "/var/lib/none")
    (tmp_path / "all.conf").write_text(hub)
    _checked(tmp_path / "all.conf")
    assert hub.count("user: ") == len(members) == 24
    assert "sync_interval: always" in hub
    assert hub.count("no_advertise: true") == 2
    (tmp_path / "leaf.conf").write_text(leaf_text(Leaf("TN"), [("hub1", 7422)], broker.tls))
    _checked(tmp_path / "leaf.conf")


def test_a_node_behind_its_leaf_server_reaches_everybody(tmp_path: Path, broker: Servers, world: World) -> None:
    (port,) = free_ports(1)
    leaf = leaf_text(Leaf("TN", client=port), [("127.0.0.1", broker.hubs[0].leaf)], broker.tls)
    (tmp_path / "leaf.conf").write_text(leaf)
    behind = Way((f"tls://127.0.0.1:{port}",), broker.tls)
    with ExitStack() as stack:
        stack.enter_context(process(tmp_path / "leaf.conf"))
        waited(port)
        ways = {code: behind if code == "TN" else broker.way for code in MEMBERS}
        carriers = stack.enter_context(talking(world, ways))
        acts.drafted(world)
        acts.drafted(world, "EG")
        until(lambda: _seqs(world, "TN") == _seqs(world, "EG") == {"TN": 1, "EG": 1, "GS": 2}, "through the leaf")
        assert carriers["TN"].line.denied == []


def test_a_leaf_does_not_let_its_node_speak_for_another(tmp_path: Path, broker: Servers, world: World) -> None:
    """The hub decides by the certificate of the leaf, whatever the leaf's own file permits."""
    (port,) = free_ports(1)
    text = leaf_text(Leaf("TN", client=port), [("127.0.0.1", broker.hubs[0].leaf)], broker.tls)
    begin, end = text.index("permissions:"), text.index(" }\n    ]")
    (tmp_path / "leaf.conf").write_text(text[:begin].rstrip(", ") + text[end:])
    with ExitStack() as stack:
        stack.enter_context(process(tmp_path / "leaf.conf"))
        waited(port)
        line = connected(stack, "TN", Way((f"tls://127.0.0.1:{port}",), broker.tls))
        stack.enter_context(quiet({"GS": world["GS"]}, broker.way))
        until(lambda: _answered(line, "TN"), "what it may ask")
        assert not _answered(line, "EG")


def _answered(line: Line, by: str) -> bool:
    line.member = by  # as whom it asks, and who gets the answer
    try:
        return bool(line.request("GS", "pull", encode(PullAsk("GS", 0, 1)), 1.0))
    except PeerDown:
        return False


def _seqs(world: World, at: str) -> dict[str, int]:
    with world[at].store.read() as reader:
        return {member: head.seq for member, head in reader.journal.heads().items()}
