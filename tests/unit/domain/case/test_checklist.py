"""The checklist says before sending what `decide` and the requested state would say after it."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.case.checklist import Hand, Item, checklist, lacking
from mithaq.domain.case.papers import ExtraditionFile, PaperCopy, missing, present
from mithaq.domain.case.rules import Question, admissibility, statements
from mithaq.domain.instrument import Paper
from mithaq.law.load import load_law
from tests.unit.domain.case.story import ALL_PAPERS, JO, TN, request_paper

LAW = load_law(demo=True)
RIYADH = LAW.instruments["riyadh-1983"]
ON = date(2026, 3, 2)
PAPERS: tuple[Paper, ...] = get_args(Paper)
HAND = Hand(TN, JO, "riyadh-1983", ON)


def items(kind: str, hand: Hand) -> dict[str, Item]:
    return {item.code: item for item in checklist(hand, LAW) if item.kind == kind}


def copies(*papers: Paper, **form: object) -> tuple[PaperCopy, ...]:
    return tuple(PaperCopy(paper, f"{number:064x}", **form) for number, paper in enumerate(papers))  # type: ignore[arg-type]  # a form of a copy


def test_an_empty_file_lacks_every_paper_with_its_article() -> None:
    found = items("paper", structs.replace(HAND, papers=()))
    assert tuple(found) == ALL_PAPERS
    assert {item.standing for item in found.values()} == {"missing"}
    assert found["warrant"].article == "42(b)"
    assert found["warrant"].says.en == "Not here yet"
    assert all(item.confirmed for item in found.values())


def test_a_copy_that_nobody_certified_can_be_mended() -> None:
    found = items("paper", structs.replace(HAND, papers=copies(*ALL_PAPERS)))
    assert (found["warrant"].standing, found["warrant"].why) == ("curable", "paper_not_certified")
    assert found["identity"].standing == "present"
    certified = items("paper", structs.replace(HAND, papers=copies(*ALL_PAPERS, certified_by="a court")))
    assert lacking(certified.values(), "paper") == ()


def test_a_file_that_stands_as_another_paper_too_is_said_to_be_shared() -> None:
    same = tuple(PaperCopy(paper, "ab" * 32, certified_by="a court") for paper in ALL_PAPERS)
    found = items("paper", structs.replace(HAND, papers=same))
    assert found["identity"].standing == "present"
    assert (found["warrant"].standing, found["warrant"].why) == ("curable", "paper_shared")
    assert "attach each paper" in found["warrant"].says.en


def test_what_a_received_file_lacks_can_be_asked_for_where_the_instrument_says_so() -> None:
    hand = structs.replace(HAND, papers=copies("identity"), received=True)
    assert items("paper", hand)["evidence"].standing == "curable"
    silent = structs.replace(hand, instrument="reciprocity")
    rule = LAW.instruments["reciprocity"].rule("curable")
    assert items("paper", silent)["evidence"].standing == ("curable" if rule else "missing")


def test_a_paper_that_the_house_asks_for_says_so() -> None:
    found = items("paper", structs.replace(HAND, instrument="un-model", papers=()))
    assert all(item.house and not item.confirmed and item.article == "" for item in found.values())


@given(
    st.lists(
        st.builds(PaperCopy, st.sampled_from(PAPERS), st.just("ab" * 32), st.booleans(), st.sampled_from(["", "x"]))
    )
)
def test_the_list_and_the_last_judge_never_differ(held: list[PaperCopy]) -> None:
    file = ExtraditionFile(tuple(held))
    for instrument in LAW.instruments.values():
        hand = structs.replace(HAND, instrument=instrument.id, papers=file.papers)
        assert lacking(checklist(hand, LAW), "paper") == missing(present(file, instrument), instrument)


def test_each_statement_of_article_43_stands_by_itself() -> None:
    paper = request_paper()
    bare = structs.replace(
        paper, document_exists=False, offence=structs.replace(paper.offence, place="", maximum_months=None)
    )
    found = items("statement", structs.replace(HAND, request=bare))
    assert set(found) == {*statements(bare), "penalty"}
    assert lacking(found.values(), "statement") == ("document_exists", "place")
    assert found["penalty"].standing == "arguable"
    assert {item.article for item in found.values()} == {"43"}
    assert not any(item.confirmed for item in found.values())


def test_the_tests_are_those_by_which_the_requested_state_admits() -> None:
    paper = request_paper()
    asked = Question(TN, JO, paper, ON, "arguable", LAW.offences, LAW.penalties)
    judged = {one.test: one for one in admissibility(asked, RIYADH) if one.test != "statements"}
    found = items("test", structs.replace(HAND, request=paper))
    assert set(found) == set(judged)
    words = {"met": "present", "arguable": "arguable", "not_met": "not_met"}
    for test, item in found.items():
        assert (item.standing, item.why) == (words[judged[test].result], judged[test].why)


@pytest.mark.parametrize(
    ("state", "electronic", "languages"),
    [
        ("JO", "electronic_original", "languages_asked"),
        ("SA", "electronic_paper_to_follow", "languages_asked"),
        ("MA", "electronic_no", "languages_asked"),
        ("IQ", "electronic_unknown", "languages_unknown"),
    ],
)
def test_the_authority_says_in_which_form_and_its_silence_is_no_yes(
    state: str, electronic: str, languages: str
) -> None:
    found = items("form", structs.replace(HAND, requested=state, papers=()))
    assert (found["electronic"].why, found["languages"].why) == (electronic, languages)
    assert found["electronic"].standing == ("present" if electronic == "electronic_original" else "arguable")
    assert not any(item.confirmed for item in found.values())


def test_the_desk_for_a_request_is_not_the_desk_for_a_file() -> None:
    assert items("form", structs.replace(HAND, requested="MA"))["electronic"].why == "electronic_paper_to_follow"


def test_an_unknown_instrument_has_no_list() -> None:
    assert checklist(structs.replace(HAND, instrument="riyadh-1984", papers=()), LAW) == ()


def test_every_line_has_words_in_three_languages() -> None:
    hand = structs.replace(HAND, request=request_paper(), papers=())
    for item in checklist(hand, LAW):
        assert item.says.ar
        assert item.says.en
        assert item.says.fr
