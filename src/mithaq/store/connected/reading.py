"""Reading a connected table: only columns that are there, only by quoted names, in pages from a cursor at the server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Row
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Integer, String, case, cast, column, func, inspect, literal, or_, select, table
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.sql import ColumnElement, FromClause, Select, quoted_name
from sqlalchemy.sql.expression import ColumnClause

from mithaq.domain.connected.mapping import Mapping, columns, indexed
from mithaq.domain.errors import Refusal
from mithaq.store.connected.engine import CORE_S, LOOK_S, READ_S, opened

PAGE = 5_000
"""Rows of one page: some megabytes, wherever the table lies."""

Rows = list[Row[str, Any]]


class Counts(Struct, frozen=True):
    """What a look at the live table counts."""

    rows: int
    duplicates: int
    empty: tuple[tuple[str, int], ...]


def live_columns(mapping: Mapping) -> tuple[str, ...]:
    """The columns of the live table. Raises Refusal ``connected.table`` where there is none, ``connected.*``."""
    with opened(mapping, LOOK_S) as connection:
        return tuple(_types(connection, mapping))


def counted(mapping: Mapping) -> Counts:
    """Rows, references that stand more than once, and empty values of each column that is read. Raises Refusal."""
    with opened(mapping, LOOK_S) as connection:
        _checked(connection, mapping, columns(mapping))
        there = _table(mapping, columns(mapping))
        reference = _column(mapping.reference)
        twice = select(reference).select_from(there).group_by(reference).having(func.count() > 1).subquery()
        whole = connection.execute(select(func.count()).select_from(there)).scalar_one()
        duplicates = connection.execute(select(func.count()).select_from(twice)).scalar_one()
        sums = [func.sum(func.coalesce(_is_empty(name), 0)) for name in columns(mapping)]
        found = connection.execute(select(*sums).select_from(there)).one()
    empty = tuple((name, int(count or 0)) for name, count in zip(columns(mapping), found, strict=True))
    return Counts(int(whole), int(duplicates), empty)


def pages(mapping: Mapping, limit: int = 0) -> Iterator[Rows]:
    """The rows with the columns that the index is made of, page by page; `limit`: no more than so many. Raises Refusal."""
    with opened(mapping, READ_S) as connection:
        _checked(connection, mapping, indexed(mapping))
        query = _select(mapping, indexed(mapping))
        query = query.limit(limit) if limit else query
        streaming = connection.execution_options(stream_results=True, yield_per=PAGE)
        for part in streaming.execute(query).partitions():
            yield [dict(zip(indexed(mapping), row, strict=True)) for row in part]


def core_of(mapping: Mapping, reference: str) -> tuple[tuple[str, str], ...]:
    """Core data of the row with this reference, as text. Raises Refusal ``connected.gone`` where there is none."""
    wanted = tuple(dict.fromkeys((mapping.reference, *mapping.core)))
    with opened(mapping, CORE_S) as connection:
        types = _checked(connection, mapping, wanted)
        query = _select(mapping, wanted).where(_equals(mapping.reference, types[mapping.reference], reference)).limit(1)
        row = connection.execute(query).first()
    if row is None:
        raise Refusal("connected.gone", "reference")
    return tuple((name, "" if value is None else str(value)) for name, value in zip(wanted, row, strict=True))


def _checked(connection: Connection, mapping: Mapping, wanted: Sequence[str]) -> dict[str, Any]:
    """The types of the live columns. Raises Refusal ``connected.column`` for one that is not there.

    SQLite takes a quoted name that it does not know for a text, so a column that is missing would be read as its own name.
    """
    types = _types(connection, mapping)
    missing = tuple(name for name in wanted if name not in types)
    if missing:
        raise Refusal("connected.column", "columns", missing=missing)
    return types


def _types(connection: Connection, mapping: Mapping) -> dict[str, Any]:
    schema, name = _place(mapping)
    try:
        found = inspect(connection).get_columns(name, schema=schema)
    except NoSuchTableError:
        raise Refusal("connected.table", "table") from None
    return {str(one["name"]): one["type"] for one in found}


def _place(mapping: Mapping) -> tuple[str | None, str]:
    schema, point, name = mapping.table.partition(".")
    return (schema, name) if point else (None, mapping.table)


def _column(name: str) -> ColumnElement[Any]:
    return column(quoted_name(name, quote=True))


def _table(mapping: Mapping, wanted: Sequence[str]) -> FromClause:
    schema, name = _place(mapping)
    read: list[ColumnClause[Any]] = [column(quoted_name(one, quote=True)) for one in wanted]
    where = quoted_name(schema, quote=True) if schema is not None else None
    return table(quoted_name(name, quote=True), *read, schema=where)


def _select(mapping: Mapping, wanted: Sequence[str]) -> Select[Any]:
    return select(*(_column(name) for name in wanted)).select_from(_table(mapping, wanted))


def _is_empty(name: str) -> ColumnElement[Any]:
    said = cast(_column(name), String(4000))
    return case((or_(_column(name).is_(None), func.trim(said) == literal("")), 1), else_=0)


def _equals(name: str, type: Any, value: str) -> ColumnElement[bool]:
    """The row by its reference, compared in the column's own type, so that its index is used."""
    if isinstance(type, Integer) and value.lstrip("-").isdigit():
        return _column(name) == literal(int(value))
    if isinstance(type, String):
        return _column(name) == literal(value)
    return cast(_column(name), String(200)) == literal(value)
