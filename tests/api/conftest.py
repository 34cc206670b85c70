"""Fixtures of the API's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.testing.synthetic import demo_photo
from tests.support import story
from tests.support.federation import Federation, federation


@pytest.fixture
def fed() -> Iterator[Federation]:
    """An empty federation of TN, EG, the Secretariat and the commission, with officers."""
    found = federation()
    yield found
    found.close()


@pytest.fixture(scope="module")
def busy() -> Iterator[Federation]:
    """One that has everything in it once: a draft, a circulated alert, a batch, a hit, a case. For tests that read."""
    found = federation()
    story.everything(found)
    yield found
    found.close()


@pytest.fixture(scope="session")
def photo() -> bytes:
    """A portrait that nobody can take for a photograph."""
    return demo_photo(1)
