"""R10: one flipped bit is found, and nothing is signed on top of it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mithaq.app import alerts
from mithaq.app.fsck import fsck
from mithaq.store.schema import metadata
from mithaq.testing import acts
from tests.fault.damage import CELLS, LOCAL_COLUMNS, LOCAL_TABLES, build, copied, flip_cell, found, sign_on, trial
from tests.fault.deeds import OWNER, READER
from tests.fault.disk_world import DiskWorld
from tests.support.register import Register, notice

ANYWHERE = 16  # flips at any byte of a file; the campaign makes a thousand flips in all
NAME = "سلمى العوتيقي"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed federation with something in every table."""
    root = tmp_path_factory.mktemp("sound")
    build(root)
    return root


def test_without_a_flip_nothing_is_found(built: Path, tmp_path: Path) -> None:
    copied(built, tmp_path)
    for member in (OWNER, READER):
        assert found(tmp_path, member) == ""
    assert sign_on(tmp_path) == 0


@pytest.mark.parametrize(("table", "column"), CELLS, ids=lambda name: name)
def test_a_flipped_bit_in_any_column_is_found(built: Path, tmp_path: Path, table: str, column: str) -> None:
    chance = random.Random(f"{table} {column}")
    copied(built, tmp_path)
    holders = [m for m in (OWNER, READER) if flip_cell(tmp_path, m, table, column, chance) is not None]
    assert holders
    for member in holders:
        assert found(tmp_path, member)
    sign_on(tmp_path)


@pytest.mark.parametrize("number", [4 * number for number in range(ANYWHERE)])
def test_a_flipped_bit_anywhere_in_the_file_is_found_or_changes_nothing(
    built: Path, tmp_path: Path, number: int
) -> None:
    flip, _ = trial(built, tmp_path, number)
    assert flip.where.startswith("byte")


@pytest.mark.parametrize(
    ("table", "column"), [("heads", "hash"), ("heads", "frontier"), ("heads", "lamport"), ("heads", "member")]
)
def test_a_node_whose_head_is_damaged_signs_nothing(built: Path, tmp_path: Path, table: str, column: str) -> None:
    copied(built, tmp_path)
    chance = random.Random(1)
    assert flip_cell(tmp_path, OWNER, table, column, chance, f"member = '{OWNER}'")
    before = _length(tmp_path)
    sign_on(tmp_path)
    assert _length(tmp_path) == before


def test_fsck_names_the_event_and_goes_on_with_the_other_journals(built: Path, tmp_path: Path) -> None:
    copied(built, tmp_path)
    assert flip_cell(tmp_path, READER, "journal", "signed", random.Random(3), f"member = '{OWNER}' AND seq = 7")
    world = DiskWorld(tmp_path, 61)
    report = fsck(world[READER])
    assert [(fault.code, fault.where) for fault in report.faults] == [("store.corrupt", f"journal {OWNER}/7")]
    assert report.events > 7
    world.close()


def test_what_is_left_out_exists() -> None:
    every = {str(column) for table in metadata.tables.values() for column in table.columns}
    assert every >= LOCAL_COLUMNS
    assert metadata.tables.keys() >= LOCAL_TABLES
    assert len(CELLS) == len([name for name in every if name.partition(".")[0] not in LOCAL_TABLES]) - len(
        LOCAL_COLUMNS
    )


def test_a_flipped_bit_of_what_was_erased_is_found_where_it_was_committed_to(tmp_path: Path) -> None:
    """Else a payload that somebody lost could pass for one that was erased."""
    world = DiskWorld(tmp_path, 1).staffed()
    subject = acts.circulated(world, OWNER)
    alerts.discontinue(world[OWNER], world.actor(OWNER, "bureau"), subject, "found")
    world.clock.forward(days=31)
    world.settle()
    world.close()
    assert found(tmp_path, OWNER) == ""
    assert flip_cell(tmp_path, OWNER, "erased", "hash", random.Random(4))
    assert found(tmp_path, OWNER) == "payload.lost"


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed register with an index in files, of whom some have left: before it was swept, and since."""
    root = tmp_path_factory.mktemp("numbers")
    register = Register(root)
    register.enter({f"a-{number}": notice(NAME, document=f"X{number}") for number in range(9)})
    register.searching.catch_up(register.store)
    register.searching._write()
    register.leave("a-2")
    register.searching.sweep(register.store)
    register.leave("a-4", "a-6")
    register.close()
    return root


@pytest.mark.parametrize("bit", range(20))
@pytest.mark.parametrize(("table", "column"), [("entries", "number"), ("departures", "number"), ("departures", "turn")])
def test_a_flipped_bit_of_a_number_is_found_or_changes_nothing(
    numbers: Path, tmp_path: Path, table: str, column: str, bit: int
) -> None:
    """By these numbers store and index speak of the same person; `fsck` asks for ghosts and differences."""
    sound = _answers(shutil.copytree(numbers, tmp_path / "sound"))
    with closing(sqlite3.connect(numbers / "mithaq.db")) as database:
        rows = [row for (row,) in database.execute(f"SELECT {column} FROM {table}")]
    noticed = 0
    for row in rows:
        root = shutil.copytree(numbers, tmp_path / str(row))
        with closing(sqlite3.connect(root / "mithaq.db", isolation_level=None)) as database:
            database.execute("PRAGMA ignore_check_constraints = ON")
            try:
                database.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (row ^ 1 << bit, row))
            except sqlite3.IntegrityError:
                continue  # two rows of one number: the file itself would be damaged
        register = Register(root)
        with register.store.read() as reader:
            shown = bool(reader.register.ghosts())
        shown = shown or bool(register.searching.differences(register.store))
        register.close()
        noticed += shown
        assert shown or _answers(root) == sound, row
    assert noticed or column == "turn"


def _answers(root: Path) -> list[set[str]]:
    register = Register(root)
    found = [register.named(NAME), *(register.numbered("document", f"X{number}") for number in range(9))]
    register.close()
    return found


def _length(root: Path) -> int:
    world = DiskWorld(root, 62)
    with world[OWNER].store.read() as reader:  # what others said may come in; what is signed here may not grow
        length = len(reader.journal.after(OWNER, 0, 10_000))
    world.close()
    return length
