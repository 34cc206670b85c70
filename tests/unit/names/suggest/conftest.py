"""One suggester over the shipped table: it learns once and is asked by all."""

from __future__ import annotations

import pytest

from mithaq.names.suggest.suggest import Suggester
from mithaq.ops.tables import frequency_rows


@pytest.fixture(scope="session")
def suggester() -> Suggester:
    return Suggester(frequency_rows())
