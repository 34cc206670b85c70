"""What a page says of the law: an article and whose, and that a rule is still to be confirmed, by the law's own flags."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from mithaq.domain.case.clocks import ClockRun
from mithaq.domain.earlier import EarlierNumber
from mithaq.domain.instrument import Later
from mithaq.law.load import load_law
from mithaq.ops.texts import LANGUAGES, Language, translator
from mithaq.web.pages.show import Show

LAW = load_law()
DOUBT = {"ar": "يُتحقق من النص الرسمي", "en": "confirm against the official text", "fr": "à confirmer au texte officiel"}


def show(language: Language = "en") -> Show:
    return Show(translator(language), LAW, "TN")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "test", ["speciality", "onward", "speciality_stay", "prosecute_own", "temporary_surrender", "transit"]
)
def test_what_rests_on_an_unconfirmed_rule_says_so(test: Later, language: Language) -> None:
    assert translator(language).gettext(DOUBT["en"]) in show(language).unsure("riyadh-1983", test)


def test_a_confirmed_rule_has_no_mark_and_one_of_the_house_its_own() -> None:
    assert not show().unsure("riyadh-1983", "curable")
    assert "house rule" in show().unsure("reciprocity", "speciality")
    assert DOUBT["en"] in show().unsure("reciprocity", "transit")  # no rule at all
    assert DOUBT["en"] in show().unsure_ranking("riyadh-1983")


def test_the_flag_of_the_law_takes_the_mark_away() -> None:
    pack = LAW.instruments["riyadh-1983"]
    assert pack.ranking is not None
    sure = structs.replace(
        pack,
        rules=tuple(structs.replace(rule, confirmed=not rule.house) for rule in pack.rules),
        ranking=structs.replace(pack.ranking, confirmed=True),
    )
    law = structs.replace(LAW, instruments={**LAW.instruments, pack.id: sure})
    shown = Show(translator("en"), law, "TN")
    assert not shown.unsure("riyadh-1983", "speciality", "onward")
    assert not shown.unsure_ranking("riyadh-1983")


def test_a_limit_names_its_article_and_whose_or_that_there_is_none() -> None:
    run = ClockRun("detention", "24", "", "", must_release=True, confirmed=False, instrument="arab-terrorism-1998")
    said = show().limit_rests(run)
    assert "24" in said
    assert LAW.instruments["arab-terrorism-1998"].name.en in said
    assert show().limit_rests(structs.replace(run, article="", instrument="", house=True)) == "house rule"
    assert show().limit_rests(structs.replace(run, article="", instrument="")) == "no article"


WAS = {
    "ar": ("بالعدد الساري قبل", "1 يناير 2027", "40"),
    "en": ("by the number that held before", "1 January 2027", "40"),
    "fr": ("selon le nombre applicable avant le", "1 janvier 2027", "40"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_limit_that_runs_by_an_earlier_number_says_which_and_until_when(language: Language) -> None:
    run = ClockRun("document", "44", "", "", must_release=True, confirmed=True)
    was = EarlierNumber(date(2027, 1, 1), 40)
    said = Show(translator(language), LAW, "EG").limit_rests(structs.replace(run, earlier=was))
    assert all(words in said for words in WAS[language])
    assert said.startswith(show(language).limit_rests(run))
    assert WAS[language][0] not in show(language).limit_rests(run)


def test_a_ground_shows_its_article_and_its_doubt() -> None:
    assert (
        show()
        .ground_rests("military_offence", "riyadh-1983")
        .endswith("Article 41(b) · confirm against the official text")
    )
    assert show().ground_rests("political_offence", "riyadh-1983").endswith("Article 41(a)")
    assert show().ground_rests("death_penalty", "riyadh-1983").endswith("the floor (house rule)")
    assert "no article known" in show().ground_marked("military_offence", "arab-league-1952")
    assert show().ground_marked("surrendered", "riyadh-1983") == show().ground("surrendered")


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_every_rule_of_the_screening_comes_from_is_said_in_the_language(language: Language) -> None:
    for rule in LAW.screening.rules:
        said = show(language).source(rule.source)
        assert said
        assert language == "en" or "law.md" not in said, rule.id
