"""The documents of a person on the way through a third state: each says who it is, whichever statement opened the case."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from mithaq.app import cases
from mithaq.documents.make import release_notice, sealed, wish_for
from mithaq.domain.case.papers import Reasons
from mithaq.domain.case.states import CaseState
from mithaq.testing.acts import case_until, person
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS
from tests.support.pdf_text import compact
from tests.unit.app.test_transits import Passage

NAME, ACT = person("TN").identity.primary.full, person("TN").offence.summary
Print = Callable[[str], str]


@pytest.fixture(scope="module")
def landed() -> Iterator[Passage]:
    """An aircraft had to land; the person was arrested, the file came, and a judge let the person go."""
    world = World(seed=12, nodes=("TN", "EG", "JO", "GS", "OC"))
    told = Passage(case_until(world, CaseState.SURRENDERED), "transit.notified")
    told.act("JO", "bureau", "landing.stated", {"landed_at": told.now})
    told.admit()
    told.arrest()
    told.inform()
    told.lodge()
    body = {"outcome": "ended", "reviewed_at": told.now, "heard": True}
    told.act("JO", "judge", "custody.reviewed", body, Reasons("a synthetic court", "1/2026", "synthetic reasons"))
    yield told
    world.close()


@pytest.fixture(scope="module")
def printed(landed: Passage) -> Print:
    """The text of a document of that case, as its judge prints it."""
    node, judge = landed.world["JO"], landed.world.actor("JO", "judge")
    return lambda kind: compact(sealed(node, judge, wish_for(node, landed.id, kind), WORDS))


@pytest.mark.parametrize("kind", ["rights-letter", "decision", "release-notice", "extradition-request"])
def test_each_document_says_who_the_person_is(kind: str, printed: Print) -> None:
    text = printed(kind)
    if kind != "rights-letter":  # it is written to the person, and says what the person is said to have done
        assert stands(NAME, text)
    assert "Whatyouaresaidtohavedoneisnotstatedhere." not in text
    assert "Theperson:notstated" not in text


def test_the_letter_says_what_the_person_is_said_to_have_done(printed: Print) -> None:
    assert stands(ACT, printed("rights-letter"))


def test_the_notice_that_the_node_makes_by_itself_names_the_person(landed: Passage) -> None:
    text = compact(release_notice(landed.world["JO"], landed.id, WORDS))
    assert stands(NAME, text)
    assert f"JO/{reviewed(landed)}" in text


def test_a_file_lodged_for_a_passage_asks_for_the_passage(printed: Print) -> None:
    text = printed("extradition-request")
    assert "requeststhepassageofthepersonnamedhere" in text


def stands(words: str, text: str) -> bool:
    """Whether these words are on the pages. Arabic is drawn from its left end, and where the font joins two letters to one
    glyph a word is not found letter by letter: three in four have to be.
    """
    drawn = [word[::-1] if "\u0600" <= word[0] <= "\u06ff" else word for word in words.split() if "ل" not in word]
    return len(drawn) > 3 and sum(word in text for word in drawn) * 4 >= len(drawn) * 3


def reviewed(told: Passage) -> int:
    """The place in the journal of the review that ended the detention."""
    page = cases.read(told.world["JO"], told.world.actor("JO", "judge"), told.id)
    return next(step.event.seq for step in page.steps if step.event.type == "custody.reviewed")
