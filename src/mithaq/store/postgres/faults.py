"""Every exception of psycopg, translated; none of them leaves the store as it is."""

from __future__ import annotations

from functools import cache

import psycopg
from sqlalchemy import UniqueConstraint

from mithaq.app.ports.faults import BUSY, CORRUPT, FULL, GONE, IO, IntegrityFault, StoreFault
from mithaq.store import schema

ERRORS = (psycopg.Error, OverflowError, UnicodeError)
"""What psycopg raises, and Python for text that is not UTF-8."""

# By the beginning of the SQLSTATE (PostgreSQL, appendix A), the longest that fits.
_CODES = {
    "08": GONE,  # the connection failed
    "57P": GONE,  # shut down, crashed, or not yet up
    "25006": GONE,  # a standby: nobody writes there
    "53": BUSY,  # too many connections, no memory
    "53100": FULL,
    "55P03": BUSY,  # a lock was not to be had
    "57014": BUSY,  # cancelled
    "40": BUSY,  # deadlock
    "XX001": CORRUPT,  # a page whose checksum is wrong
    "XX002": CORRUPT,  # an index
}


def translated(error: Exception) -> StoreFault:
    """The fault behind an exception of psycopg. Of the server's message nothing is kept: it may quote values."""
    if not isinstance(error, psycopg.Error):
        return IntegrityFault("value")
    state = error.sqlstate
    if state is None:
        return _without_state(error)
    if state.startswith("23"):
        return IntegrityFault(_constraint(error.diag))
    if state.startswith("22"):
        return IntegrityFault("value")
    fitting = [begin for begin in _CODES if state.startswith(begin)]
    return StoreFault(_CODES[max(fitting, key=len)] if fitting else IO, state)


def _without_state(error: psycopg.Error) -> StoreFault:
    """What libpq or psycopg found itself: a connection that broke or was not to be had, a value that cannot be sent."""
    if isinstance(error, psycopg.DataError):
        return IntegrityFault("value")
    return StoreFault(GONE if isinstance(error, psycopg.OperationalError) else IO, type(error).__name__)


def _constraint(diag: psycopg.errors.Diagnostic) -> str:
    """``officers.login`` for the constraint that keeps logins apart, as SQLite says it; another by its own name."""
    name = diag.constraint_name or ""
    return _unique().get(name) or name or f"{diag.table_name}.{diag.column_name}"


@cache
def _unique() -> dict[str, str]:
    """For each unique constraint and primary key the table and its first column."""
    found = {}
    for table in schema.metadata.sorted_tables:
        keys = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
        found.update({str(one.name): f"{table.name}.{next(iter(one.columns)).name}" for one in keys})
        found[f"pk_{table.name}"] = f"{table.name}.{next(iter(table.primary_key.columns)).name}"
    return found
