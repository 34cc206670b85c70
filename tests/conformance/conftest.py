"""Every store that the port allows. A further database joins by one more parameter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mithaq.app.ports.store import Store
from mithaq.store import open_store
from tests.support import postgres


@pytest.fixture(params=["file", "memory", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with _place(request.param, tmp_path) as place:
        opened = open_store(place)
        yield opened
        opened.close()


@contextmanager
def _place(kind: str, folder: Path) -> Iterator[Path | str | None]:
    if kind == "postgres":
        with postgres.database() as url:
            yield url
    else:
        yield folder / "mithaq.db" if kind == "file" else None
