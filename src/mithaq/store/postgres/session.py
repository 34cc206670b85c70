"""One connection to the server, which behaves as sqlite3's does towards `store.transaction`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import psycopg
from psycopg import RawCursor, RawServerCursor
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8Dumper

from mithaq.store import schema
from mithaq.store.dialect import Dialect
from mithaq.store.postgres.faults import ERRORS, translated
from mithaq.store.postgres.wording import worded

OPTIONS: dict[str, Any] = {
    "application_name": "mithaq",
    "client_encoding": "utf8",
    "connect_timeout": 5,  # seconds until a server that does not answer is a fault
    "tcp_user_timeout": 10_000,  # milliseconds until a line that is cut is one, too
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
"""Set unless the connection string says otherwise."""

# psycopg writes down what it passes over; a message of the server may quote values, and ours reach the caller as faults.
logging.getLogger("psycopg").setLevel(logging.CRITICAL + 1)

PREPARE_AFTER = 3
PREPARED = 512
"""Statements kept prepared for each connection: all there are, lists of different lengths included."""

Connection = psycopg.Connection[tuple[Any, ...]]


class Session:
    """A connection of psycopg with values by number, in binary, and every integer as 64 bits.

    The server sees the types of values before it plans: integers of two, four and eight bytes would be three statements.
    """

    def __init__(self, place: str) -> None:
        """Connect. Raises psycopg.Error."""
        self.raw = connected(place)
        self.raw.prepare_threshold, self.raw.prepared_max = PREPARE_AFTER, PREPARED
        self.raw.adapters.register_dumper(int, Int8Dumper)
        self._names = count(1)
        self.used = False
        """Whether it has lain in a pool, where it may have been lost without anybody's noticing."""

    def execute(self, query: str, values: Sequence[Any] = ()) -> RawCursor[tuple[Any, ...]]:
        """Run one statement."""
        cursor = RawCursor(self.raw)
        cursor.execute(worded(query), values, binary=True)
        return cursor

    def executemany(self, query: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run it once for each row of values, without waiting for each."""
        with RawCursor(self.raw) as cursor:
            cursor.executemany(worded(query), rows)

    def stream(self, query: str, values: Sequence[Any]) -> RawServerCursor[tuple[Any, ...]]:
        """Run a query whose rows are fetched as they are asked for, and others meanwhile."""
        cursor = RawServerCursor(self.raw, f"rows_{next(self._names)}")
        cursor.execute(worded(query), values, binary=True)
        return cursor

    @property
    def broken(self) -> bool:
        """Whether nothing will ever come of it again."""
        return self.raw.closed

    def roll_back(self) -> None:
        """End the transaction, if one is open. Never raises: whoever begins next meets the same fault."""
        try:
            if self.raw.info.transaction_status not in (TransactionStatus.IDLE, TransactionStatus.UNKNOWN):
                self.execute("ROLLBACK")
        except ERRORS:
            self.raw.close()

    def close(self) -> None:
        """Give it back."""
        self.raw.close()


def connected(place: str) -> Connection:
    """A connection that begins and ends no transaction by itself. Raises psycopg.Error."""
    given = psycopg.conninfo.conninfo_to_dict(place)
    return psycopg.connect(
        place, autocommit=True, **{name: value for name, value in OPTIONS.items() if name not in given}
    )


def _stream(connection: Any, query: str, values: Sequence[Any]) -> Any:
    return connection.stream(query, values)


def _count_on(connection: Any, number: int) -> None:
    for table in schema.metadata.sorted_tables:
        counter = table._autoincrement_column
        if counter is not None:
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{counter.name}'), "  # noqa: S608 - names of ours
                f"greatest((SELECT max({counter.name}) + 1 FROM {table.name}), 1), false)"
            )
    connection.execute("SELECT setval('entries_number_seq', greatest(?, 1))", (number,))


POSTGRES = Dialect(
    read="BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",  # one snapshot, from the first statement on
    write="BEGIN ISOLATION LEVEL REPEATABLE READ",  # nobody else writes: it is never refused for that
    errors=ERRORS,
    translated=translated,
    stream=_stream,
    count_on=_count_on,
)
