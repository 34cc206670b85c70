"""The schema on PostgreSQL: the same from scratch and from migrations, 64 bits wide, ordered by bytes."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from mithaq.store import open_store
from mithaq.store.postgres import ddl
from mithaq.store.postgres.session import connected
from mithaq.store.schema import metadata
from tests.support import postgres

SHAPES = {
    "columns": (
        "SELECT c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, "
        "coalesce(l.collname, ''), coalesce(pg_get_expr(d.adbin, d.adrelid), '') FROM pg_attribute AS a "
        "JOIN pg_class AS c ON c.oid = a.attrelid LEFT JOIN pg_collation AS l ON l.oid = a.attcollation "
        "LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum "
        "WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped "
    ),
    "constraints": (
        "SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint AS k "
        "JOIN pg_class AS c ON c.oid = k.conrelid WHERE true "
    ),
    "indexes": (
        "SELECT t.relname, c.relname, pg_get_indexdef(c.oid) FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid "
        "JOIN pg_class AS t ON t.oid = i.indrelid WHERE true "
    ),
    "sequences": (
        "SELECT c.relname, s.seqtypid::regtype::text FROM pg_sequence AS s JOIN pg_class AS c ON c.oid = s.seqrelid "
        "WHERE true "
    ),
}  # fmt: skip
OURS = "AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'alembic_version' "


def shape(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """What the server's own tables say of ours. A column that a migration dropped leaves a gap in the numbers."""
    with psycopg.connect(url) as connection:
        found = {name: connection.execute(f"{query}{OURS}".encode()).fetchall() for name, query in SHAPES.items()}
    columns = sorted(found["columns"])
    found["columns"] = [(row[0], index, *row[2:]) for index, row in enumerate(columns)]
    return {name: sorted(rows) for name, rows in found.items()}


@pytest.fixture(scope="module")
def migrated() -> dict[str, list[tuple[Any, ...]]]:
    with postgres.database("template0") as place:
        open_store(place).close()
        return without_version(shape(place))


def without_version(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    return {name: [row for row in rows if "alembic_version" not in row] for name, rows in found.items()}


def test_schema_from_scratch_equals_schema_from_migrations(migrated: dict[str, list[tuple[Any, ...]]]) -> None:
    with postgres.database("template0") as place:
        connection = connected(place)
        engine = create_engine(ddl.URL, creator=lambda: connection, poolclass=StaticPool)
        metadata.create_all(engine)
        connection.close()
        assert shape(place) == migrated


def test_every_table_is_there(migrated: dict[str, list[tuple[Any, ...]]]) -> None:
    assert {row[0] for row in migrated["columns"]} == set(metadata.tables)


def test_text_is_ordered_by_bytes_and_numbers_have_64_bits(migrated: dict[str, list[tuple[Any, ...]]]) -> None:
    kinds = {(kind, collation) for _, _, _, kind, _, collation, _ in migrated["columns"]}
    assert kinds == {("text", "C"), ("bigint", ""), ("bytea", "")}
    assert {kind for _, kind in migrated["sequences"]} == {"bigint"}
