"""Every kind of paper is printed in the case file; only one that is not here is said not to be."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app.bundles import proof_for
from mithaq.documents.make import anchored, source_of, wish_for
from mithaq.documents.paper import paper_of
from mithaq.documents.requests import not_here
from mithaq.documents.source import Source
from mithaq.domain.case import papers
from mithaq.domain.case.papers import CasePaper
from mithaq.testing.acts import CaseActs, person
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS

PAPERS: dict[str, tuple[CasePaper, str]] = {
    "a decision": (papers.Reasons("a court", "SYN-1/2026", "synthetic reasons"), "synthetic reasons"),
    "a note": (papers.Note("synthetic words"), "synthetic words"),
    "a changed charge": (papers.ChangedCharge("fraud", "art. 9", "synthetic reasons", 36), "36"),
    "an undertaking": (papers.Undertaking("a prosecution", "SYN-2/2026", 24, 48), "48"),
    "no duty": (papers.NotOwed("a prosecution", "SYN-4/2026", "synthetic reasons", 24, 6), "24"),
    "an assurance": (papers.AssuranceText("a ministry", "synthetic signer", "synthetic words"), "synthetic signer"),
    "a waybill": (papers.Waybill("SYN-3", "by courier"), "SYN-3"),
    "a release notice": (papers.ReleaseNotice("ab" * 32), "ab" * 16),
    "a file": (papers.ExtraditionFile((), "synthetic memorandum"), "synthetic memorandum"),
    "a warrant": (
        papers.WarrantPaper(person("TN").warrant, papers.PaperCopy("warrant", "cd" * 32)),
        "Warrant or judgment",
    ),
}


@pytest.fixture
def source(whole: CaseActs, world: World) -> Source:
    node = world["TN"]
    proof = proof_for(node, world.actor("TN", "prosecutor"), whole.id)
    anchor, page, _ = anchored(proof, wish_for(node, whole.id, "case-file"), world.law, node.now())
    return source_of(anchor, page, world.law, WORDS)


def test_each_kind_of_paper_says_what_it_holds(source: Source) -> None:
    shapes = {type(paper) for paper, _ in PAPERS.values()} | {papers.DetentionRequest}
    assert shapes == set(CasePaper.__args__), "a kind without a line here"
    for name, (paper, words) in PAPERS.items():
        printed = paper_of(source, structs.replace(source.step, paper=paper))
        assert words in repr(printed), name


def test_the_request_is_printed_with_person_offence_and_warrant(source: Source) -> None:
    asked = next(step for step in source.page.steps if isinstance(step.paper, papers.DetentionRequest))
    assert isinstance(asked.paper, papers.DetentionRequest)
    assert asked.paper.offence.summary in repr(paper_of(source, asked))


def test_only_a_paper_that_is_not_here_is_said_not_to_be(source: Source) -> None:
    gone = next(step for step in source.page.steps if step.event.payload)
    assert paper_of(source, structs.replace(gone, paper=None)) == [not_here(source)]
