"""R10: more than a bit: rows taken away, moved or added by hand, which every constraint of the database allows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mithaq.app.fsck import fsck
from tests.fault.damage import build, copied
from tests.fault.deeds import OWNER, READER
from tests.fault.disk_world import DiskWorld

# Of an alert that was never in force nothing is derived from its payload: only the journal says that it must be there.
DRAFT = "(SELECT id FROM folds WHERE state = 'drafted' AND id LIKE 'a-%' ORDER BY id LIMIT 1)"
OTHER = "(SELECT id FROM folds WHERE state <> 'drafted' ORDER BY id LIMIT 1)"
FIRST = "(SELECT min(place) FROM payloads)"
TAMPERED = [
    (OWNER, f"DELETE FROM payloads WHERE subject = {DRAFT}", "payload.lost"),
    (OWNER, f"UPDATE payloads SET subject = 'a-nowhere' WHERE subject = {DRAFT}", "payload.of_nothing"),
    (OWNER, f"UPDATE payloads SET subject = {OTHER} WHERE subject = {DRAFT}", "payload.misplaced"),
    (OWNER, f"UPDATE payloads SET item = 'i-1' WHERE subject = {DRAFT}", "payload.misplaced"),
    (READER, f"DELETE FROM payloads WHERE place = {FIRST}", "derived.surplus"),  # found by checks, and not there
    (OWNER, "DELETE FROM heads WHERE member = 'GS'", "derived.surplus"),
    (OWNER, "UPDATE journal SET applied = 0 WHERE member = 'TN' AND seq = 3", "journal.flags"),
    (OWNER, "UPDATE journal SET flags = '[\"type_unknown \"]' WHERE member = 'TN' AND seq = 3", "journal.flags"),
    (OWNER, "UPDATE log SET number = number + 1 WHERE number = (SELECT max(number) FROM log)", "log.chain"),
    (OWNER, "DELETE FROM log WHERE number = 3", "log.chain"),
    (OWNER, "DELETE FROM entries WHERE id = (SELECT min(id) FROM entries WHERE kind = 'vehicle')", "derived.missing"),
    (READER, "DELETE FROM wants WHERE turn = (SELECT min(turn) FROM wants)", "derived.missing"),
    (READER, "DELETE FROM folds WHERE id = (SELECT min(id) FROM folds)", ""),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed federation with something in every table."""
    root = tmp_path_factory.mktemp("sound")
    build(root)
    return root


@pytest.mark.parametrize(("member", "change", "code"), TAMPERED)
def test_fsck_says_what_was_done(built: Path, tmp_path: Path, member: str, change: str, code: str) -> None:
    copied(built, tmp_path)
    with closing(sqlite3.connect(tmp_path / f"{member}.db", isolation_level=None)) as database:
        assert database.execute(change).rowcount > 0
    world = DiskWorld(tmp_path, 70)
    codes = {fault.code for fault in fsck(world[member]).faults}
    world.close()
    assert codes
    assert not code or code in codes
