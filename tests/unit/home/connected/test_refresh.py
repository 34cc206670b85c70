"""The index of a connected table on the node's disk: built, replaced at once, asked by name and by number, sealed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mithaq.domain.connected.record import Item
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, Identity, PersonName
from mithaq.home.connected.ask import ConnectedHome
from mithaq.home.connected.build import refresh
from mithaq.home.connected.place import Place, keep, places
from mithaq.journal.vault import Vault
from mithaq.ops.tables import scales
from tests.support.connected import MAPPING, STRANGERS, made

NAME = "TN-CRIMINAL-RECORDS"
AT = "2026-11-22T08:00:00.000Z"
VAULT = Vault(b"v" * 32)
THINGS = """\
mapping: 1
database: TN-STOLEN
kind: stolen_object
authority: TN-POLICE
url: {url}
table: things
reference: id
thing: {{kind: vehicle, plate: plate, vin: vin}}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    keep(tmp_path, MAPPING.format(state="TN", url=made(tmp_path / "own.db")).encode(), toml=False)
    return tmp_path


def place(home: Path) -> Place:
    (found,) = places(home)
    return found


def asked(home: Path, vault: Vault | None = VAULT) -> ConnectedHome:
    return ConnectedHome(home, scales(), vault)


def references(searched: ConnectedHome, name: str = "", number: str = "") -> list[tuple[str, str]]:
    person = Identity((PersonName(name),), documents=(Document(number),) if number else ())
    return [(one.record.reference, one.klass) for one in searched.find([NAME], person, None)]


def add(home: Path, *row: Any) -> None:
    with closing(sqlite3.connect(home / "own.db")) as connection, connection:
        connection.execute(f'INSERT INTO "criminal records" VALUES ({",".join("?" * 8)})', row)


def test_a_person_is_found_in_either_script_and_by_the_number(home: Path) -> None:
    built = refresh(place(home), AT, scales(), VAULT)
    assert (built.rows, built.skipped, built.faults) == (2, 0, {})
    searched = asked(home)
    assert references(searched, "Suleiman Daoud Alhomsi")[0][0] == "R-1"
    assert references(searched, "مريم يوسف الكندي")[0][0] == "R-2"
    assert references(searched, "مريم يوسف الكندي", "n2") == [("R-2", "strong")]
    assert references(searched, "خالد منصور التميمي", "N2") == [("R-2", "possible")], "the right number, another's name"
    assert references(searched, "خالد منصور التميمي") == []


def test_a_refresh_replaces_what_answers_and_a_failed_one_leaves_it(home: Path) -> None:
    refresh(place(home), AT, scales(), VAULT)
    searched = asked(home)
    add(home, "R-3", "خالد منصور التميمي", "", "1990-01-01", "M", "", "", "")
    assert references(searched, "خالد منصور التميمي") == []
    refresh(place(home), AT, scales(), VAULT)
    assert references(searched, "خالد منصور التميمي")[0][0] == "R-3", "without a restart"
    assert len(list(place(home).folder.glob("gen-*"))) == 1
    (home / "own.db").unlink()
    with pytest.raises(Refusal, match=r"connected\.unreachable"):
        refresh(place(home), AT, scales(), VAULT)
    assert references(searched, "خالد منصور التميمي")[0][0] == "R-3"
    assert len(list(place(home).folder.glob("gen-*"))) == 1, "and nothing half-built is left"


def test_rows_that_cannot_be_read_are_counted_and_left_out(home: Path) -> None:
    add(home, "", "بلا مرجع", "", "", "", "", "", "")
    add(home, "R-4", "", None, "", "", "", "", "")
    add(home, "R-5", "خالد منصور التميمي", "", "yesterday", "", "", "", "")
    built = refresh(place(home), AT, scales(), VAULT)
    assert (built.rows, built.skipped) == (3, 2)
    assert built.faults == {"birth": 1, "name": 1, "reference": 1}


def test_an_index_by_another_mapping_answers_nothing(home: Path) -> None:
    refresh(place(home), AT, scales(), VAULT)
    (now,) = asked(home).databases()
    assert (now.built_at, now.rows) == (AT, 2)
    keep(
        home,
        (MAPPING.format(state="TN", url=f"sqlite:///{home / 'own.db'}") + "answer: officer\n").encode(),
        toml=False,
    )
    (then,) = asked(home).databases()
    assert then.built_at == ""


def test_whoever_finds_the_files_finds_nobody_in_them(home: Path) -> None:
    refresh(place(home), AT, scales(), VAULT)
    held = b"".join(file.read_bytes() for file in (place(home).folder).rglob("*") if file.is_file())
    for row in STRANGERS:
        for word in (row[0], *row[1].split(), *row[2].split(), row[7]):
            assert word.encode() not in held, word
    with pytest.raises(Exception, match=r"store\.corrupt"):
        references(asked(home, Vault(b"w" * 32)), "مريم يوسف الكندي")


def test_things_are_met_by_plate_or_number_and_by_nothing_else(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "things.db")) as connection, connection:
        connection.execute("CREATE TABLE things (id INTEGER, plate TEXT, vin TEXT)")
        connection.executemany("INSERT INTO things VALUES (?, ?, ?)", [(1, "123 تونس 4567", "VF1ABC"), (2, "", "")])
    keep(tmp_path, THINGS.format(url=f"sqlite:///{tmp_path / 'things.db'}").encode(), toml=False)
    built = refresh(place(tmp_path), AT, scales(), VAULT)
    assert (built.rows, built.faults) == (1, {"number": 1})
    searched = asked(tmp_path)
    for item in (Item("vehicle", plate="4567 تونس 123"), Item("vehicle", serial="vf1-abc")):
        found = [(one.record.reference, one.klass, one.score) for one in searched.find(["TN-STOLEN"], None, item)]
        assert found == ([("1", "strong", 1.0)] if item.serial else []), "a plate is what it says, in its order"
    assert searched.find(["TN-STOLEN"], None, Item("firearm", serial="XX")) == ()
    assert searched.find([], None, Item("vehicle", serial="VF1ABC")) == ()


def test_one_builds_at_a_time(home: Path) -> None:
    with place(home).building(), pytest.raises(Refusal, match=r"connected\.busy"):
        refresh(place(home), AT, scales(), VAULT)
    refresh(place(home), AT, scales(), VAULT)
