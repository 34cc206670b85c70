"""Every exception of the database, translated; none of them leaves the store as it is."""

from __future__ import annotations

import sqlite3

from mithaq.app.ports.faults import BUSY, CORRUPT, FULL, IO, IntegrityFault, StoreFault

ERRORS = (sqlite3.Error, OverflowError, UnicodeError)
"""What sqlite3 raises: its own errors, and Python's for an integer beyond 64 bits or text that is not UTF-8."""

_CODES = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: CORRUPT,
    sqlite3.SQLITE_NOTADB: CORRUPT,
}
_PRIMARY = 0xFF  # the low byte of an extended result code (sqlite.org/rescode.html)


def translated(error: Exception) -> StoreFault:
    """The fault behind an exception of sqlite3.

    Of SQLite's message only the name of the violated constraint is kept: the rest may quote values.
    """
    if isinstance(error, OverflowError | UnicodeError):
        return IntegrityFault("value")
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return _without_code(error)
    if code & _PRIMARY in (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH):
        return IntegrityFault(_constraint(str(error)))
    return StoreFault(_CODES.get(code & _PRIMARY, IO), error.sqlite_errorname)  # type: ignore[attr-defined]  # set with the code


def _without_code(error: Exception) -> StoreFault:
    """Faults that the sqlite3 module found itself: text in the file that is not UTF-8, or a mistake of the caller."""
    if "decode to UTF-8" in str(error):
        return StoreFault(CORRUPT, "text")
    return StoreFault(IO, type(error).__name__)


def _constraint(message: str) -> str:
    """``officers.login`` of ``UNIQUE constraint failed: officers.login``."""
    kind, _, name = message.partition(" constraint failed: ")
    return name.split(", ", 1)[0] if name else kind.split(" ", 1)[0].lower()
