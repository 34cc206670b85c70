"""One federation for each file of plays; each play uses a person of its own, so that their order does not matter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.abuse.plays import MEMBERS
from tests.support.federation import Federation, federation


@pytest.fixture(scope="module")
def fed() -> Iterator[Federation]:
    """TN, EG and JO, the Secretariat and the commission, with officers, their console and the API."""
    found = federation(members=MEMBERS, pages=True)
    yield found
    found.close()
