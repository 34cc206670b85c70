"""`mithaq backup` as a person types it: made, restored, and what a restored node says while it waits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from mithaq.app.holders import Opening, open_holder
from mithaq.app.unheard import keep_unheard
from mithaq.domain.instant import text
from mithaq.home.open import opened
from mithaq.journal.encoding import b64url
from mithaq.journal.keys import SigningKey
from mithaq.journal.trust import Roster, make_entry
from mithaq.ops.system import SystemClock
from tests.unit.cli.test_copies import ADMINISTRATOR
from tests.unit.cli.typed import Terminal


@pytest.fixture
def restored(terminal: Terminal, node_home: Path, tmp_path: Path) -> Path:
    """A node in a federation of three, restored from its backup."""
    with opened(node_home) as node:
        others = [("GS", "secretariat"), ("OC", "commission")]
        keys = [(kind, SigningKey.from_seed(code, f"{code}-1", code.encode() * 16)) for code, kind in others]
        entries = [make_entry("state", node.key), *(make_entry(kind, key) for kind, key in keys)]  # type: ignore[arg-type]  # the two kinds above
    (node_home / "roster.json").write_bytes(Roster.of(entries).to_json())
    with opened(node_home) as node:
        until = text(SystemClock().now() + timedelta(days=30))
        asked = Opening("backup", "TN-VAULT-1", "TN-IT", "disaster_copy", until, b64url(bytes(32)))
        holder = open_holder(node, ADMINISTRATOR, asked).subject
    file = tmp_path / "file"
    (made,) = terminal.lines("backup", "make", file, "--holder", holder, "--node", node_home)
    assert (made["expires_at"], made["events"]) == (until, 1)
    home = tmp_path / "again"
    (line,) = terminal.lines("backup", "restore", file, "--keys", node_home / "keys", "--node", home)
    assert (line["member"], line["events"]) == ("TN", 1)
    return home


def asked(home: Path) -> tuple[str | Path, ...]:
    return ("check", "--name", "Somebody Else", "--purpose", "border", "--node", home)


def test_a_restored_node_answers_nobody_and_says_whom_it_waits_for(terminal: Terminal, restored: Path) -> None:
    waits, refused = terminal.lines(*asked(restored), status=1)
    assert (waits["unheard"], refused["error"]) == (["GS", "OC"], "restored.orders")
    for language, word in (("en", "has not heard"), ("fr", "n'a pas encore entendu"), ("ar", "لم تتلقَّ بعدُ")):
        terminal.run("--lang", language, *asked(restored), status=1)
        assert word in terminal.err
    terminal.run("journal", "verify", "--node", restored)
    *_, refused = terminal.lines("backup", "accept", "--reasons", "no line", "--node", restored, status=3)
    assert refused["error"] == "forbidden"


def test_where_nobody_is_waited_for_nothing_is_said(terminal: Terminal, restored: Path) -> None:
    with opened(restored) as node:
        keep_unheard(node, ())
    (answer,) = terminal.lines(*asked(restored), status=1)
    assert answer["error"] == "check.no_officer", "the node answers again: it asks for an officer, and waits for nobody"
