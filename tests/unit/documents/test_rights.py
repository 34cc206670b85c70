"""The letter of rights: in the language that the person understands, with the clocks that run, and nothing invented."""

from __future__ import annotations

from typing import Any

import pytest

from mithaq.app.bundles import proof_for
from mithaq.documents.blocks import Note, Points, Prose
from mithaq.documents.document import Document
from mithaq.documents.make import anchored, wish_for, written
from mithaq.domain.case.states import CaseState
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS
from tests.unit.documents.conftest import another


def letter(world: World, case: CaseActs, other: str = "en") -> Document:
    node = world["EG"]
    proof = proof_for(node, world.actor("EG", "prosecutor"), case.id)
    anchor, page, proof = anchored(proof, wish_for(node, case.id, "rights-letter", other), node.law, node.now())
    return written(anchor, page, node.law, WORDS)


def held(world: World, **rights: Any) -> CaseActs:
    case = acts.case_until(world, CaseState.ARRESTED, content=another())
    told = {
        "informed_at": case.now, "language_understood": True, "interpreter": "present", "lawyer": "appointed",
        "reasons_told": True, "hearing_told": True, **rights,
    }  # fmt: skip
    case.act("EG", "prosecutor", "rights.informed", told)
    return case


def first(document: Document) -> str:
    return next(block.side for block in document.blocks if isinstance(block, Prose))


@pytest.mark.parametrize(
    ("language", "asked", "side", "second"),
    [("ar", "en", "ar", "en"), ("fr", "en", "other", "fr"), ("en", "fr", "other", "en"), ("am", "en", "ar", "en")],
)
def test_the_language_understood_comes_first(language: str, asked: str, side: str, second: str, world: World) -> None:
    document = letter(world, held(world, language=language), asked)
    assert (first(document), document.anchor.other) == (side, second)
    unread = [block for block in document.blocks if isinstance(block, Note) and "(\u2068am\u2069)" in block.text.other]
    assert len(unread) == (2 if language == "am" else 0)


def test_it_names_the_days_on_which_the_clocks_end(world: World) -> None:
    document = letter(world, acts.case_until(world, CaseState.ARRESTED, content=another()))
    points = next(block for block in document.blocks if isinstance(block, Points)).points
    limit = next(point for point in points if point.title.other == "An end to waiting")
    assert "22 December 2026" in limit.text.other
    assert "21 January 2027" in limit.text.other
    assert limit.mark is not None
    assert "confirm against the official text" in limit.mark.other


def test_the_hours_before_consent_come_from_the_table(world: World) -> None:
    document = letter(world, acts.case_until(world, CaseState.ARRESTED, content=another()))
    hours = world.law.house["consent_after"].number
    texts = [point.text.other for block in document.blocks if isinstance(block, Points) for point in block.points]
    assert any(f"\u2068{hours}\u2069 hours" in text for text in texts)


def test_where_a_release_is_due_the_letter_says_so(world: World, freed: CaseActs) -> None:
    texts = [
        point.text.other for block in letter(world, freed).blocks if isinstance(block, Points) for point in block.points
    ]
    assert "You are to be released now." in texts
