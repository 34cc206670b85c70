"""Fixtures of the authorization tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.federation import Federation, federation


@pytest.fixture(scope="module")
def fed() -> Iterator[Federation]:
    """TN and EG, JO which is no party of anything, the Secretariat and the commission."""
    found = federation(members=("TN", "EG", "JO", "GS", "OC"))
    yield found
    found.close()
