"""TN asks; EG and MA answer from tables of their own; the commission watches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.testing import acts
from mithaq.testing.world import World
from tests.support.connected import Asked


@pytest.fixture
def asked() -> Iterator[Asked]:
    """One circulated alert of TN."""
    world = World(5, ("TN", "EG", "MA", "GS", "OC"))
    yield Asked(world, acts.circulated(world))
    world.close()
