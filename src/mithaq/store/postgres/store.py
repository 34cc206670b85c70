"""The store on PostgreSQL: one writer in the whole world, readers beside it, each with its own snapshot.

A connection that is lost is made again by whoever needs one next. Until the server answers, everything is refused with
``store.gone``; what was in hand is rolled back by the server, and nothing that was acknowledged is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import PoolProxiedConnection
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from mithaq.app.ports.faults import BUSY, GONE, IO, StoreFault
from mithaq.journal.vault import Vault
from mithaq.store import pouring
from mithaq.store.base import BUSY_MS, MORE_READERS, READERS, SqlStore
from mithaq.store.postgres import opening, upkeep
from mithaq.store.postgres.session import POSTGRES, Session
from mithaq.store.sqlite import no_faults, open_file
from mithaq.store.transaction import Step, Transaction


class PostgresStore(SqlStore):
    """The writer's session, which holds the lock on the database, and a source of readers' sessions."""

    def __init__(self, place: str, step: Step, busy_ms: int, vault: Vault | None = None) -> None:
        super().__init__(step, vault)
        self._place = place
        self._busy_ms = busy_ms
        self._writer = opening.open_writer(place)
        self._pool: QueuePool | None = QueuePool(
            lambda: opening.open_reader(place),  # type: ignore[arg-type]  # it closes as a DBAPI connection does
            pool_size=READERS,
            max_overflow=MORE_READERS,
            timeout=busy_ms / 1000,
            reset_on_return=None,
        )

    def copy_to(self, path: Path) -> None:
        """Row by row from one snapshot into a new SQLite file of the same schema."""
        with closing(open_file(path)) as copy, self.read() as reader, copy.write() as writer:
            pouring.pour(reader.tx, writer.tx)

    def integrity(self) -> list[str]:
        """What reading every row, every reference and, where the extension amcheck is there, every index finds wrong."""
        try:
            with self.read() as reader:
                return upkeep.findings(reader.tx)
        except StoreFault as fault:
            return [str(fault)]

    def scrub(self) -> None:
        """Remove what was deleted from the tables that tell of persons, and recycle the server's log as far as the node's
        account may. Raises StoreFault ``store.busy`` while anybody holds an older snapshot.
        """
        with self._my_turn():
            upkeep.scrub(Transaction(self._live(), self._step, POSTGRES), self._busy_ms / 1000)

    def shorten(self) -> None:
        """Nothing to do: the server moves its log by itself, in a process of its own."""

    def close(self) -> None:
        """Close every session; the lock goes with the writer's."""
        with self._my_turn():
            if self._pool is not None:
                self._pool.dispose()
                self._pool = None
            self._writer.close()

    @contextmanager
    def _snapshot(self) -> Iterator[Transaction]:
        held, tx = self._reading()
        session = cast(Session, held.dbapi_connection)
        try:
            yield tx
        finally:
            session.roll_back()
            _give_back(held, session)

    def _reading(self) -> tuple[PoolProxiedConnection, Transaction]:
        """A session that has begun to read. One that lay in the pool while the server went away is no fault of anybody's."""
        while True:
            held = self._from_pool()
            session = cast(Session, held.dbapi_connection)
            tx = Transaction(session, self._step, POSTGRES)
            try:
                tx.run(POSTGRES.read)
            except StoreFault:
                worn = session.broken and session.used
                _give_back(held, session)
                if not worn:
                    raise
            else:
                return held, tx

    def _from_pool(self) -> PoolProxiedConnection:
        if self._pool is None:
            raise StoreFault(IO, "closed")
        try:
            return self._pool.connect()
        except PoolTimeout:
            raise StoreFault(BUSY, "readers") from None

    def _begun(self) -> Transaction:
        tx = Transaction(self._live(), self._step, POSTGRES)
        try:
            tx.run(POSTGRES.write)
        except StoreFault as fault:
            if fault.code != GONE:
                raise
            tx = Transaction(self._live(), self._step, POSTGRES)
            tx.run(POSTGRES.write)
        return tx

    def _live(self) -> Session:
        """The writer's session, made anew if it was lost: and then the lock has to be had once more. Raises StoreFault."""
        if self._pool is None:
            raise StoreFault(IO, "closed")
        if self._writer.broken:
            self._writer = opening.open_writer(self._place)
            self._signings += 1  # whoever had the lock meanwhile may have changed who is signed in
        return self._writer

    def _roll_back(self, tx: Transaction) -> None:
        self._writer.roll_back()


def open_server(
    place: str,
    faults: Callable[[str], None] | None = None,
    *,
    busy_ms: int = BUSY_MS,
    vault: Vault | None = None,
) -> PostgresStore:
    """The store in this database, whose schema is made if it is empty. As `store.open_store`."""
    store = PostgresStore(place, faults or no_faults, busy_ms, vault)
    try:
        store.box()
    except StoreFault:
        store.close()
        raise
    return store


def _give_back(held: PoolProxiedConnection, session: Session) -> None:
    if session.broken:
        held.invalidate()
    else:
        session.used = True
        held.close()
