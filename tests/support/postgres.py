"""One PostgreSQL server for all tests of a worker, started by the first that asks, and a fresh database for each."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import psycopg

from mithaq.store import open_store
from mithaq.testing.postgres import Server

QUICK = {"shared_buffers": "32MB", "wal_init_zero": "off", "autovacuum": "off", "max_connections": "80"}
"""What the server may be spared in tests. Nothing of it touches what the store asserts."""

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of a random name is made in it
MEMORY_OR_DISK = _MEMORY if _MEMORY.is_dir() else None
"""Where syncing a file costs nothing; what is killed here is processes, and their files stay."""

TEMPLATE = "mithaq_template"
_numbers = count(1)


@cache
def server() -> Server:
    """The server, with a template that has the whole schema."""
    found = Server(QUICK, under=MEMORY_OR_DISK)
    atexit.register(found.stop)
    _run(found, f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
    open_store(found.url(TEMPLATE)).close()
    return found


@contextmanager
def database(template: str = TEMPLATE) -> Iterator[str]:
    """The connection string of a database of one's own: with the schema, or (`template0`) with nothing in it."""
    name = f"t{next(_numbers)}"
    _run(server(), f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server().url(name)
    _run(server(), f"DROP DATABASE {name} WITH (FORCE)")


def _run(where: Server, statement: str) -> None:
    with psycopg.connect(where.url(), autocommit=True) as connection:
        connection.execute(statement.encode())
