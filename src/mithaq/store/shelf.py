"""A table whose columns are the fields of one struct, in the same order: the plain case, once for all."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import astuple
from sqlalchemy import Table

from mithaq.store import sql
from mithaq.store.transaction import Transaction

T = TypeVar("T", bound=Struct)


class Shelf(Generic[T]):
    """Rows of type `T` in a table, by its primary key."""

    def __init__(self, table: Table, type: type[T]) -> None:
        self._type = type
        self._put = sql.put(table)
        self._get = sql.row_of(table)
        self._rows = sql.rows_of(table)

    def put(self, tx: Transaction, row: T) -> None:
        """Add the row, or replace the one with the same key."""
        tx.run(self._put, *astuple(row))

    def get(self, tx: Transaction, *key: str) -> T | None:
        """The row with this key."""
        found = tx.one(self._get, *key)
        return self._type(*found) if found else None

    def where(self, tx: Transaction, clause: str, *values: Any) -> list[T]:
        """The rows that a clause of `queries` selects."""
        return [self._type(*row) for row in tx.all(f"{self._rows} {clause}", *values)]
