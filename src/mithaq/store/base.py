"""A store on a relational database: transactions, rooms and boxes, whatever database it is."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from mithaq.app.ports.faults import BUSY, CORRUPT, NESTED, StoreFault
from mithaq.journal.vault import Vault
from mithaq.store import boxing, ddl
from mithaq.store.attachments import AttachmentChanges, Attachments
from mithaq.store.derived import derived_rows
from mithaq.store.desk import Desk, DeskChanges
from mithaq.store.journal import Journal, JournalChanges
from mithaq.store.payloads import PayloadChanges, Payloads
from mithaq.store.questions import QuestionChanges, Questions
from mithaq.store.register import Register
from mithaq.store.register_changes import RegisterChanges
from mithaq.store.shield import Shield, ShieldChanges
from mithaq.store.transaction import Row, Step, Transaction

BUSY_MS = 5_000
"""How long to wait for whoever is in the way: another process that writes, or readers who hold what was erased."""

TURN_S = 30.0
"""How long to wait for another thread's write: a bulk load is in hand for seconds, never for half a minute."""

READERS = 8
"""Connections kept open for reading; `MORE_READERS` may join them for a while."""

MORE_READERS = 24


class SqlReader:
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


class SqlWriter:
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


class SqlStore(ABC):
    """`app.ports.store.Store`, but for what each database does in its own way.

    A thread has one transaction at a time: a read inside a read is the same snapshot, anything else is refused (it would
    decide on what is no longer so). With a `vault` whatever tells of a person lies in boxes.
    """

    def __init__(self, step: Step, vault: Vault | None = None) -> None:
        self._vault = vault
        self._step = step
        self._turn = threading.RLock()
        self._mine = threading.local()
        self._signings = 0

    @contextmanager
    def read(self) -> Iterator[SqlReader]:
        """One consistent snapshot; inside a read of the same thread, that read's. Raises StoreFault."""
        if getattr(self._mine, "writing", False):
            raise StoreFault(NESTED, "read")
        outer: SqlReader | None = getattr(self._mine, "reader", None)
        if outer is not None:
            yield outer
            return
        with self._snapshot() as tx:
            self._mine.reader = SqlReader(tx, self._vault)
            try:
                yield self._mine.reader
            finally:
                self._mine.reader = None

    @contextmanager
    def write(self) -> Iterator[SqlWriter]:
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

    def signings(self) -> int:
        """See `app.ports.store.Store`; counts in this process, which alone has the database open for writing."""
        return self._signings

    def derived(self) -> Iterator[tuple[str, Row]]:
        """Rows of journal, heads, touches, folds, entries and wants. Local numbers are left out."""
        with self.read() as reader:
            yield from derived_rows(reader.tx)

    def sizes(self) -> dict[str, int]:
        """Rows of every table."""
        with self.read() as reader:
            return {name: reader.tx.all(query)[0][0] for name, query in ddl.counts().items()}

    @abstractmethod
    def copy_to(self, path: Path) -> None:
        """All that is kept here as it stands now, in one new SQLite file, while others read and write. What lies in boxes
        stays in them. Raises StoreFault.
        """

    @abstractmethod
    def integrity(self) -> list[str]:
        """See `app.ports.store.Store`."""

    @abstractmethod
    def scrub(self) -> None:
        """See `app.ports.store.Store`. Raises StoreFault ``store.busy`` if a reader is in the way."""

    @abstractmethod
    def shorten(self) -> None:
        """See `app.ports.store.Store`."""

    @abstractmethod
    def close(self) -> None:
        """Close every connection, after which everything is refused."""

    @abstractmethod
    def _snapshot(self) -> AbstractContextManager[Transaction]:
        """A transaction that has begun to read, and ends with the block."""

    @abstractmethod
    def _begun(self) -> Transaction:
        """The writer's transaction, begun. Raises StoreFault."""

    @abstractmethod
    def _roll_back(self, tx: Transaction) -> None:
        """End the writer's transaction, if it has not ended itself. Never raises: the next beginning will."""

    def _transaction(self) -> Iterator[SqlWriter]:
        self._step("begin")
        tx = self._begun()
        try:
            writer = SqlWriter(tx, self._vault)
            yield writer
            if tx.fault is not None:
                raise tx.fault
            writer.settle()
            self._step("before_commit")
            tx.run("COMMIT")
            self._signings += writer.desk.signings
        except BaseException:
            self._roll_back(tx)
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
