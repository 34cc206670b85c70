"""The rulebook says all of the law and nothing else, in three languages; `docs/rulebook.md` is up to date."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from msgspec import structs

from mithaq.domain.authority import Act, Electronic
from mithaq.domain.earlier import EarlierDays, EarlierNumber
from mithaq.domain.instrument import Clock, Effect, OffenceClass, Paper, PartyRow, Procedure, Rank
from mithaq.domain.law import HouseRule, Law
from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from mithaq.law.markdown import cell, table
from mithaq.law.rulebook import rulebook, rulebook_lines
from mithaq.law.rulebook_tables import USES
from mithaq.law.rulebook_words import Says

LAW = load_law()
ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("ar", "en", "fr")


def section(text: str, head: str) -> str:
    """What stands under a heading, up to the next of its level."""
    level = head.partition(" ")[0]
    return text.partition(f"{head}\n")[2].partition(f"\n{level} ")[0]


def test_the_document_in_the_repository_is_up_to_date() -> None:
    """After a change of the law: `mithaq rulebook --language en > docs/rulebook.md`."""
    assert (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8") == rulebook(LAW, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_limit_and_ground_is_said_with_its_status(language: str) -> None:
    text, say = rulebook(LAW, language), Says(language, LAW)
    for pack in LAW.instruments.values():
        part = section(text, f"### {pack.name.within(language)} (`{pack.id}`)")
        for rule in pack.rules:
            sure = say["house"] if rule.house else say["confirmed"] if rule.confirmed else say["to_confirm"]
            (line,) = [line for line in part.splitlines() if cell(rule.summary.within(language)) in line]
            assert f"| {sure} |" in line
            assert line.startswith(f"| {rule.article or '–'} |")
        assert len(re.findall(rf"\| \d+ \| {say['calendar_days']}; {say['first_day']}", part)) == len(pack.clocks)
    for ground in LAW.grounds.values():
        assert f"`{ground.code}`" in text


def test_an_article_of_a_ground_is_that_of_an_instrument() -> None:
    for ground in LAW.grounds.values():
        assert bool(ground.article) == bool(ground.instrument), ground.code
        assert not ground.instrument or ground.instrument in LAW.instruments, ground.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clocks_of_states_laws_stand_in_it(language: str) -> None:
    say = Says(language, LAW)
    part = section(rulebook(LAW, language), f"## {say['domestic']}")
    (line,) = [line for line in part.splitlines() if f"{say['hours']}: 48" in line]
    assert f"| {say['must_release']} |" in line
    assert f"| {say['confirmed']} |" in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_it_is_not_the_official_text(language: str) -> None:
    assert Says(language, LAW)["own_words"] in rulebook(LAW, language).partition("\n## ")[2]


def test_arabic_runs_from_right_to_left() -> None:
    assert rulebook(LAW, "ar").startswith('<div dir="rtl">\n')
    assert rulebook(LAW, "ar").endswith("</div>\n")


def test_who_is_not_bound_is_said() -> None:
    riyadh = section(rulebook(LAW, "en"), "### Riyadh Arab Agreement for Judicial Cooperation (`riyadh-1983`)")
    assert "| Lebanon | – | – | – | doubtful: counts as not bound |" in riyadh
    assert "No row, so not bound: Comoros." in riyadh
    assert "| Jordan | 1986-01-17 | – | – | confirmed |" in riyadh


def test_a_number_changed_in_the_law_is_changed_in_the_book() -> None:
    riyadh = LAW.instruments["riyadh-1983"]
    clocks = {**riyadh.clocks, Clock.DOCUMENT: structs.replace(riyadh.clocks[Clock.DOCUMENT], days=29)}
    changed: Law = structs.replace(
        LAW, instruments={**LAW.instruments, riyadh.id: structs.replace(riyadh, clocks=clocks)}
    )
    assert "| 29 (confirmed) |" in rulebook(changed, "en")


WAS = (EarlierDays(date(2020, 6, 1), 20), EarlierDays(date(2027, 1, 1), 40))


@pytest.mark.parametrize(("language", "before"), [("ar", "قبل"), ("en", "before"), ("fr", "avant le")])
def test_what_a_number_was_before_stands_beside_it_with_its_day(language: str, before: str) -> None:
    say, pack = Says(language, LAW), LAW.instruments["riyadh-1983"]
    then = f"({before} 2027-01-01: 40; {before} 2020-06-01: 20)"
    clocks = {**pack.clocks, Clock.DOCUMENT: structs.replace(pack.clocks[Clock.DOCUMENT], earlier=WAS)}
    rules = tuple(structs.replace(rule, earlier=WAS) if rule.test == "speciality_stay" else rule for rule in pack.rules)
    numbers = tuple(EarlierNumber(one.before, one.days) for one in WAS)
    (row,) = LAW.timing.domestic
    law = structs.replace(
        LAW,
        instruments={**LAW.instruments, pack.id: structs.replace(pack, clocks=clocks, rules=rules)},
        house={**LAW.house, "reply": structs.replace(LAW.house["reply"], earlier=numbers)},
        timing=structs.replace(LAW.timing, domestic=(structs.replace(row, earlier=numbers),)),
    )
    text = rulebook(law, language)
    assert f"| {say['document']} | 30 {then} |" in text
    assert f"| 30 {then} ({say['confirmed']}) |" in section(text, f"## {say['glance']}")
    assert f"({say['days']}: 30 {then})" in text
    assert f"| {say['hours']}: 48 {then} |" in section(text, f"## {say['domestic']}")
    assert f"| {say['hours']}: 12 {then} |" in section(text, f"## {say['house_rules']}")
    assert before + " 2027" not in rulebook(LAW, language)
    (line,) = [one for one in rulebook_lines(law) if one.get("clock") == "document" and one["instrument"] == pack.id]
    assert list(line["earlier"]) == [{"before": "2020-06-01", "days": 20}, {"before": "2027-01-01", "days": 40}]


def test_reservations_and_official_texts_are_shown_once_somebody_has_them() -> None:
    riyadh = LAW.instruments["riyadh-1983"]
    rules = (structs.replace(riyadh.rules[1], official_text="the text | itself"), *riyadh.rules[2:])
    party = PartyRow("riyadh-1983", "SD", "1999", "", ("own_nationals_never",), True, "gazette")
    law: Law = structs.replace(
        LAW,
        parties=(party,),
        instruments={**LAW.instruments, riyadh.id: structs.replace(riyadh, rules=rules)},
    )
    text = rulebook(law, "en")
    words = "The state never surrenders its own nationals"
    assert f"| Sudan | 1999 | – | {words} | confirmed | gazette |" in text
    assert f"| {words} | The requested state's | forbids | Sudan (`riyadh-1983`) | `own_nationals_never` |" in text
    assert "#### Official text\n\n- 38: the text | itself" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_invented_is_only_said_for_a_demonstration_and_says_so(language: str) -> None:
    invented = Says(language, LAW)["synthetic"]
    assert invented not in rulebook(LAW, language)
    demo = load_law(demo=True)
    rows = len(demo.penalties) + len(demo.authorities) + len(demo.effects) + len(demo.procedures)
    rows += sum(row.synthetic for row in demo.timing.domestic)
    assert rulebook(demo, language).count(f"| {invented} |") == rows


def test_lines_for_machines_end_with_what_is_still_to_be_confirmed() -> None:
    *lines, last = rulebook_lines(LAW)
    assert last["instruments"] == len(LAW.instruments)
    known = [line for line in lines if "confirmed" in line]
    assert last["confirmed"] + last["to_confirm"] + last["house"] == len(known)
    rules = [line for line in lines if line["part"] == "rule" and line["instrument"] == "riyadh-1983"]
    assert len(rules) == len(LAW.instruments["riyadh-1983"].rules)
    assert {line["part"] for line in lines} == {
        "instrument", "limit", "paper", "rule", "ranking", "party", "domestic", "ground", "number", "reason", "offence",
        "checklist", "ground_article", "reservation", "screening", "insider", "setting",
        "flag_class", "priority", "compatibility",
    }  # fmt: skip


def test_every_code_that_can_stand_in_the_law_has_a_word() -> None:
    say = Says("en", LAW)
    units = get_args(structs.fields(HouseRule)[2].type)
    effects = get_args(structs.fields(Effect)[1].type)
    codes = [
        *Clock,
        *get_args(Paper),
        *get_args(OffenceClass),
        *get_args(Rank),
        *get_args(Electronic),
        *units,
        *effects,
    ]
    codes += [f"body_{one}" for one in get_args(structs.fields(Procedure)[2].type) if one]
    codes += [f"minister_{one}" for one in get_args(structs.fields(Procedure)[1].type) if one]
    codes += [f"act_{act}" for act in get_args(Act)] + [f"use_{use}" for use in USES]
    assert all(say[code] for code in codes)
    assert {ground.use for ground in LAW.grounds.values()} == set(USES)
    with pytest.raises(LawMalformed, match="horoscope has no words"):
        say["horoscope"]


def test_no_value_breaks_a_table() -> None:
    assert table(["a"], [["one | two\nthree <b>"], [""]]) == [
        "| a |",
        "|---|",
        "| one \\| two three &lt;b> |",
        "| – |",
        "",
    ]
    assert table(["a"], []) == []
