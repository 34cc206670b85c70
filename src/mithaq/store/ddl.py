"""SQL about the schema as a whole, built once."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Index, Table, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from mithaq.store import schema


@cache
def as_script() -> str:
    """The whole schema as SQL, for a database in memory."""
    dialect = sqlite.dialect()
    made: list[DDLElement] = [CreateTable(table) for table in schema.metadata.sorted_tables]
    indexed = [CreateIndex(index) for table in schema.metadata.sorted_tables for index in _sorted_indexes(table)]
    return ";".join(str(element.compile(dialect=dialect)) for element in [*made, *indexed])


def _sorted_indexes(table: Table) -> list[Index]:
    """The indexes of a table by name: a set has no order."""
    return sorted(table.indexes, key=lambda index: str(index.name))


@cache
def counts() -> dict[str, str]:
    """For each table, by name, the query for its number of rows."""
    tables = sorted(schema.metadata.tables.values(), key=lambda table: table.name)
    return {table.name: str(select(func.count()).select_from(table)) for table in tables}
