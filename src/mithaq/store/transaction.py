"""One open transaction on one connection, and the few ways to run SQL in it.

SQL is built once, from the schema (`sql`) or by hand (`queries`), and handed to sqlite3 directly: through SQLAlchemy's
execution a point read costs 35 times as much (design note on libraries).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from mithaq.app.ports.faults import StoreFault
from mithaq.store.faults import ERRORS, translated
from mithaq.store.sql import with_marks

Row = tuple[Any, ...]
Step = Callable[[str], None]

FETCH = 500
"""Rows fetched at once while streaming: enough to hide the cost of the call."""

CHUNK = 500
"""Values in one IN (...): few different statements, far below SQLite's limit of 32,766."""


class Transaction:
    """Runs SQL and translates what goes wrong. Remembers the first fault: after one, nothing may be committed."""

    def __init__(self, connection: sqlite3.Connection, step: Step) -> None:
        self._connection = connection
        self.step = step
        self.fault: StoreFault | None = None

    def run(self, sql: str, *values: Any) -> int:
        """Execute; how many rows it changed."""
        try:
            return self._connection.execute(sql, values).rowcount
        except ERRORS as error:
            raise self._failed(error) from None

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute once for each row of values."""
        try:
            self._connection.executemany(sql, rows)
        except ERRORS as error:
            raise self._failed(error) from None

    def one(self, sql: str, *values: Any) -> Row | None:
        """The first row, or None."""
        try:
            row: Row | None = self._connection.execute(sql, values).fetchone()
        except ERRORS as error:
            raise self._failed(error) from None
        return row

    def all(self, sql: str, *values: Any) -> list[Row]:
        """All rows."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except ERRORS as error:
            raise self._failed(error) from None

    def each(self, sql: str, *values: Any) -> Iterator[Row]:
        """All rows, one after the other, without holding them in memory."""
        try:
            cursor = self._connection.execute(sql, values)
            while rows := cursor.fetchmany(FETCH):
                yield from rows
        except ERRORS as error:
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

    def failed(self, fault: StoreFault) -> StoreFault:
        """Note that the store itself refuses something, and hand the fault back to be raised."""
        self.fault = self.fault or fault
        return fault

    def _failed(self, error: Exception) -> StoreFault:
        return self.failed(translated(error))
