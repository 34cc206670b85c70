"""`mithaq connect` as an integrator types it, and `mithaq question`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mithaq.app.connected import declaring
from mithaq.app.node import Actor
from mithaq.home.open import opened
from tests.support.connected import MAPPING, STRANGERS, made
from tests.unit.cli.typed import Terminal

ADMINISTRATOR = Actor("o-00000000000000aa", "administrator@TN", "administrator", "TN-ADMIN", "TN-IT")


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    file = tmp_path / "mapping.yaml"
    file.write_text(MAPPING.format(state="TN", url=made(tmp_path / "own.db")))
    return file


def test_check_counts_and_shows_masked_samples(terminal: Terminal, mapping: Path) -> None:
    *samples, last = terminal.lines("connect", "check", mapping)
    assert (last["rows"], last["rows_read"], last["sound"]) == (2, 2, True)
    assert [one["sample"]["name"] for one in samples] == ["س•••• د•••• ا••••", "م•••• ي•••• ا••••"]
    assert not any(word in terminal.out for row in STRANGERS for word in (*row[1].split(), *row[2].split(), row[3]))
    assert "س" in terminal.run("--lang", "ar", "connect", "check", mapping)


def test_check_finds_what_is_missing_unreadable_and_left_unsaid(
    terminal: Terminal, mapping: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "own.db")) as connection, connection:
        connection.execute('ALTER TABLE "criminal records" ADD COLUMN phone TEXT')
        connection.execute(
            "INSERT INTO \"criminal records\" VALUES ('R-1', 'x y', '', '31/12/1980', '', '', '', '', '')"
        )
    found = {one["finding"]: one for one in terminal.lines("connect", "check", mapping, status=6) if "finding" in one}
    assert set(found) == {"topic_telecom", "reference_twice", "date_unreadable"}
    assert found["topic_telecom"]["column"] == "phone"
    mapping.write_text(mapping.read_text().replace("passport, type", "visa_no, type"))
    assert "connected.topic" in terminal.run("connect", "check", mapping, "--json", status=1) + terminal.err
    mapping.write_text(mapping.read_text().replace("visa_no, type", "paper, type"))
    found = {one["finding"]: one for one in terminal.lines("connect", "check", mapping, status=6) if "finding" in one}
    assert found["column_missing"]["column"] == "paper"


def test_nothing_is_built_that_nobody_declared(terminal: Terminal, mapping: Path, node_home: Path) -> None:
    assert terminal.lines("connect", "refresh", "--node", node_home)[-1] == {"refreshed": 0}
    assert (
        "connected.none" in terminal.run("connect", "refresh", "TN-NONE", "--node", node_home, status=1) + terminal.err
    )
    args: tuple[str | Path, ...] = ("connect", "declare", mapping, "--true", "--node", node_home)
    assert "forbidden" in terminal.run(*args, "--json", status=3) + terminal.err, (
        "the operator is nobody who may declare"
    )


def test_declared_built_and_withdrawn(terminal: Terminal, mapping: Path, node_home: Path) -> None:
    with opened(node_home) as node:
        event = declaring.declare(node, ADMINISTRATOR, mapping.read_bytes(), toml=False, true=True)
    (line, _) = terminal.lines("connect", "status", "--node", node_home)
    assert (line["database"], line["answers"]) == ("TN-CRIMINAL-RECORDS", False)
    with opened(node_home):  # as `serve` holds it: a refresh takes no lock of the node
        built, last = terminal.lines("connect", "refresh", "--node", node_home)
    assert (built["rows"], built["skipped"], last) == (2, 0, {"refreshed": 1})
    (line, _) = terminal.lines("connect", "status", "--node", node_home)
    assert (line["answers"], line["rows"], line["kind_of_data"]) == (True, 2, "criminal_record")
    assert terminal.lines("connect", "refresh", "--due", "--node", node_home) == [{"refreshed": 0}]
    assert terminal.lines("connect", "refresh", "TN-CRIMINAL-RECORDS", "--node", node_home)[-1] == {"refreshed": 1}
    with opened(node_home) as node:
        declaring.withdraw(node, ADMINISTRATOR, event.subject)
    assert terminal.lines("connect", "status", "--node", node_home) == [{"databases": 0}]
    assert not list((node_home / "connected").iterdir())


def test_questions_are_for_officers(terminal: Terminal, node_home: Path) -> None:
    ask = (
        "--to",
        "EG",
        "--purpose",
        "prosecution",
        "--basis",
        "riyadh-1983",
        "--words",
        "art. 38",
        "--node",
        node_home,
    )
    for args in (("ask", "a-544e00000000000000000000", *ask), ("list", "--node", node_home)):
        assert "forbidden" in terminal.run("question", *args, "--json", status=3) + terminal.err
    node = ("--node", node_home)
    id = "n-544e00000000000000000000"
    about: tuple[tuple[str | Path, ...], ...] = (
        ("show", id, *node), ("judge", id, "--withhold", "--reason", "x", *node), ("data", id, "--of", "EG", *node),
        ("decide", id, "--refuse", "--words", "x", *node),
    )  # fmt: skip
    for one in about:
        assert "not_found" in terminal.run("question", *one, "--json", status=4) + terminal.err
