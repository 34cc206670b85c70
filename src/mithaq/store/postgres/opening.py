"""Opening a database on a server: whose it is, which version, and that the server is what durability and erasure rest on."""

from __future__ import annotations

import psycopg

from mithaq.app.ports.faults import NEWER, NOT_MITHAQ, SETTING, TAKEN, StoreFault
from mithaq.store import schema
from mithaq.store.opening import APPLICATION_ID
from mithaq.store.postgres.faults import ERRORS, translated
from mithaq.store.postgres.session import POSTGRES, Session, connected

OLDEST = 15_00_00
"""PostgreSQL 15: `pg_checkpoint`, and a schema `public` in which not everybody may make tables."""

SETTINGS = {
    "server_encoding": ("UTF8",),
    "client_encoding": ("UTF8",),
    "fsync": ("on",),
    "full_page_writes": ("on",),  # a page torn by a power cut is put together again
    "synchronous_commit": ("on", "remote_apply", "remote_write", "local"),  # each syncs the server's own log
    "data_checksums": ("on",),  # a flipped bit is found when its page is read
    "standard_conforming_strings": ("on",),
}
"""What every connection has to find, and is not touched: who runs the server answers for it."""

_TABLES = (
    "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace "
    "ORDER BY relname"
)
_LOCK = "SELECT pg_try_advisory_lock($1::int, hashtext(current_schema()))"
_VERSION = "SELECT version_num FROM alembic_version"


def open_writer(place: str) -> Session:
    """The writer's session: the only one, on a schema of the current version, which is made or brought up to date.

    Raises StoreFault: gone, taken, setting, not_mithaq and newer (the database is left as it is).
    """
    session = open_reader(place)
    try:
        if not session.execute(_LOCK, [APPLICATION_ID]).fetchone() == (True,):
            raise StoreFault(TAKEN)
        if _version(session) < schema.SCHEMA_VERSION:
            _migrate(place)
    except ERRORS as error:
        session.close()
        raise translated(error) from None
    except StoreFault:
        session.close()
        raise
    return session


def open_reader(place: str) -> Session:
    """A session on a server that is set as it must be. Raises StoreFault: gone, setting."""
    try:
        session = Session(place)
    except ERRORS as error:
        raise translated(error) from None
    try:
        _check(session)
    except ERRORS as error:
        session.close()
        raise translated(error) from None
    except StoreFault:
        session.close()
        raise
    return session


def _check(session: Session) -> None:
    if session.raw.info.server_version < OLDEST:
        raise StoreFault(SETTING, "server_version")
    names = ", ".join(f"current_setting('{name}')" for name in SETTINGS)
    found = session.execute(f"SELECT {names}").fetchone() or ()
    for (name, allowed), value in zip(SETTINGS.items(), found, strict=True):
        if value not in allowed:
            raise StoreFault(SETTING, name)


def _version(session: Session) -> int:
    """The schema version of the database, 0 for an empty one. Raises StoreFault."""
    tables = {name for (name,) in session.execute(_TABLES).fetchall()}
    if not tables:
        return 0
    if not {"alembic_version", "journal", "meta"} <= tables:
        raise StoreFault(NOT_MITHAQ)
    row = session.execute(_VERSION).fetchone()
    if row is None or not row[0].isdecimal():
        raise StoreFault(NOT_MITHAQ)
    version = int(row[0])
    if version > schema.SCHEMA_VERSION:
        raise StoreFault(NEWER)
    return version


def _migrate(place: str) -> None:
    """Bring the database to the current version: all steps in one transaction, or nothing. The lock is ours meanwhile."""
    from mithaq.store import migrating  # noqa: PLC0415 - Alembic is slow to import, and rarely needed
    from mithaq.store.postgres import ddl  # noqa: PLC0415 - the same

    connection: psycopg.Connection[tuple[object, ...]] = connected(place)
    try:
        with migrating.transaction(connection, ddl.URL, POSTGRES) as ours:
            migrating.upgrade(ours)
    finally:
        connection.close()
