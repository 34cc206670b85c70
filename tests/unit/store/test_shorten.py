"""The database's own log is moved into the database while others read and write, and then begins anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from mithaq.store import SqliteStore, open_store
from mithaq.store.sqlite import LONG

PAGE = "x" * 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mithaq.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    store = open_store(path)
    yield store
    store.close()


def write(store: SqliteStore, pages: int, key: str = "k") -> None:
    with store.write() as tx:
        for number in range(pages):
            tx.desk.put_meta(f"{key}{number}", PAGE)


def log_bytes(path: Path) -> int:
    return path.with_name(f"{path.name}-wal").stat().st_size


def test_a_log_that_was_moved_begins_anew(store: SqliteStore, path: Path) -> None:
    write(store, LONG)
    long = log_bytes(path)
    for _ in range(3):
        store.shorten()
        write(store, LONG // 2, "more")
    assert log_bytes(path) == long
    assert store.integrity() == []


def test_a_snapshot_stays_what_it_was_and_only_keeps_the_log(store: SqliteStore) -> None:
    write(store, LONG)
    other = []

    def change() -> None:
        write(store, LONG, "later")
        store.shorten()
        with store.read() as reader:
            other.append(reader.desk.meta("later1"))

    with store.read() as reader:
        assert reader.desk.meta("later1") is None
        thread = Thread(target=change)
        thread.start()
        thread.join()
        assert reader.desk.meta("later1") is None
    assert other == [PAGE]


def test_who_scrubs_and_who_shortens_at_once_do_not_refuse_each_other(store: SqliteStore) -> None:
    faults: list[BaseException] = []

    def shorten() -> None:
        try:
            for _ in range(30):
                store.shorten()
        except BaseException as fault:  # noqa: BLE001 - told to the test
            faults.append(fault)

    thread = Thread(target=shorten)
    thread.start()
    for _ in range(30):
        write(store, 5)
        store.scrub()
    thread.join()
    assert faults == []


def test_a_store_in_memory_has_no_log() -> None:
    store = open_store(None)
    store.shorten()
    store.close()
