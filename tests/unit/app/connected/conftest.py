"""TN asks; EG and MA answer from tables of their own; the commission watches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.testing import acts
from mithaq.testing.world import World
from tests.support.connected import Asked, connect


@pytest.fixture
def asked() -> Iterator[Asked]:
    """One circulated alert of TN."""
    world = World(5, ("TN", "EG", "MA", "GS", "OC"))
    yield Asked(world, acts.circulated(world))
    world.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """The same, with the person in a table that EG has connected; for all tests of a file that only ask."""
    world = World(5, ("TN", "EG", "MA", "GS", "OC"))
    found = Asked(world, acts.circulated(world))
    connect(world, "EG", tmp_path_factory.mktemp("shared"), found.rows())
    yield found
    world.close()
