"""The proof inside a document: what the pages show, and nothing else of the case."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from mithaq.documents.source import excerpt, page_of
from mithaq.domain.errors import NotFound
from mithaq.journal.bundle import verify_bundle
from mithaq.journal.bundled import read_bundle
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World
from tests.unit.documents.conftest import Make


def proof_in(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return opened.attachments["proof.json"].get_file().read_bytes()


@pytest.mark.parametrize(
    ("kind", "papers"), [("detention-request", 1), ("rights-letter", 1), ("decision", 2), ("extradition-request", 2)]
)
def test_a_document_carries_no_other_paper(kind: str, papers: int, whole: CaseActs, make: Make, world: World) -> None:
    proof = proof_in(make(whole, kind))
    report = verify_bundle(proof, world.roster)
    assert (report.ok, report.payloads) == (True, papers)


def test_the_case_file_carries_them_all(whole: CaseActs, make: Make, world: World) -> None:
    everything, one = (verify_bundle(proof_in(make(whole, kind)), world.roster) for kind in ("case-file", "decision"))
    assert everything.payloads > one.payloads
    assert everything.events == one.events


def test_an_excerpt_tells_the_same_case(whole: CaseActs, make: Make, world: World) -> None:
    proof, now = proof_in(make(whole, "case-file")), world.clock.now()
    less = excerpt(proof, whole.id, lambda event: False)
    full, bare = (page_of(read_bundle(one), whole.id, world.law, now) for one in (proof, less))
    assert bare.case == full.case
    assert [step.event for step in bare.steps] == [step.event for step in full.steps]
    assert all(step.paper is None for step in bare.steps)
    assert bare.findings == ()


def test_another_case_is_not_in_it(whole: CaseActs, freed: CaseActs, make: Make, world: World) -> None:
    proof = read_bundle(proof_in(make(whole, "decision")))
    with pytest.raises(NotFound):
        page_of(proof, freed.id, world.law, world.clock.now())
