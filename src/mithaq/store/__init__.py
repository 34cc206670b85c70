"""A node's database behind the port `app.ports.store`: a file of SQLite, memory, or PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import overload

from mithaq.app.ports.faults import SETTING, StoreFault
from mithaq.journal.vault import Vault
from mithaq.store.base import BUSY_MS, SqlStore
from mithaq.store.sqlite import SqliteStore, open_file

DRIVER = "mithaq[postgres]"
"""The extra that brings it."""

SERVER = ("postgresql://", "postgres://")
"""How a place begins that is a database server and no file."""


@overload
def open_store(
    place: Path | None,
    faults: Callable[[str], None] | None = None,
    *,
    busy_ms: int = BUSY_MS,
    vault: Vault | None = None,
) -> SqliteStore: ...


@overload
def open_store(
    place: Path | str | None,
    faults: Callable[[str], None] | None = None,
    *,
    busy_ms: int = BUSY_MS,
    vault: Vault | None = None,
) -> SqlStore: ...


def open_store(
    place: Path | str | None,
    faults: Callable[[str], None] | None = None,
    *,
    busy_ms: int = BUSY_MS,
    vault: Vault | None = None,
) -> SqlStore:
    """The store at this place, which is made if it is missing: a connection string of PostgreSQL, the path of a file, or
    None for a new store in memory.

    `faults` is for tests: it is called with the name of each step (begin, append, before_commit, after_commit) and may
    raise, or end the process. `vault` holds the key of this disk; what lay here without one is put into boxes at once.
    Raises StoreFault; what was there is then as it was.
    """
    if isinstance(place, str) and place.startswith(SERVER):
        try:
            from mithaq.store.postgres.store import open_server  # noqa: PLC0415 - its driver is an extra
        except ModuleNotFoundError:
            raise StoreFault(SETTING, DRIVER) from None
        return open_server(place, faults, busy_ms=busy_ms, vault=vault)
    return open_file(Path(place) if isinstance(place, str) else place, faults, busy_ms=busy_ms, vault=vault)


__all__ = ["SERVER", "SqlStore", "SqliteStore", "open_store"]
