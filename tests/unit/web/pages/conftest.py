"""A stage for each test that changes something, one for all that only look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.stage import Stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Five members and their officers, nothing else."""
    found = Stage()
    yield found
    found.world.close()


@pytest.fixture(scope="module")
def full() -> Iterator[Stage]:
    """One with a draft, an alert under review, one in force, a confirmed hit and a case."""
    found = Stage()
    found.alert = found.circulated(photo=True)
    found.review = found.approved()
    found.drafted = found.draft()
    found.case = found.arrested(found.alert)
    yield found
    found.world.close()
