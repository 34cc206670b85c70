"""Every store that the port allows. A further database joins by one more parameter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.app.ports.store import Store
from mithaq.store import open_store


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(tmp_path / "mithaq.db" if request.param == "file" else None)
    yield opened
    opened.close()
