"""Opening a database file: whose it is, which version, and that SQLite does what durability and erasure rest on."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from mithaq.app.ports.faults import CORRUPT, IO, NEWER, NOT_MITHAQ, StoreFault
from mithaq.store import ddl, schema
from mithaq.store.faults import ERRORS, translated

APPLICATION_ID = 0x4D495448
"""``MITH``: how SQLite files say whose they are (SQLite file format, offset 68)."""

WRITER_CACHE_KIB = 32 * 1024
"""Pages that the writer keeps: the indexes of a bulk load are hit all over."""

READER_CACHE_KIB = 8 * 1024

LOG_PAGES = 4_000
"""Pages (of 4 KiB) after which SQLite moves its log into the database: a batch of 1,000 objects fills about 500."""

STATEMENTS = 256
"""Prepared statements kept for each connection: all there are, lists of different lengths included."""

FULL_SYNC = 2  # sync the log at every commit: what was acknowledged survives a power cut
IN_MEMORY = 2

_COUNT_TABLES = "SELECT count(*) FROM sqlite_master"


def open_file(path: Path, busy_ms: int) -> sqlite3.Connection:
    """The writer's connection to a file of the current version, which is made or brought up to date if need be.

    Raises StoreFault: not_mithaq and newer (the file is left as it is), corrupt, busy, full, io.
    """
    _make_private(path)
    connection = _connect(str(path), busy_ms)
    try:
        if _version(connection) < schema.SCHEMA_VERSION:
            _expect(connection, "journal_mode", "WAL", "wal")
            _configure(connection, busy_ms, WRITER_CACHE_KIB)
            _migrate(connection)
        _expect(connection, "journal_mode", "WAL", "wal")
        _configure(connection, busy_ms, WRITER_CACHE_KIB)
    except ERRORS as error:
        connection.close()
        raise translated(error) from None
    except StoreFault:
        connection.close()
        raise
    return connection


def open_reader(path: Path, busy_ms: int) -> sqlite3.Connection:
    """Another connection to a file that `open_file` has accepted. It cannot write. Raises StoreFault."""
    connection = _connect(str(path), busy_ms)
    try:
        _configure(connection, busy_ms, READER_CACHE_KIB)
        _expect(connection, "query_only", "ON", 1)
    except ERRORS as error:
        connection.close()
        raise translated(error) from None
    return connection


def open_memory() -> sqlite3.Connection:
    """A new, empty database that lives as long as its connection."""
    connection = _connect(":memory:", 0)
    _configure(connection, 0, READER_CACHE_KIB)
    connection.executescript(ddl.as_script())
    _sign(connection)
    return connection


def _make_private(path: Path) -> None:
    """Make the file if it is missing, readable to its owner alone; SQLite gives its log the same rights."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreFault(IO, error.__class__.__name__) from None


def _connect(name: str, busy_ms: int) -> sqlite3.Connection:
    """Autocommit: transactions are begun and ended by us. Threads take turns under a lock or own a connection."""
    try:
        return sqlite3.connect(
            name,
            timeout=busy_ms / 1000,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=STATEMENTS,
        )
    except ERRORS as error:
        raise translated(error) from None


def _version(connection: sqlite3.Connection) -> int:
    """The schema version of the file, 0 for an empty one. Raises StoreFault."""
    try:
        owner = _pragma(connection, "application_id")
        version = int(str(_pragma(connection, "user_version")))
        (tables,) = connection.execute(_COUNT_TABLES).fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            raise StoreFault(NOT_MITHAQ) from None
        raise
    if (owner, version, tables) == (0, 0, 0):
        return 0
    if owner != APPLICATION_ID:
        raise StoreFault(NOT_MITHAQ)
    if version > schema.SCHEMA_VERSION:
        raise StoreFault(NEWER)
    if version < 1:
        raise StoreFault(CORRUPT, "user_version")
    return version


def _configure(connection: sqlite3.Connection, busy_ms: int, cache_kib: int) -> None:
    """Set every pragma that matters and read it back: SQLite ignores those that it does not know."""
    _expect(connection, "busy_timeout", busy_ms, busy_ms)
    _expect(connection, "synchronous", "FULL", FULL_SYNC)
    _expect(connection, "foreign_keys", "ON", 1)
    _expect(connection, "secure_delete", "ON", 1)  # what is deleted is overwritten with zeros
    _expect(connection, "temp_store", "MEMORY", IN_MEMORY)  # nothing personal in temporary files
    _expect(connection, "cell_size_check", "ON", 1)  # damaged pages are found when they are read
    _expect(connection, "trusted_schema", "OFF", 0)
    _expect(connection, "wal_autocheckpoint", LOG_PAGES, LOG_PAGES)
    _expect(connection, "cache_size", -cache_kib, -cache_kib)


def _expect(connection: sqlite3.Connection, name: str, value: object, expected: object) -> None:
    connection.execute(f"PRAGMA {name} = {value}")
    if _pragma(connection, name) != expected:
        raise StoreFault(IO, name)


def _pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the current version: all steps and the new version in one transaction, or nothing."""
    from mithaq.store import migrating  # noqa: PLC0415 - Alembic is slow to import, and rarely needed

    with migrating.transaction(connection) as ours:
        if _version(connection) < schema.SCHEMA_VERSION:  # another process may have come first
            migrating.upgrade(ours)
            _sign(connection)


def _sign(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
