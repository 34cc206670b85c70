"""SQL text from the schema, and the shapes in which values are stored."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Table, bindparam, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

MARKS = "(?*)"
"""Stands in a query where `with_marks` puts as many question marks as there are values."""

_DIALECT = sqlite.dialect(paramstyle="qmark")


def insert(table: Table, *, or_ignore: bool = False, skip: str = "") -> str:
    """Insert a row: all columns in order, but `skip`, which the database fills. `or_ignore` keeps a row that is there."""
    statement = sqlite.insert(table).values(_values(table, skip))
    return _text(statement.on_conflict_do_nothing() if or_ignore else statement)


def insert_many(table: Table, rows: int) -> str:
    """Insert so many rows at once: all columns of one row in order, then those of the next."""
    marks = f"({', '.join('?' * len(table.columns))})"
    return insert(table).replace(marks, ", ".join([marks] * rows))


def put(table: Table) -> str:
    """Insert a row, or replace the one with the same primary key."""
    key = list(table.primary_key.columns)
    statement = sqlite.insert(table).values(_values(table, ""))
    others = {c.name: statement.excluded[c.name] for c in table.columns if c not in key}
    return _text(statement.on_conflict_do_update(index_elements=key, set_=others))


def rows_of(table: Table, *, skip: str = "") -> str:
    """SELECT of all columns in order, but `skip`, with nothing after FROM."""
    return _text(select(*(column for column in table.columns if column.name != skip)))


def row_of(table: Table) -> str:
    """SELECT of all columns of the row with a given primary key."""
    statement = select(table)
    for column in table.primary_key.columns:
        statement = statement.where(column == bindparam(None))
    return _text(statement)


@lru_cache(maxsize=2048)
def with_marks(query: str, count: int) -> str:
    """The query with `count` question marks in the place of `MARKS`."""
    return query.replace(MARKS, f"({','.join('?' * count)})")


def raw_hash(hash: str) -> bytes:
    """The 32 bytes behind 64 hex digits. What is no hash becomes empty bytes, which no row has and none may have."""
    try:
        raw = bytes.fromhex(hash)
    except ValueError:
        return b""
    # bytes.fromhex also takes capitals and spaces: one hash, one spelling
    return raw if len(raw) == 32 and raw.hex() == hash else b""


def _values(table: Table, skip: str) -> dict[str, object]:
    return {column.name: bindparam(column.name) for column in table.columns if column.name != skip}


def _text(statement: ClauseElement) -> str:
    return " ".join(str(statement.compile(dialect=_DIALECT)).split())
