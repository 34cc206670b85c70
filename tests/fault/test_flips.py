"""R10: one flipped bit is found, and nothing is signed on top of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from mithaq.app.fsck import fsck
from tests.fault.damage import CELLS, build, copied, flip_cell, found, sign_on, trial
from tests.fault.deeds import OWNER, READER
from tests.fault.disk_world import DiskWorld

ANYWHERE = 16  # flips at any byte of a file; the campaign makes a thousand flips in all


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
    sign_on(tmp_path)


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


def _length(root: Path) -> int:
    world = DiskWorld(root, 62)
    length = world[OWNER].store.sizes()["journal"]
    world.close()
    return length
