"""`mithaq holders`, `offline` and `canary` as a person types them: a copy from its making to the receipt for it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from mithaq.app.holders import Opening, open_holder
from mithaq.app.node import Actor
from mithaq.domain.instant import text
from mithaq.home.open import opened
from mithaq.ops.system import SystemClock
from tests.unit.cli.typed import Terminal

ADMINISTRATOR = Actor("o-00000000000000aa", "administrator@TN", "administrator", "TN-ADMIN", "TN-IT")


@pytest.fixture
def kit(terminal: Terminal, node_home: Path, tmp_path: Path) -> dict[str, Path]:
    """A copy as a post gets it: the file, its code in another file, and the key for receipts."""
    (made,) = terminal.lines("holders", "key", tmp_path / "key")
    until = text(SystemClock().now() + timedelta(hours=40))
    with opened(node_home) as node:
        asked = Opening("offline", "TN-DEHIBA-POST", "TN-BORDER", "post_without_line", until, made["public"])
        holder = open_holder(node, ADMINISTRATOR, asked).subject
    copy, code = tmp_path / "copy", tmp_path / "code"
    (line,) = terminal.lines("offline", "make", "--holder", holder, "--out", copy, "--node", node_home)
    assert (line["expires_at"], line["numbers"], copy.stat().st_mode & 0o777) == (until, 0, 0o600)
    code.write_text(line["code"] + "\n", "utf-8")
    return {"copy": copy, "code": code, "key": tmp_path / "key", "home": node_home, "out": tmp_path / "receipt"}


def ask(kit: dict[str, Path]) -> tuple[str | Path, ...]:
    who = ("--officer", "border@TN", "--post", "TN-DEHIBA", "--purpose", "border")
    return ("offline", "check", kit["copy"], "--code-file", kit["code"], "--document", "A1234567", *who)


def test_a_copy_from_its_making_to_its_receipt(
    terminal: Terminal, kit: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # where no node is
    (told,) = terminal.lines(*ask(kit), "--roster", kit["home"] / "roster.json")
    assert (told["found"], told["trusted"]) == (0, True)
    assert 0 <= told["age_seconds"] < 600
    terminal.run("offline", "wipe", kit["copy"], "--key", kit["code"], "--out", kit["out"], status=1)
    assert kit["copy"].exists(), "a wrong key is found before anything is gone"
    (wiped,) = terminal.lines("offline", "wipe", kit["copy"], "--key", kit["key"], "--out", kit["out"])
    assert (wiped["lookups"], kit["copy"].exists()) == (1, False)
    receipt = json.loads(kit["out"].read_text("utf-8"))
    (line,) = terminal.lines("holders", "receipt", kit["out"], "--node", kit["home"])
    assert line["event"] == "holder.receipted"
    *_, shown = terminal.lines("holders", "show", receipt["said"]["holder"], "--node", kit["home"])
    assert (shown["receipts"], shown["genuine"], shown["late"]) == (1, True, False)
    terminal.run(*ask(kit), status=1)
    assert "[offline.file]" in terminal.err


def test_words_in_three_languages(terminal: Terminal, kit: dict[str, Path]) -> None:
    for language, word in (("en", "Seconds left"), ("fr", "Secondes restantes"), ("ar", "الثواني المتبقية")):
        assert word in terminal.run("--lang", language, *ask(kit))


def test_who_is_not_the_commission_looks_for_no_marks(terminal: Terminal, kit: dict[str, Path]) -> None:
    key = kit["home"] / "keys" / "hand-over" / "commission.pem"
    (line,) = terminal.lines("canary", "look", kit["copy"], "--commission", key, "--node", kit["home"], status=3)
    assert line["error"] == "forbidden"


def test_no_copy_for_nobody_and_none_over_another_file(terminal: Terminal, kit: dict[str, Path]) -> None:
    made = ("offline", "make", "--out", kit["copy"], "--node", kit["home"])
    (line,) = terminal.lines(*made, "--holder", "n-" + "0" * 24, status=1)
    assert line["error"] == "holder.none"
    (holder,) = [one["id"] for one in terminal.lines("holders", "list", "--node", kit["home"]) if "id" in one]
    terminal.run(*made, "--holder", holder, status=1)
    assert "[file.unwritable]" in terminal.err
