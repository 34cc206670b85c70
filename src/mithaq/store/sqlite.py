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

from mithaq.app.ports.faults import BUSY, CORRUPT, NESTED, StoreFault
from mithaq.journal.vault import Vault
from mithaq.store import boxing, ddl, opening
from mithaq.store.attachments import AttachmentChanges, Attachments
from mithaq.store.derived import derived_rows
from mithaq.store.desk import Desk, DeskChanges
from mithaq.store.faults import ERRORS, translated
from mithaq.store.journal import Journal, JournalChanges
from mithaq.store.payloads import PayloadChanges, Payloads
from mithaq.store.questions import QuestionChanges, Questions
from mithaq.store.register import Register
from mithaq.store.register_changes import RegisterChanges
from mithaq.store.shield import Shield, ShieldChanges
from mithaq.store.transaction import Row, Step, Transaction

BUSY_MS = 5_000
"""How long to wait for another process that writes to the same file."""

TURN_S = 30.0
"""How long to wait for another thread's write: a bulk load is in hand for seconds, never for half a minute."""

READERS = 8
"""Connections kept open for reading; `MORE_READERS` may join them for a while."""

MORE_READERS = 24


LONG = opening.LOG_PAGES // 4
"""Pages of the write-ahead log at which the last of it is moved while nobody writes: far below those at which SQLite does it
by itself, far more than are written in a moment."""

_MOVE = "PRAGMA wal_checkpoint(PASSIVE)"


class SqliteReader:
    """`app.ports.store.Reader`."""

    def __init__(self, tx: Transaction, vault: Vault | None = None) -> None:
        self.tx = tx
        self.journal = Journal(tx)
        self.payloads = Payloads(tx, vault)
        self.attachments = Attachments(tx, vault)
        self.register = Register(tx)
        self.desk = Desk(tx)
        self.shield = Shield(tx, vault)
        self.questions = Questions(tx, vault)


class SqliteWriter:
    """`app.ports.store.Writer`."""

    def __init__(self, tx: Transaction, vault: Vault | None = None) -> None:
        self.tx = tx
        self.journal = JournalChanges(tx)
        self.payloads = PayloadChanges(tx, vault)
        self.attachments = AttachmentChanges(tx, self.payloads.settle, vault)
        self.register = RegisterChanges(tx)
        self.desk = DeskChanges(tx)
        self.shield = ShieldChanges(tx, vault)
        self.questions = QuestionChanges(tx, vault)

    def settle(self) -> None:
        """Write what the rooms collected."""
        self.journal.settle()
        self.payloads.settle()
        self.register.settle()


class SqliteStore:
    """`app.ports.store.Store` over the writer's connection and a source of readers' connections.

    A thread has one transaction at a time: a read inside a read is the same snapshot, anything else is refused (it would
    decide on what is no longer so). Without `path` the store is in memory, on one connection, and threads take turns.
    With a `vault` whatever tells of a person lies in boxes.
    """

    def __init__(
        self, writer: sqlite3.Connection, path: Path | None, step: Step, busy_ms: int, vault: Vault | None = None
    ) -> None:
        self._writer = writer
        self._vault = vault
        self._step = step
        self._turn = threading.RLock()
        self._mine = threading.local()
        self._moving = threading.Lock()  # SQLite lets one at a time move its log, and refuses the other
        self._signings = 0
        self._pool = _reader_pool(path, busy_ms) if path is not None else None

    @contextmanager
    def read(self) -> Iterator[SqliteReader]:
        """One consistent snapshot; inside a read of the same thread, that read's. Raises StoreFault."""
        if getattr(self._mine, "writing", False):
            raise StoreFault(NESTED, "read")
        outer: SqliteReader | None = getattr(self._mine, "reader", None)
        if outer is not None:
            yield outer
            return
        with self._reading_connection() as connection:
            tx = Transaction(connection, self._step)
            tx.run("BEGIN")
            self._mine.reader = SqliteReader(tx, self._vault)
            try:
                yield self._mine.reader
            finally:
                self._mine.reader = None
                _roll_back(connection)

    @contextmanager
    def write(self) -> Iterator[SqliteWriter]:
        """One transaction, on disk when the block is left without an exception. Raises StoreFault.

        After any fault inside the block nothing is committed, even if the block went on.
        """
        if getattr(self._mine, "writing", False) or getattr(self._mine, "reader", None) is not None:
            raise StoreFault(NESTED, "write")
        with self._my_turn():
            self._mine.writing = True
            try:
                yield from self._transaction()
            finally:
                self._mine.writing = False

    def box(self) -> int:
        """Put into boxes what lies here from before there was a vault; how many rows.

        Raises StoreFault, also ``store.corrupt`` where the boxes are of another key.
        """
        if self._vault is None:
            return 0
        mark = boxing.mark(self._vault)
        with self.read() as reader:
            known = reader.desk.meta(boxing.MARK)
        if known not in (None, mark):
            raise StoreFault(CORRUPT, "store.key")
        moved = 0
        if known is None:
            with self.write() as writer:
                moved = boxing.box(writer.tx, self._vault)
                writer.desk.put_meta(boxing.MARK, mark)
            self.scrub()
        return moved

    @property
    def vault(self) -> Vault | None:
        """The key of this disk."""
        return self._vault

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

    def signings(self) -> int:
        """See `app.ports.store.Store`; counts in this process, which alone has the file open for writing."""
        return self._signings

    def derived(self) -> Iterator[tuple[str, Row]]:
        """Rows of journal, heads, touches, folds, entries and wants. Local numbers are left out."""
        with self.read() as reader:
            yield from derived_rows(reader.tx)

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

    def sizes(self) -> dict[str, int]:
        """Rows of every table."""
        with self.read() as reader:
            return {name: reader.tx.all(query)[0][0] for name, query in ddl.counts().items()}

    def close(self) -> None:
        """Close every connection, after which everything is refused. SQLite then moves its log into the database."""
        if self._pool is not None:
            self._pool.dispose()
            self._pool = None
        with self._my_turn():
            self._writer.close()

    def _transaction(self) -> Iterator[SqliteWriter]:
        tx = Transaction(self._writer, self._step)
        self._step("begin")
        tx.run("BEGIN IMMEDIATE")
        try:
            writer = SqliteWriter(tx, self._vault)
            yield writer
            if tx.fault is not None:
                raise tx.fault
            writer.settle()
            self._step("before_commit")
            tx.run("COMMIT")
            self._signings += writer.desk.signings
        except BaseException:
            _roll_back(self._writer)
            raise
        self._step("after_commit")

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=TURN_S):
            raise StoreFault(BUSY, "turn")
        try:
            yield
        finally:
            self._turn.release()

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


def open_store(
    path: Path | None,
    faults: Callable[[str], None] | None = None,
    *,
    busy_ms: int = BUSY_MS,
    vault: Vault | None = None,
) -> SqliteStore:
    """The store in this file, which is made if it is missing; None: a new store in memory.

    `faults` is for tests: it is called with the name of each step (begin, append, before_commit, after_commit) and may
    raise, or end the process. `vault` holds the key of this disk; what lay here without one is put into boxes at once.
    Raises StoreFault; the file is then as it was.
    """
    step = faults or _no_faults
    if path is None:
        return SqliteStore(opening.open_memory(), None, step, busy_ms, vault)
    store = SqliteStore(opening.open_file(path, busy_ms), path, step, busy_ms, vault)
    try:
        store.box()
    except StoreFault:
        store.close()
        raise
    return store


def _no_faults(_step: str) -> None:
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
