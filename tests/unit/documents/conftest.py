"""A case that went all the way, one that ended in a release, and how a document is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count

import pikepdf
import pytest

from mithaq.documents.certificate import SealKey
from mithaq.documents.make import sealed, wish_for
from mithaq.documents.seal import PdfSealer
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World, seeded
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
    return acts.case_until(world, CaseState.RELEASE_DUE, content=another())


@pytest.fixture(scope="module")
def make(world: World) -> Make:
    """A sealed document, made by the prosecutor of a member."""

    def made(case: CaseActs, kind: str, other: str = "en", place: str = "", by: str = "TN") -> bytes:
        node = world[by]
        return sealed(node, world.actor(by, "prosecutor"), wish_for(node, case.id, kind, other, place), WORDS)

    return made


PERSONS = count(2)  # one each: no second request stands beside an open one


def another() -> Wanted:
    """A person on whom no case of these tests is open."""
    return acts.person("TN", next(PERSONS))


def resealed(world: World, pdf: bytes, change: Callable[[pikepdf.Pdf], None], member: str = "TN") -> bytes:
    """What a dishonest clerk makes of a document: changed, and sealed anew with the true key of a member."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        del opened.Root["/AcroForm"], opened.Root["/Perms"], opened.pages[0]["/Annots"]
        change(opened)
        opened.save(out, compress_streams=False)  # papers lie there plain
    sealer = PdfSealer(SealKey.make(world.keys[member], seeded("another") * 2))
    return sealer.seal(out.getvalue(), world.clock.now())
