"""Opening a connected database: read-only, and refused unless the server itself says so; with time limits; without secrets
in any word that leaves this file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from mithaq.domain.connected.mapping import Mapping
from mithaq.domain.errors import Refusal

CONNECT_S = 10
"""Seconds to wait for a server that does not answer."""

LOOK_S, CORE_S, READ_S = 60, 10, 4 * 3600
"""Seconds that one statement may take: a count or a sample, one row of core data, the reading of a whole table."""

GRACE_S = 5
"""Seconds more before we hang up on a server that did not end the statement itself."""

DRIVERS = {
    "postgresql": "postgresql+psycopg", "postgresql+psycopg": "postgresql+psycopg",
    "mysql": "mariadb+pymysql", "mariadb": "mariadb+pymysql", "mysql+pymysql": "mariadb+pymysql",
    "mariadb+pymysql": "mariadb+pymysql",
    "sqlite": "sqlite", "sqlite+pysqlite": "sqlite",
}  # fmt: skip
SECRETS = frozenset(
    {"password", "passwd", "pwd", "passfile", "read_default_file", "init_command", "options", "service"}
)
"""What a URL's query may not say: a password, or what would undo the settings below."""

_TICKS = 10_000  # instructions of SQLite between two looks at the clock


@contextmanager
def opened(mapping: Mapping, seconds: int) -> Iterator[Connection]:
    """A connection that cannot write, in one transaction. Raises Refusal ``connected.*``, which names no value."""
    engine = _engine(mapping, seconds)
    try:
        with engine.connect() as connection:
            _assert_read_only(connection)
            yield connection
    except DBAPIError as error:
        raise Refusal("connected.slow" if _is_timeout(error) else "connected.unreachable", "url") from None
    except (SQLAlchemyError, OSError, sqlite3.Error, ImportError):
        raise Refusal("connected.unreachable", "url") from None
    finally:
        engine.dispose()


def check_url(mapping: Mapping) -> URL:
    """The address, without a password. Raises Refusal ``connected.url``, ``connected.password``, ``connected.dialect``."""
    try:
        url = make_url(mapping.url)
    except (ArgumentError, ValueError):
        raise Refusal("connected.url", "url") from None
    if url.password is not None or any(name.lower() in SECRETS for name in url.query):
        raise Refusal("connected.password", "url")
    if url.drivername not in DRIVERS:
        raise Refusal("connected.dialect", "url")
    return url.set(drivername=DRIVERS[url.drivername])


def _engine(mapping: Mapping, seconds: int) -> Engine:
    url = check_url(mapping)
    if mapping.password_file:
        try:
            password = Path(mapping.password_file).read_text("utf-8").strip()
        except (OSError, UnicodeError):
            raise Refusal("connected.password_file", "password_file") from None
        url = url.set(password=password)
    try:
        return _MAKERS[url.get_dialect().name](url, seconds)
    except (SQLAlchemyError, ImportError):
        raise Refusal("connected.dialect", "url") from None


def _postgresql(url: URL, seconds: int) -> Engine:
    settings = f"-c default_transaction_read_only=on -c statement_timeout={seconds * 1000} -c lock_timeout=5000"
    return _made(url, connect_args={"connect_timeout": CONNECT_S, "options": settings, "application_name": "mithaq"})


def _mariadb(url: URL, seconds: int) -> Engine:
    engine = _made(
        url, connect_args={"connect_timeout": CONNECT_S, "read_timeout": seconds + GRACE_S, "charset": "utf8mb4"}
    )

    def settle(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION TRANSACTION READ ONLY")
            cursor.execute(f"SET SESSION max_statement_time = {seconds:d}")

    event.listen(engine, "connect", settle)
    return engine


def _sqlite(url: URL, seconds: int) -> Engine:
    place = f"file:{quote(url.database or '')}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(place, uri=True, timeout=CONNECT_S)
        connection.execute("PRAGMA query_only = ON")
        ends = monotonic() + seconds
        connection.set_progress_handler(lambda: int(monotonic() > ends), _TICKS)
        return connection

    return _made(URL.create("sqlite"), creator=connect)


_MAKERS: dict[str, Callable[[URL, int], Engine]] = {
    "postgresql": _postgresql,
    "mysql": _mariadb,
    "mariadb": _mariadb,
    "sqlite": _sqlite,
}


def _made(url: URL, **options: Any) -> Engine:
    # `hide_parameters`: no value of a row or question in any error that somebody might print
    return create_engine(url, poolclass=NullPool, hide_parameters=True, **options)


_ASKED = {
    "postgresql": "SHOW transaction_read_only",
    "mariadb": "SELECT @@session.tx_read_only",
    "mysql": "SELECT @@session.tx_read_only",
    "sqlite": "PRAGMA query_only",
}


def _assert_read_only(connection: Connection) -> None:
    """The database's own word that this session cannot write. Raises Refusal ``connected.writable``."""
    said = connection.exec_driver_sql(_ASKED[connection.dialect.name]).scalar()
    if str(said).lower() not in ("on", "1"):
        raise Refusal("connected.writable", "url")


def _is_timeout(error: DBAPIError) -> bool:
    """Whether the database gave up by the time limit: PostgreSQL 57014, MariaDB 1969, an interrupted SQLite."""
    cause = error.orig
    args: tuple[object, ...] = getattr(cause, "args", ())
    return (
        getattr(cause, "sqlstate", "") == "57014"
        or (bool(args) and args[0] == 1969)
        or (isinstance(cause, sqlite3.OperationalError) and "interrupted" in str(cause))
    )
