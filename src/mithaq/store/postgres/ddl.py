"""How the schema's types are written on PostgreSQL, in one place for `schema` and for every migration.

Integers have 64 bits, as SQLite's. Text is ordered by its bytes, as there: folds depend on order, and an order that comes
with the operating system changes with it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler, PGTypeCompiler
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

URL = "mithaq+postgres://"
"""What `create_engine` knows this dialect by."""


class Types(PGTypeCompiler):
    """Names of types."""

    def visit_INTEGER(self, type_: Any, **options: Any) -> str:  # noqa: N802 - SQLAlchemy's name
        """64 bits."""
        return "BIGINT"

    def visit_TEXT(self, type_: Any, **options: Any) -> str:  # noqa: N802 - SQLAlchemy's name
        """Ordered by its bytes."""
        return 'TEXT COLLATE "C"'


class Definitions(PGDDLCompiler):
    """Columns of a new table."""

    def get_column_specification(self, column: Column[Any], **options: Any) -> str:
        """The same, with counters of 64 bits."""
        said = super().get_column_specification(column, **options)  # type: ignore[no-untyped-call]  # SQLAlchemy's
        return str(said).replace(" SERIAL", " BIGSERIAL")


class Postgres(PGDialect_psycopg):
    """SQLAlchemy's dialect with our types."""

    ddl_compiler = Definitions
    type_compiler_cls = Types
    supports_statement_cache = True


registry.register("mithaq.postgres", __name__, Postgres.__name__)
