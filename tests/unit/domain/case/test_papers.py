from __future__ import annotations

import pytest

from mithaq.domain.case.papers import ExtraditionFile, Note, PaperCopy, Reasons, WarrantPaper, check
from mithaq.domain.content import Warrant
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import MAX_TEXT

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
