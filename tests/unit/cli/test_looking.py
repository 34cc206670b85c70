"""Checks, lists and journals from a terminal, in this process."""

from __future__ import annotations

import io
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mithaq.app.officers import NewOfficer, new_row
from mithaq.domain.mrz_make import Printed, td3
from mithaq.home.open import opened
from mithaq.interop.un import read_list
from mithaq.ops.passwords import hashed
from tests.support.demo_home import as_demo
from tests.unit.cli.typed import Terminal

LIST = Path(__file__).parents[2] / "vectors" / "un" / "list.xml"


@pytest.fixture
def listed(node_home: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A node that took over the sample list."""
    monkeypatch.chdir(as_demo(node_home))
    terminal.lines("import", "un", LIST)
    return node_home


def test_every_good_name_of_the_list_finds_its_person(terminal: Terminal, listed: Path) -> None:
    with LIST.open("rb") as stream:
        persons = read_list(stream).individuals
    asked = [name.full for one in persons for name in one.identity.names if name.quality != "low"]
    assert len(asked) > len(persons)
    for name in asked:
        *candidates, last = terminal.lines("check", "--name", name, "--purpose", "border")
        assert last["class"] in ("possible", "strong")
        assert any(name in one["names"] for one in candidates)


def test_a_statement_is_shown_with_its_proof(terminal: Terminal, listed: Path) -> None:
    (line,) = terminal.lines("journal", "show", "TN", "1")
    assert (line["type"], line["header"]["seq"], line["proof"]["size"]) == ("alert.drafted", 1, 1)
    assert terminal.lines("journal", "verify")[0]["root"] == line["proof"]["root"]
    (line,) = terminal.lines("journal", "show", "TN", "2", status=4)
    assert line["error"] == "not_found"


def test_a_journal_that_lost_its_end_does_not_verify(terminal: Terminal, listed: Path) -> None:
    with closing(sqlite3.connect(listed / "mithaq.db")) as database, database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("DELETE FROM journal")
    *_, line, last = terminal.lines("journal", "verify", status=6)
    assert (line["verified"], line["where"], last["verified"]) == (False, "frontier", False)


@pytest.mark.parametrize("purpose", [[], ["--purpose", ""], ["--purpose", "curiosity"]])
def test_no_check_without_a_purpose(terminal: Terminal, listed: Path, purpose: list[str]) -> None:
    before = terminal.lines("fsck")[-1]["log_lines"]
    (line,) = terminal.lines("check", "--name", "محمد", *purpose, status=1)
    assert line["error"] == "check.no_purpose"
    assert terminal.lines("fsck")[-1]["log_lines"] == before


def test_the_class_is_the_exit_status_only_when_asked_for(terminal: Terminal, listed: Path) -> None:
    terminal.lines("check", "--name", "Zzyzx Qwrtp", "--purpose", "border", "--exit-class", status=0)
    with LIST.open("rb") as stream:
        known = read_list(stream).individuals[0].identity.primary.full
    *_, last = terminal.lines("check", "--name", known, "--purpose", "border")
    expected = {"possible": 10, "strong": 11}[last["class"]]
    terminal.lines("check", "--name", known, "--purpose", "border", "--exit-class", status=expected)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "--name", "a\udcff", "--purpose", "border"], "command.text"),
        (["check", "--purpose", "border"], "check.empty"),
        (["check", "--name", "x", "--birth", "1980-13", "--purpose", "border"], "date.invalid"),
        (["check", "--mrz", "P<UTO", "--purpose", "border"], "mrz.lines"),
        (["check", "--mrz-file", "not-there", "--purpose", "border"], "file.unreadable"),
        (["journal", "list", "--limit", "0"], "command.args"),
        (["journal", "list", "--limit", "-1"], "command.args"),
        (["journal", "show", "TN", "99999999999999999999"], "command.args"),
    ],
)
def test_bad_input_is_one_coded_line(terminal: Terminal, listed: Path, arguments: list[str], code: str) -> None:
    (line,) = terminal.lines(*arguments, status=1)
    assert line["error"] == code
    terminal.run(*arguments, status=1)
    assert terminal.err.count("\n") == 1
    assert f"[{code}]" in terminal.err


def test_wrong_usage_is_two(terminal: Terminal, listed: Path) -> None:
    for arguments in (["bogus"], ["check", "--nose", "long"], ["--lang", "xx", "check"], ["serve", "--port", "99999"]):
        terminal.run(*arguments, status=2)


def test_the_language_is_the_locales_or_the_one_asked_for(
    terminal: Terminal, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = {}
    for locale, options in (
        ("ar_TN.UTF-8", []),
        ("fr_FR", []),
        ("C", []),
        ("C", ["--lang=ar"]),
        ("ar", ["--lang", "fr"]),
    ):
        monkeypatch.setenv("LC_ALL", locale)
        terminal.run(*options, "check", status=1)
        spoken[locale, *options] = terminal.err
    assert spoken["ar_TN.UTF-8",] == spoken["C", "--lang=ar"]
    assert spoken["fr_FR",] == spoken["ar", "--lang", "fr"]
    assert len(set(spoken.values())) == 3


def test_a_scanned_zone_comes_from_a_file_or_a_pipe(
    terminal: Terminal, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone = "\n".join(td3(Printed("UTO", "L898902C3", "UTO", "740812", "F", "320415", "QWRTP", "ZZYZX")))
    (tmp_path / "zone").write_bytes(zone.replace("\n", "\r\n").encode() + b"\r\n")
    assert terminal.lines("check", "--mrz-file", tmp_path / "zone", "--purpose", "border")[-1]["class"] == "none"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(zone.encode())))
    assert terminal.lines("check", "--mrz-file", "-", "--purpose", "border")[-1]["class"] == "none"
    (tmp_path / "zone").write_bytes(b"\xff\xfe")
    (line,) = terminal.lines("check", "--mrz-file", tmp_path / "zone", "--purpose", "border", status=1)
    assert line["error"] == "file.unreadable"


def test_help_names_the_exit_codes(terminal: Terminal) -> None:
    help = terminal.run("--help")
    assert "Exit codes" in help
    assert "70" in help


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_outside_a_demonstration_nobody_checks_without_a_login(
    terminal: Terminal, node_home: Path, language: str
) -> None:
    asked = ("check", "--name", "Zzyzx Qwrtp", "--purpose", "border", "--node", node_home)
    (line,) = terminal.lines(*asked, status=1)
    assert line["error"] == "check.no_officer"
    terminal.run("--lang", language, *asked, status=1)
    assert "--officer" in terminal.err, "it says what to do"
    assert terminal.lines("fsck", "--node", node_home)[-1]["log_lines"] == 0


def test_an_officer_with_a_password_checks_and_stands_in_the_log(
    terminal: Terminal, node_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(node_home) as node, node.write() as tx:
        new = NewOfficer(
            "layla@TN", "ليلى", "Layla", "border", "TN-PORT", "TN-BORDER", "TN", hashed("correct horse battery")
        )
        officer = new_row(node, new)
        tx.store.desk.put_officer(officer)
    monkeypatch.setenv("MITHAQ_PASSWORD", "correct horse battery")
    asked = ("check", "--name", "Zzyzx Qwrtp", "--purpose", "border", "--node", node_home)
    assert terminal.lines(*asked, "--officer", "layla@TN")[-1]["class"] == "none"
    with opened(node_home) as node, node.store.read() as reader:
        (line,) = (row for row in reader.desk.log_lines(0, 10) if row.action == "check")
    assert line.officer == officer.id
