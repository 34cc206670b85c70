"""One open transaction on one connection, and the few ways to run SQL in it.

SQL is built once, from the schema (`sql`) or by hand (`queries`), and handed to the driver directly: through SQLAlchemy's
execution a point read costs 35 times as much (design note on libraries).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from mithaq.app.ports.faults import StoreFault
from mithaq.store.dialect import SQLITE, Dialect
from mithaq.store.sql import with_marks

Row = tuple[Any, ...]
Step = Callable[[str], None]

FETCH = 500
"""Rows fetched at once while streaming: enough to hide the cost of the call."""

CHUNK = 500
"""Values in one IN (...): few different statements, far below SQLite's limit of 32,766."""


class Transaction:
    """Runs SQL and translates what goes wrong. Remembers the first fault: after one, nothing may be committed.

    The connection is sqlite3's, or one that behaves alike (`store.postgres.session`).
    """

    def __init__(self, connection: Any, step: Step, dialect: Dialect = SQLITE) -> None:
        self._connection = connection
        self._dialect = dialect
        self._errors = dialect.errors
        self.step = step
        self.fault: StoreFault | None = None

    def run(self, sql: str, *values: Any) -> int:
        """Execute; how many rows it changed."""
        try:
            changed: int = self._connection.execute(sql, values).rowcount
        except self._errors as error:
            raise self._failed(error) from None
        return changed

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute once for each row of values."""
        try:
            self._connection.executemany(sql, rows)
        except self._errors as error:
            raise self._failed(error) from None

    def one(self, sql: str, *values: Any) -> Row | None:
        """The first row, or None."""
        try:
            row: Row | None = self._connection.execute(sql, values).fetchone()
        except self._errors as error:
            raise self._failed(error) from None
        return row

    def all(self, sql: str, *values: Any) -> list[Row]:
        """All rows."""
        try:
            rows: list[Row] = self._connection.execute(sql, values).fetchall()
        except self._errors as error:
            raise self._failed(error) from None
        return rows

    def each(self, sql: str, *values: Any) -> Iterator[Row]:
        """All rows, one after the other, without holding them in memory."""
        try:
            with closing(self._dialect.stream(self._connection, sql, values)) as cursor:
                while rows := cursor.fetchmany(FETCH):
                    yield from rows
        except self._errors as error:
            raise self._failed(error) from None

    def all_in(self, sql: str, values: Sequence[Any]) -> list[Row]:
        """All rows of a query with one IN (...), in chunks of values. The order of rows is that of the chunks."""
        rows: list[Row] = []
        for start in range(0, len(values), CHUNK):
            chunk = values[start : start + CHUNK]
            rows += self.all(with_marks(sql, len(chunk)), *chunk)
        return rows

    def run_in(self, sql: str, values: Sequence[Any]) -> int:
        """Execute a statement with one IN (...), in chunks; how many rows it changed."""
        chunks = (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))
        return sum(self.run(with_marks(sql, len(chunk)), *chunk) for chunk in chunks)

    def count_on(self, number: int) -> None:
        """After rows came with numbers of their own: count on from the highest, and entries from this one at least."""
        try:
            self._dialect.count_on(self._connection, number)
        except self._errors as error:
            raise self._failed(error) from None

    def failed(self, fault: StoreFault) -> StoreFault:
        """Note that the store itself refuses something, and hand the fault back to be raised."""
        self.fault = self.fault or fault
        return fault

    def _failed(self, error: Exception) -> StoreFault:
        return self.failed(self._dialect.translated(error))
