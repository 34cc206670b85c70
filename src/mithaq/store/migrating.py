"""Running the migrations: Alembic on a connection that is ours, inside a transaction that is ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from mithaq.store.dialect import SQLITE, Dialect

SCRIPTS = Path(__file__).parent / "migrations"


def config() -> Config:
    """Alembic's settings, without its file."""
    settings = Config()
    settings.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return settings


@contextmanager
def transaction(connection: Any, url: str = "sqlite://", dialect: Dialect = SQLITE) -> Iterator[Connection]:
    """One transaction on a connection of ours, as SQLAlchemy sees it. Alembic leaves its end to us.

    Raises StoreFault; nothing is changed then.
    """
    engine = create_engine(url, creator=lambda: connection, poolclass=StaticPool)
    # The driver is in autocommit mode, so that it does not begin and end transactions of its own around a CREATE TABLE.
    event.listen(engine, "begin", lambda ours: ours.exec_driver_sql(dialect.write))
    try:
        with engine.begin() as ours:
            yield ours
    except DBAPIError as error:
        raise dialect.translated(error.orig if isinstance(error.orig, dialect.errors) else error) from None


def upgrade(ours: Connection, to: str = "head") -> None:
    """Run every migration that the database has not seen, in the open transaction."""
    settings = config()
    settings.attributes["connection"] = ours
    command.upgrade(settings, to)
