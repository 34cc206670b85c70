"""The stores that have to keep the promises of the port: SQLite in a file, and SQLite in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mithaq.app.ports.store import Store
from mithaq.store.sqlite import open_store
from mithaq.testing.disk import SimDisk

Opener = Callable[[SimDisk], Store]


def _in_file(folder: Path) -> Opener:
    return lambda disk: open_store(folder / "node.db", disk)


def _in_memory(_folder: Path) -> Opener:
    return lambda disk: open_store(None, disk)


STORES: dict[str, Callable[[Path], Opener]] = {"sqlite-file": _in_file, "sqlite-memory": _in_memory}
"""By name: what opens a new, empty store. Another implementation of the port is one more line."""


@pytest.fixture
def disk() -> SimDisk:
    """The disk under `store`, on which steps can be made to fail."""
    return SimDisk()


@pytest.fixture(params=list(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path, disk: SimDisk) -> Iterator[Store]:
    opened = STORES[str(request.param)](tmp_path)(disk)
    yield opened
    opened.close()
