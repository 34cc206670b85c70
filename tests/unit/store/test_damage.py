"""Bits that flip, and bytes that have to be gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.store import open_store
from tests.support.chains import Chain, entry_of, payload_of

PAGE = 4096
CELL_COUNT = 3  # offset in a page's header (SQLite file format, section 1.6)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed store with a few hundred rows."""
    path = tmp_path / "mithaq.db"
    store = open_store(path)
    chain = Chain()
    with store.write() as tx:
        for number in range(100):
            chain.append(tx)
            hash, payload = payload_of(str(number).encode() * 50)
            tx.payloads.put(hash, payload, "a-0000000000000001")
            tx.register.enter([entry_of(f"i-{number}")])
        tx.register.leave([f"i-{number}" for number in range(50)])
    store.close()
    return path


def pages_of(path: Path, table: str) -> list[int]:
    """The root page of a table or index, counted from 0."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
        return [row[0] - 1 for row in rows]


def findings(path: Path) -> list[str]:
    """What the store says, whether it opens or not."""
    try:
        store = open_store(path)
    except StoreFault as fault:
        return [fault.code]
    try:
        return store.integrity()
    finally:
        store.close()


def flip(path: Path, offset: int, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 1 << bit
    path.write_bytes(data)


def test_a_sound_file_has_no_findings(path: Path) -> None:
    assert findings(path) == []


@pytest.mark.parametrize(
    "table", ["journal", "payloads", "entries", "departures", "sqlite_autoindex_journal_2", "folds"]
)
@pytest.mark.parametrize("bit", range(8))
def test_a_flipped_bit_in_the_structure_is_found(path: Path, table: str, bit: int) -> None:
    (page,) = pages_of(path, table)
    flip(path, page * PAGE + CELL_COUNT + 1, bit)
    assert findings(path)


@pytest.mark.parametrize(
    ("damage", "read"),
    [
        ("UPDATE journal SET signatures = x'00'", "at"),
        ("UPDATE journal SET flags = '['", "at"),
        ("UPDATE heads SET frontier = x'00'", "frontier"),
    ],
)
def test_a_row_that_makes_no_sense_is_a_coded_fault(path: Path, damage: str, read: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(damage)
        connection.commit()
    store = open_store(path)
    with pytest.raises(StoreFault) as fault, store.read() as reader:
        reader.journal.at("TN", 1) if read == "at" else reader.journal.frontier("TN")
    assert fault.value.code == CORRUPT
    store.close()


def test_text_that_is_not_utf8_is_a_coded_fault(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE entries SET kind = CAST(x'ff' AS TEXT)")
        connection.commit()
    store = open_store(path)
    with pytest.raises(StoreFault) as fault, store.read() as reader:
        reader.register.count_entries()
    assert fault.value.code == CORRUPT
    store.close()


@pytest.mark.parametrize("ghost", [99, 99_999])
def test_a_departure_of_what_is_there_or_never_was_shows(path: Path, ghost: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO departures (number) VALUES (?)", (ghost,))
        connection.commit()
    store = open_store(path)
    with store.read() as reader:
        assert reader.register.ghosts() == [ghost]
    store.close()


@pytest.mark.parametrize("size", [40, 9000])
def test_erased_bytes_are_in_no_file(tmp_path: Path, size: int) -> None:
    path = tmp_path / "mithaq.db"
    needle = b"NEEDLE-" * (size // 7)
    hash, payload = payload_of(needle)
    store = open_store(path)
    with store.write() as tx:
        tx.payloads.put(hash, payload, "a-1")
    assert any(b"NEEDLE" in data for data in _bytes(tmp_path))
    assert any(payload.salt in data for data in _bytes(tmp_path))
    with store.write() as tx:
        assert tx.payloads.erase([hash]) == 1
    store.scrub()
    assert not any(b"NEEDLE" in data or payload.salt in data for data in _bytes(tmp_path))
    store.close()


def test_scrubbing_says_so_when_a_reader_is_in_the_way(tmp_path: Path) -> None:
    store, other = open_store(tmp_path / "mithaq.db", busy_ms=20), open_store(tmp_path / "mithaq.db")
    with other.read() as reader:
        reader.desk.meta("k")
        with store.write() as tx:
            tx.desk.put_meta("k", "v")
        with pytest.raises(StoreFault, match="busy"):
            store.scrub()
    store.scrub()
    store.close()
    other.close()


def _bytes(folder: Path) -> Iterator[bytes]:
    return (file.read_bytes() for file in sorted(folder.iterdir()))
