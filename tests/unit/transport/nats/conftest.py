"""A server for each test that needs streams: they outlive a line, and every world here has the same members."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.testing.world import World
from tests.support.nats_servers import Servers, servers

MEMBERS = ("TN", "EG", "GS", "OC")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Servers]:
    with servers(tmp_path, MEMBERS) as found:
        yield found


@pytest.fixture
def world() -> Iterator[World]:
    found = World(5, MEMBERS)
    yield found
    found.close()
