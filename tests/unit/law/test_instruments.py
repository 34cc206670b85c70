"""The shipped treaty pack says what is confirmed and no more; malformed files are refused with line and reason."""

from __future__ import annotations

import pytest

from mithaq.domain.case.guards import GUARDS
from mithaq.domain.case.rules import TESTS, CaseLaw
from mithaq.domain.instrument import Clock
from mithaq.law.instruments import (
    load_effects,
    load_grounds,
    load_instruments,
    load_parties,
    read_instrument,
    read_parties,
)
from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import shipped

NAME = "instruments/riyadh-1983.yaml"
RIYADH = load_instruments()["riyadh-1983"]
# Articles of Part VI whose rule is confirmed in a published source, and those of which at least one rule is not.
CONFIRMED = {"38", "40(a)", "40(c)", "41(a)", "42", "44", "45", "46", "69", ""}
UNCONFIRMED = {
    "39", "40(b), (d)", "41(b)", "41(c)", "41(d)", "41(e)", "41(f)", "41(g)", "41(h)", "41", "43", "44", "46", "47", "48",
    "49", "50", "51", "52", "53", "54",
}  # fmt: skip


def test_every_article_of_part_six_is_a_rule() -> None:
    heads = {rule.article.split("(")[0] for rule in RIYADH.rules}
    assert heads >= {str(article) for article in range(38, 55)}


def test_confirmed_is_what_a_published_source_confirms() -> None:
    assert {rule.article for rule in RIYADH.rules if rule.confirmed} == CONFIRMED
    assert {rule.article for rule in RIYADH.rules if not rule.confirmed} == UNCONFIRMED


def test_no_official_text_is_made_up() -> None:
    assert [rule.article for rule in RIYADH.rules if rule.official_text] == []
    for rule in RIYADH.rules:
        assert rule.summary.ar
        assert rule.summary.en
        assert rule.summary.fr
        assert rule.source


def test_the_limits_of_articles_44_and_48() -> None:
    days = {clock: (rule.days, rule.article, rule.confirmed) for clock, rule in RIYADH.clocks.items()}
    assert days == {
        Clock.DOCUMENT: (30, "44", True),
        Clock.DETENTION: (60, "44", True),
        Clock.COLLECTION_MAY: (15, "48", False),
        Clock.COLLECTION_MUST: (30, "48", False),
    }
    assert not any(rule.counting_confirmed for rule in RIYADH.clocks.values())


def test_every_test_that_a_rule_names_exists_and_the_reverse() -> None:
    assert {rule.test for rule in RIYADH.rules if rule.test} == set(TESTS)
    assert GUARDS


def test_parties_are_those_whose_deposit_is_shown_and_the_unconfirmed() -> None:
    rows = {row.state: (row.since, row.confirmed) for row in load_parties()}
    assert rows["IQ"] == ("1984-03-16", True)
    assert rows["JO"] == ("1986-01-17", True)
    assert {state for state, (_, confirmed) in rows.items() if confirmed} == {"IQ", "JO"}
    assert "LB" not in rows
    assert {"TN", "EG", "SA", "MA"} <= set(rows)


def test_invented_effects_exist_only_on_a_demonstration_node() -> None:
    assert load_effects() == {}
    demo = load_effects(demo=True)
    assert set(demo) == {"TN", "EG", "SA", "JO", "MA"}
    assert all(row.synthetic and not row.confirmed and row.hold_hours <= 6 for row in demo.values())


def test_grounds_have_texts_and_uses() -> None:
    grounds = load_grounds()
    used = {ground.use for ground in grounds.values()}
    assert used == {"review", "case", "discontinue", "freed", "release", "transit", "consent"}
    for ground in grounds.values():
        assert ground.label.ar
        assert ground.label.en
        assert ground.label.fr
    assert grounds["political_offence"].mandatory
    assert not grounds["own_national"].mandatory


def test_the_loaded_law_is_law_enough_for_a_case() -> None:
    law: CaseLaw = load_law()
    assert law.zones["JO"] == "Asia/Amman"


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("days: 30", "days: thirty", "    days: thirty", "Expected `int`"),
        ("days: 60", "days: 0", "    days: 0", ">= 1"),
        ("days: 60", "days: 6000", "    days: 6000", "<= 366"),
        ("ends: midnight", "ends: noon", "    ends: noon", "enum"),
        ("lapse: must_release", "lapse: may_release", "  document:", "ends in a release"),
        ("  document:", "  dokument:", "clocks:", "enum"),
        ("id: riyadh-1983", "id: riyadh-1984", "id: riyadh-1984", "named like its file"),
        (", stops_document: true", "", "file:", "no paper stops"),
        ("{paper: identity", "{paper: horoscope", "  - {paper: horoscope", "enum"),
        ("clocks:", "clocks: [", "  document:", "expected"),
        ("in_force:", "forced:", "# Riyadh", "unknown field"),
        ("id: riyadh-1983", "id: &a riyadh-1983\nname: *a", "name: *a", "no aliases"),
    ],
)
def test_a_malformed_pack_names_file_line_and_reason(old: str, new: str, line: str, reason: str) -> None:
    text = shipped(NAME).replace(old, new, 1)
    with pytest.raises(LawMalformed) as caught:
        read_instrument(NAME, text)
    said = caught.value
    assert said.file == NAME
    assert reason in said.reason
    if not line.startswith("#"):  # what is missing or unknown at the top has the line of the whole
        wanted = [number for number, content in enumerate(text.splitlines(), 1) if content.startswith(line)]
        assert said.line in {*wanted, *(number + 1 for number in wanted)}


def test_a_pack_needs_every_clock() -> None:
    text = shipped(NAME)
    start, end = text.index("  collection_must:"), text.index("file:\n")
    with pytest.raises(LawMalformed, match="clocks lack collection_must"):
        read_instrument(NAME, text[:start] + text[end:])


@pytest.mark.parametrize("text", ["", "- 1\n- 2", "\x00", "{" * 2000, "a: b: c", "x" * 1_000_001])
def test_what_is_no_pack_is_refused(text: str) -> None:
    with pytest.raises(LawMalformed):
        read_instrument(NAME, text)


def test_a_number_changed_in_the_file_is_changed_on_the_clock() -> None:
    changed = read_instrument(NAME, shipped(NAME).replace("days: 30", "days: 20", 1))
    assert changed.clocks[Clock.DOCUMENT].days == 20


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x,JO,1990-02-31,,,yes,s", "a year, a date, or empty"),
        ("x,JO,19900201,,,yes,s", "a year, a date, or empty"),
        ("x,JO,,,,perhaps,s", "bool"),
        ("x,JO,,,yes,s", "one value for each column"),
        ("x,JO,,,,yes,s,more", "one value for each column"),
    ],
)
def test_a_malformed_row_names_line_and_reason(row: str, reason: str) -> None:
    head = "instrument,state,since,until,reservations,confirmed,source"
    with pytest.raises(LawMalformed, match=reason) as caught:
        read_parties("parties.csv", f"{head}\nx,IQ,,,,no,s\n{row}\n")
    assert caught.value.line == 3


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(LawMalformed, match="columns should be"):
        read_parties("parties.csv", "instrument,country\nx,JO\n")
