"""`mithaq connect` as an integrator types it, and `mithaq question`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.connected import MAPPING, STRANGERS, made
from tests.unit.cli.typed import Terminal


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


def test_refresh_builds_what_is_declared_and_again_when_it_is_due(
    terminal: Terminal, mapping: Path, node_home: Path
) -> None:
    assert terminal.lines("connect", "refresh", "--node", node_home)[-1] == {"refreshed": 0}
    assert (
        "connected.none" in terminal.run("connect", "refresh", "TN-NONE", "--node", node_home, status=1) + terminal.err
    )
    args = ("connect", "declare", mapping, "--true", "--node", node_home)
    assert "forbidden" in terminal.run(*args, "--json", status=3) + terminal.err, (
        "the operator is nobody who may declare"
    )
