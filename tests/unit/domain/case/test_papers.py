from __future__ import annotations

import pytest

from mithaq.domain.case.papers import ExtraditionFile, Note, PaperCopy, Reasons, WarrantPaper, check, missing, present
from mithaq.domain.content import Warrant
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import MAX_TEXT
from tests.unit.domain.case.story import ALL_PAPERS, law

HASH = "ab" * 32
WARRANT = Warrant("a court", "1", "2026-01-01")


@pytest.mark.parametrize("by", [" ", "\n\t", " . ", "x" * (MAX_TEXT + 1)])
def test_a_copy_is_certified_by_somebody(by: str) -> None:
    copy = PaperCopy("warrant", HASH, certified_by=by)
    for paper, where in (
        (ExtraditionFile((PaperCopy("identity", HASH), copy)), "papers[1].certified_by"),
        (WarrantPaper(WARRANT, copy), "copy.certified_by"),
    ):
        with pytest.raises(Refusal) as refusal:
            check(paper)
        assert refusal.value.where == where


def test_who_certified_may_be_named_or_nobody() -> None:
    check(ExtraditionFile((PaperCopy("identity", HASH), PaperCopy("warrant", HASH, certified_by="محكمة"))))
    check(WarrantPaper(WARRANT, PaperCopy("warrant", HASH, certified_by="x" * MAX_TEXT)))


@pytest.mark.parametrize("words", ["", "  ", "  . ", "—", "…؟!", "\u200f\u200b"])
def test_signs_without_a_word_are_no_reasons(words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check(Reasons("a court", "1/2026", words))
    assert (refusal.value.code, refusal.value.where) == ("content.invalid", "reasons")
    with pytest.raises(Refusal):
        check(Reasons(words, "1/2026", "a reason"))


@pytest.mark.parametrize("words", ["لا", "7", "é.", "否"])
def test_a_word_in_any_script_may_be_one(words: str) -> None:
    check(Reasons("محكمة", "", words))
    check(Note(words))


def test_one_attachment_under_every_heading_is_one_paper() -> None:
    pack = law().instruments["riyadh-1983"]
    same = ExtraditionFile(tuple(PaperCopy(paper, HASH, certified_by="a court") for paper in ALL_PAPERS))
    assert missing(present(same, pack), pack) == ALL_PAPERS[1:]
    own = tuple(PaperCopy(paper, f"{place:064x}", certified_by="a court") for place, paper in enumerate(ALL_PAPERS))
    assert missing(present(ExtraditionFile(own), pack), pack) == ()


def test_a_paper_that_stands_alone_too_leaves_the_shared_page_to_another() -> None:
    pack = law().instruments["riyadh-1983"]
    shared = tuple(PaperCopy(paper, HASH, certified_by="a court") for paper in ALL_PAPERS[:2])
    alone = PaperCopy(ALL_PAPERS[0], "cd" * 32, certified_by="a court")
    assert present(ExtraditionFile((*shared, alone)), pack) == ALL_PAPERS[:2]
