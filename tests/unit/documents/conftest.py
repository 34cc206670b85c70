"""A case that went all the way, one that ended in a release, and how a document is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from mithaq.documents.make import sealed, wish_for
from mithaq.domain.case.states import CaseState
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS

Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Two states, the Secretariat and the commission."""
    made = World(seed=7, nodes=("TN", "EG", "GS", "OC"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def whole(world: World) -> CaseActs:
    """From the request to the undertaking of speciality."""
    return acts.case_until(world, CaseState.SPECIALITY)


@pytest.fixture(scope="module")
def freed(world: World) -> CaseActs:
    """Arrested, then withdrawn: a release is due."""
    return acts.case_until(world, CaseState.RELEASE_DUE)


@pytest.fixture(scope="module")
def make(world: World) -> Make:
    """A sealed document, made by the prosecutor of a member."""

    def made(case: CaseActs, kind: str, other: str = "en", place: str = "", by: str = "TN") -> bytes:
        node = world[by]
        return sealed(node, world.actor(by, "prosecutor"), wish_for(node, case.id, kind, other, place), WORDS)

    return made
