"""The store on SQLite: one writer at a time, readers beside it, each with its own snapshot."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from mithaq.app.ports.faults import BUSY, StoreFault
from mithaq.journal.vault import Vault
from mithaq.store import opening
from mithaq.store.base import BUSY_MS, MORE_READERS, READERS, SqlStore
from mithaq.store.dialect import SQLITE
from mithaq.store.faults import ERRORS, translated
from mithaq.store.transaction import Step, Transaction

LONG = opening.LOG_PAGES // 4
"""Pages of the write-ahead log at which the last of it is moved while nobody writes: far below those at which SQLite does it
by itself, far more than are written in a moment."""

_MOVE = "PRAGMA wal_checkpoint(PASSIVE)"


class SqliteStore(SqlStore):
    """The writer's connection and a source of readers' connections. Without `path` the store is in memory, on one
    connection, and threads take turns.
    """

    def __init__(
        self, writer: sqlite3.Connection, path: Path | None, step: Step, busy_ms: int, vault: Vault | None = None
    ) -> None:
        super().__init__(step, vault)
        self._writer = writer
        self._moving = threading.Lock()  # SQLite lets one at a time move its log, and refuses the other
        self._pool = _reader_pool(path, busy_ms) if path is not None else None

    def copy_to(self, path: Path) -> None:
        """The database as it stands now, in one new file, while others read and write (SQLite's online backup). What lies
        in boxes stays in them. Raises StoreFault.
        """
        try:
            with closing(sqlite3.connect(path)) as copy:
                with self._reading_connection() as connection:
                    connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
        except ERRORS as error:
            raise translated(error) from None

    def integrity(self) -> list[str]:
        """Findings of SQLite's integrity_check and foreign_key_check; empty when sound."""
        try:
            with self.read() as reader:
                found = [str(row[0]) for row in reader.tx.all("PRAGMA integrity_check")]
                orphans = [f"{row[0]}: no such {row[2]}" for row in reader.tx.all("PRAGMA foreign_key_check")]
        except StoreFault as fault:
            return [str(fault)]
        return [line for line in found if line != "ok"] + orphans

    def scrub(self) -> None:
        """Move the write-ahead log into the database and empty it.

        Raises StoreFault ``store.busy`` if a reader is in the way.
        """
        with self._moving, self._my_turn():
            tx = Transaction(self._writer, self._step)
            busy, _, _ = tx.all("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        if busy:
            raise StoreFault(BUSY, "wal_checkpoint")

    def shorten(self) -> None:
        """Move most of the write-ahead log into the database while others write; once it is long, the rest in a turn of its
        own, so that it can begin anew. Else SQLite does it all within somebody's commit, who waits tens of milliseconds.

        Raises StoreFault.
        """
        if self._pool is None:
            return
        with self._moving:
            with self._reading_connection() as connection:
                _, pages, _ = Transaction(connection, self._step).all(_MOVE)[0]
            if pages >= LONG:
                with self._my_turn():
                    Transaction(self._writer, self._step).all(_MOVE)

    def close(self) -> None:
        """Close every connection, after which everything is refused. SQLite then moves its log into the database."""
        if self._pool is not None:
            self._pool.dispose()
            self._pool = None
        with self._my_turn():
            self._writer.close()

    @contextmanager
    def _snapshot(self) -> Iterator[Transaction]:
        with self._reading_connection() as connection:
            tx = Transaction(connection, self._step)
            tx.run(SQLITE.read)
            try:
                yield tx
            finally:
                _roll_back(connection)

    def _begun(self) -> Transaction:
        tx = Transaction(self._writer, self._step)
        tx.run(SQLITE.write)
        return tx

    def _roll_back(self, tx: Transaction) -> None:
        _roll_back(self._writer)

    @contextmanager
    def _reading_connection(self) -> Iterator[sqlite3.Connection]:
        if self._pool is None:
            with self._my_turn():
                yield self._writer
            return
        try:
            held = self._pool.connect()
        except PoolTimeout:
            raise StoreFault(BUSY, "readers") from None
        try:
            yield cast(sqlite3.Connection, held.dbapi_connection)  # what `open_reader` returned
        finally:
            held.close()


def open_file(
    path: Path | None,
    faults: Callable[[str], None] | None = None,
    *,
    busy_ms: int = BUSY_MS,
    vault: Vault | None = None,
) -> SqliteStore:
    """The store in this file, which is made if it is missing; None: a new store in memory. As `store.open_store`."""
    step = faults or no_faults
    if path is None:
        return SqliteStore(opening.open_memory(), None, step, busy_ms, vault)
    store = SqliteStore(opening.open_file(path, busy_ms), path, step, busy_ms, vault)
    try:
        store.box()
    except StoreFault:
        store.close()
        raise
    return store


def no_faults(_step: str) -> None:
    """Nothing goes wrong on purpose."""


def _reader_pool(path: Path, busy_ms: int) -> QueuePool:
    return QueuePool(
        lambda: opening.open_reader(path, busy_ms),  # type: ignore[arg-type]  # sqlite3 is a DBAPI
        pool_size=READERS,
        max_overflow=MORE_READERS,
        timeout=busy_ms / 1000,
        reset_on_return=None,
    )


def _roll_back(connection: sqlite3.Connection) -> None:
    """End the transaction, unless SQLite has done so after a fault. If even that fails, the next BEGIN will say so."""
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    except ERRORS:
        return
