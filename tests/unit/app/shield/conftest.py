"""A federation whose commission keeps its fixed hours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.testing.world import World


@pytest.fixture
def slow() -> Iterator[World]:
    """The law as it is, without the hurry of a demonstration."""
    found = World(31, ("TN", "EG", "GS", "OC"), hurried=False)
    yield found
    found.close()
