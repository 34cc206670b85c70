"""Every source that the law names has words in three languages; the Arabic rulebook is Arabic."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from mithaq.law.rulebook import rulebook, rulebook_lines
from mithaq.law.sources import Sources, sources
from mithaq.law.tables import rows, shipped

LAW = load_law(demo=True)
HEAD = "code,label_ar,label_en,label_fr"
OTHER_TABLES = ("weekends.csv", "holidays.csv", "warnings.csv")


def named() -> Iterator[str]:
    """Every source in the packs and tables, as it is written there."""
    for line in rulebook_lines(LAW):
        yield str(line.get("source", ""))
    for table in OTHER_TABLES:
        for _, row in rows(table, shipped(table)):
            yield row["source"]


def test_every_source_has_words() -> None:
    found = {one for one in named() if one}
    assert len(found) > 80
    assert sorted(one for one in found if not sources().knows(one)) == []


def test_no_row_of_the_table_is_left_over() -> None:
    found = {one for one in named() if one}
    for _, row in rows("sources.csv", shipped("sources.csv")):
        alone = Sources(f'{HEAD}\n"{row["code"]}",م,x,x\n')
        assert any(alone.knows(one) for one in found), row["code"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", "المادة 40(a)"), ("fr", "art. 40(a)"), ("en", "art. 40(a)")],
)
def test_the_number_of_an_article_is_kept(language: str, words: str) -> None:
    assert sources().within("art. 40(a)", language) == words
    assert sources().within("art. 40(b) and (d), wording not at hand", "ar") == "المادة 40(b) و(d)، النص غير متوفر"


def test_the_arabic_rulebook_names_its_sources_in_arabic() -> None:
    text = rulebook(LAW, "ar")
    for english in (
        "wording not at hand",
        "invented for the demonstration",
        "house rule",
        "deposit not shown",
        "law.md",
    ):
        assert english not in text
    assert "موقعة؛ ولم يثبت الإيداع" in text


def test_what_the_table_does_not_know_is_shown_as_it_is_written() -> None:
    assert sources().within("a gazette of 2031", "ar") == "a gazette of 2031"
    assert not sources().knows("art. forty")


def test_a_source_stands_once() -> None:
    with pytest.raises(LawMalformed) as refused:
        Sources(f"{HEAD}\nx,م,x,x\nx,م,x,x\n")
    assert "twice" in str(refused.value)
