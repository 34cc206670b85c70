"""What the tests of the use cases share: a small federation, and a few words to ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.testing.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """TN which owns, EG which checks, JO beside, the Secretariat and the commission."""
    found = World(11, ("TN", "EG", "JO", "GS", "OC"))
    yield found
    found.close()
