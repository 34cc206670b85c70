"""The runbooks of docs/operations.md, each line of them, on directories with keys of their own."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mithaq.app.holders import Opening, open_holder
from mithaq.app.node import Actor, Node
from mithaq.app.ports.faults import FULL, StoreFault
from mithaq.app.readiness import is_ready
from mithaq.app.replicate import replicate, take
from mithaq.app.restored import honour
from mithaq.app.serve import Served
from mithaq.domain.instant import Instant, text
from mithaq.home import open as opening
from mithaq.home.open import opened
from mithaq.journal.encoding import b64url
from mithaq.ops.system import SystemClock
from mithaq.store import open_store
from mithaq.transport.memory import MemoryHub
from tests.unit.cli.test_trusting import federated
from tests.unit.cli.typed import Terminal

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")
ADMINISTRATOR = Actor("o-00000000000000aa", "administrator@TN", "administrator", "TN-ADMIN", "TN-IT")
Line = dict[str, Any]


def steps(title: str) -> list[str]:
    """The lines to be typed of one runbook."""
    (section,) = re.findall(rf"(?ms)^### {title}$(.*?)(?=^##|\Z)", PAGE)
    return [line for block in re.findall(r"(?ms)^```sh\n(.*?)^```", section) for line in block.splitlines()]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capsys)


class Operator:
    """Types the lines of a runbook one after the other; the words in capitals stand for places of this test."""

    def __init__(self, terminal: Terminal, title: str, **places: str | Path) -> None:
        self._terminal = terminal
        self._steps = iter(steps(title))
        self._places = places

    def step(self, command: str, status: int = 0) -> list[Line]:
        """The next line, which is this command."""
        line = next(self._steps)
        assert line.startswith(command), line
        words = [str(self._places.get(word, word)) for word in shlex.split(line)[1:]]
        return self._terminal.lines(*words, status=status) if command.startswith("mithaq") else []

    def done(self) -> None:
        assert list(self._steps) == []


@contextmanager
def meeting(*homes: Path) -> Iterator[list[Node]]:
    """These nodes, open and on one network."""
    hub = MemoryHub()
    with ExitStack() as stack:
        nodes = [stack.enter_context(opened(home, network=hub.seen_by(home.name.upper()))) for home in homes]
        for node in nodes:
            hub.attach(node.member, Served(node))
        yield nodes


@pytest.fixture
def two(terminal: Terminal, tmp_path: Path) -> tuple[Path, Path]:
    """TN and EG, who have heard each other."""
    federated(terminal, tmp_path)
    homes = tmp_path / "tn", tmp_path / "eg"
    with meeting(*homes) as nodes:
        for node in nodes * 2:
            replicate(node)
    return homes


def backup(terminal: Terminal, home: Path, file: Path) -> None:
    with opened(home) as node:
        until = text(SystemClock().now() + timedelta(days=30))
        asked = Opening("backup", "TN-VAULT-1", "TN-IT", "disaster_copy", until, b64url(bytes(32)))
        holder = open_holder(node, ADMINISTRATOR, asked).subject
    terminal.lines("backup", "make", file, "--holder", holder, "--node", home)


def verdicts(lines: list[Line]) -> dict[str, str]:
    return {line["check"]: line["verdict"] for line in lines if "check" in line}


def test_lost_node(terminal: Terminal, two: tuple[Path, Path], tmp_path: Path) -> None:
    tn, eg = two
    backup(terminal, tn, tmp_path / "backup")
    shutil.copytree(tn / "keys", tmp_path / "keys")
    terminal.lines("keys", "rotate", "--overlap", "0", "--node", tn)  # said after the backup, and heard by the other
    shutil.copytree(tn / "keys", tmp_path / "keys", dirs_exist_ok=True)
    with meeting(tn, eg) as nodes:
        for node in nodes * 2:
            replicate(node)
        said = nodes[0].store.sizes()["journal"]
    shutil.rmtree(tn)
    typed = Operator(terminal, "Lost node", BACKUP=tmp_path / "backup", KEYS=tmp_path / "keys", HOME=tn)
    typed.step("mithaq backup restore")
    assert typed.step("mithaq fsck")[-1]["sound"]
    waiting = terminal.lines("doctor", "--node", tn, status=12)
    assert verdicts(waiting)["peers.restored"] == "act"
    typed.step("systemctl start mithaq")
    with meeting(tn, eg) as (node, _):
        assert not is_ready(node)
        assert honour(node).regained > 0
        node.searching.catch_up(node.store)
        assert is_ready(node)
        assert node.store.sizes()["journal"] == said
    assert verdicts(typed.step("mithaq doctor"))["peers.restored"] == "ok"
    assert typed.step("mithaq journal verify")[-1]["verified"]
    typed.done()


def test_lost_key(terminal: Terminal, two: tuple[Path, Path]) -> None:
    tn, eg = two
    typed = Operator(terminal, "Lost key", HOME=tn, OLD="TN-1")
    (rotated,) = typed.step("mithaq keys rotate")
    assert (rotated["before"], rotated["key"]) == ("TN-1", "TN-2")
    typed.step("mithaq keys revoke")
    (listed,) = [line for line in typed.step("mithaq roster show") if line.get("member") == "TN"]
    assert {key["key"]: key["revoked_from"] is not None for key in listed["keys"]} == {"TN-1": True, "TN-2": False}
    with meeting(tn, eg) as (mine, other):
        replicate(other)
        replicate(mine)
        assert other.roster.entry("TN").current_key.key_id == "TN-2"
        assert other.store.sizes()["quarantine"] == 0
    (line,) = [line for line in typed.step("mithaq net status") if line.get("member") == "EG"]
    assert line["signed_for"] > 0
    typed.done()


def test_old_backup(
    terminal: Terminal, two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tn, _ = two
    backup(terminal, tn, tmp_path / "backup")
    typed = Operator(
        terminal, "Old backup", ENDED=tmp_path / "backup", BACKUP=tmp_path / "backup", KEYS=tn / "keys",
        HOME=tmp_path / "again",
    )  # fmt: skip

    class Later(SystemClock):
        def now(self) -> Instant:
            return super().now() + timedelta(days=31)

    with monkeypatch.context() as later:
        later.setattr("mithaq.cli.backups.SystemClock", Later)
        (refused,) = typed.step("mithaq backup restore", status=1)
    assert refused["error"] == "backup.expired"
    typed.step("mithaq backup restore")
    assert typed.step("mithaq fsck")[-1]["sound"]
    typed.done()


def test_broken_peer(terminal: Terminal, two: tuple[Path, Path], tmp_path: Path) -> None:
    tn, _ = two
    with opened(tn) as node:
        assert take(node, "EG", (b"no statement at all",)).refused
    typed = Operator(terminal, "Broken peer", HOME=tn, PROOFS=tmp_path / "proofs")
    found = verdicts(typed.step("mithaq doctor", status=12))
    assert found["peers.quarantined"] == "act"
    assert {line["member"] for line in typed.step("mithaq net status")} == {"TN", "EG"}
    typed.step("mkdir")
    (tmp_path / "proofs").mkdir()
    assert typed.step("mithaq journal caught")[-1]["caught"] == 0
    typed.done()


def test_disk_full(terminal: Terminal, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    tn, _ = two

    def full(step: str) -> None:
        raise StoreFault(FULL, step)

    def on_a_full_disk(home: Path, about: object, vault: Any) -> Any:
        return open_store(home / opening.DATABASE, full, vault=vault)

    typed = Operator(terminal, "Disk full", HOME=tn)
    with monkeypatch.context() as disk:
        disk.setattr(opening, "open_database", on_a_full_disk)
        (refused,) = terminal.lines("keys", "rotate", "--overlap", "0", "--node", tn, status=5)
        assert refused["error"] == FULL
        typed.step("mithaq doctor", status=12)
        assert typed.step("mithaq journal verify")[-1]["verified"]
    assert terminal.lines("keys", "rotate", "--overlap", "0", "--node", tn)[0]["key"] == "TN-2"
    assert typed.step("mithaq fsck")[-1]["sound"]
    typed.done()


def test_every_runbook_is_played() -> None:
    titles = re.findall(r"(?m)^### (.+)$", PAGE.partition("## Runbooks")[2].partition("### How long")[0])
    assert {f"test_{title.lower().replace(' ', '_')}" for title in titles} <= set(globals())
