"""Making a node: everything is refused before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.home.open import opened
from mithaq.ops.passwords import verifies
from tests.unit.cli.typed import Terminal

FIRST, SECOND = "first@TN", "second@TN"
LONG = "a long enough password"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Options that name two password files."""
    options = []
    for number in (1, 2):
        file = tmp_path / f"password{number}"
        file.write_text(f"{LONG} {number}\n", "utf-8")
        options += ["--password-file", str(file)]
    return options


def test_a_node_with_its_first_two_administrators(terminal: Terminal, tmp_path: Path, files: list[str]) -> None:
    home = tmp_path / "node"
    who = ["--administrator", FIRST, "--administrator", SECOND]
    assert terminal.lines("init", home, "--state", "tn", *who, *files) == [
        {"member": "TN", "home": str(home), "administrators": 2}
    ]
    with opened(home) as node, node.store.read() as reader:
        found = {row.login: row for row in reader.desk.officers()}
    assert {row.role for row in found.values()} == {"administrator"}
    assert verifies(found[FIRST].secret, f"{LONG} 1")
    assert verifies(found[SECOND].secret, f"{LONG} 2")
    assert {path.stat().st_mode & 0o077 for path in (home / "keys").rglob("*") if path.is_file()} == {0}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--administrator", FIRST], "init.administrators"),
        (["--administrator", FIRST, "--administrator", FIRST], "init.administrators"),
        (["--administrator", FIRST, "--administrator", "second@EG"], "officer.login_member"),
        (["--administrator", FIRST, "--administrator", "Sec ond@TN"], "officer.login"),
        (["--state", "ZZ"], "member.unknown"),
    ],
)
def test_nothing_is_made_when_something_is_wrong(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], code: str
) -> None:
    monkeypatch.setenv("MITHAQ_PASSWORD", LONG)
    (line,) = terminal.lines("init", tmp_path / "node", "--state", "TN", *options, status=1)
    assert line["error"] == code
    assert not (tmp_path / "node").exists()


def test_a_short_password_is_refused(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITHAQ_PASSWORD", "short")
    who = ["--administrator", FIRST, "--administrator", SECOND]
    (line,) = terminal.lines("init", tmp_path / "node", "--state", "TN", *who, status=1)
    assert line["error"] == "password.short"
    assert not (tmp_path / "node").exists()


def test_it_says_what_to_do_with_the_keys(terminal: Terminal, tmp_path: Path) -> None:
    assert "hand-over" in terminal.run("init", tmp_path / "node", "--state", "GS")
    terminal.run("init", tmp_path / "node", "--state", "GS", status=1)
    assert "[home.exists]" in terminal.err


def test_a_file_in_the_way_is_one_line(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    terminal.run("init", tmp_path / "file", "--state", "TN", status=1)
    assert terminal.err.count("\n") == 1
    assert "[file.failed]" in terminal.err
