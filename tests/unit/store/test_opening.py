from __future__ import annotations

import hashlib
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from mithaq.app.ports.faults import CORRUPT, IO, NEWER, NOT_MITHAQ, StoreFault
from mithaq.store import open_store
from mithaq.store.opening import APPLICATION_ID, LOG_PAGES, open_reader
from mithaq.store.schema import SCHEMA_VERSION


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mithaq.db"


def pragmas(connection: sqlite3.Connection, *names: str) -> list[object]:
    return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


def refusal(path: Path) -> str:
    with pytest.raises(StoreFault) as fault:
        open_store(path)
    return fault.value.code


def test_the_pragmas_on_which_durability_and_erasure_rest(path: Path) -> None:
    store = open_store(path, busy_ms=1234)
    found = pragmas(
        store._writer,
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "secure_delete",
        "temp_store",
        "busy_timeout",
        "wal_autocheckpoint",
        "application_id",
        "user_version",
    )
    assert found == ["wal", 2, 1, 1, 2, 1234, LOG_PAGES, APPLICATION_ID, SCHEMA_VERSION]
    store.close()


def test_a_reader_cannot_write(path: Path) -> None:
    open_store(path).close()
    with closing(open_reader(path, 100)) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("INSERT INTO meta VALUES ('k', 'v')")


def test_the_file_and_its_log_are_private(path: Path) -> None:
    store = open_store(path)
    with store.write() as tx:
        tx.desk.put_meta("k", "v")
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    store.close()


def test_a_file_is_opened_again(path: Path) -> None:
    store = open_store(path)
    with store.write() as tx:
        tx.desk.put_meta("k", "v")
    store.close()
    again = open_store(path)
    with again.read() as reader:
        assert reader.desk.meta("k") == "v"
    again.close()


def test_stores_in_memory_are_independent() -> None:
    one, two = open_store(None), open_store(None)
    with one.write() as tx:
        tx.desk.put_meta("k", "v")
    with two.read() as reader:
        assert reader.desk.meta("k") is None
    one.close()
    two.close()


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE other (x)",
        "PRAGMA application_id = 7",
        "PRAGMA user_version = 1",
        "CREATE TABLE journal (x); PRAGMA user_version = 1",
    ],
)
def test_a_database_of_another_program_is_refused_and_left_alone(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.executescript(script)
    before = hashlib.sha256(path.read_bytes()).digest()
    assert refusal(path) == NOT_MITHAQ
    assert hashlib.sha256(path.read_bytes()).digest() == before


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be one" * 50, b"short"])
def test_what_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refusal(path) == NOT_MITHAQ
    assert path.read_bytes() == content


def test_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    assert refusal(path) == NEWER
    assert path.read_bytes() == before


def test_a_version_that_never_was_is_corrupt(path: Path) -> None:
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = -1")
    assert refusal(path) == CORRUPT


def test_a_place_that_cannot_be_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "missing" / "mithaq.db") == IO
    assert refusal(tmp_path) == IO
