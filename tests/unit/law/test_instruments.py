"""The shipped treaty pack says what is confirmed and no more; malformed files are refused with line and reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from mithaq.domain.case.clocks import due
from mithaq.domain.case.guards import GUARDS
from mithaq.domain.case.rules import TESTS, CaseLaw
from mithaq.domain.earlier import EarlierDays
from mithaq.domain.instant import text
from mithaq.domain.instrument import Asked, Clock, Instrument, Later, PartyRow
from mithaq.law.instruments import (
    load_effects,
    load_grounds,
    load_instruments,
    load_parties,
    load_procedures,
    read_instrument,
    read_parties,
    read_procedures,
)
from mithaq.law.known import Known
from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from mithaq.law.pack_check import NEEDED
from mithaq.law.tables import shipped
from tests.unit.domain.case.story import Story
from tests.unit.domain.case.story import law as case_law

NAME = "instruments/riyadh-1983.yaml"
PACKS = load_instruments()
RIYADH = PACKS["riyadh-1983"]
STATES = [code for code, member in load_law().members.items() if member.kind == "state"]
# Articles of Part VI whose rule is confirmed in a published source, and those of which at least one rule is not.
CONFIRMED = {"38", "40(a)", "40(c)", "41(a)", "42", "44", "45", "46", ""}
UNCONFIRMED = {
    "39", "40(b), (d)", "40(c)", "41(b)", "41(c)", "41(d)", "41(e)", "41(f)", "41(g)", "41(h)", "41", "43", "44", "46", "47",
    "48", "49", "50", "51", "52", "53", "54",
}  # fmt: skip


def test_every_article_of_part_six_is_a_rule() -> None:
    heads = {rule.article.split("(")[0] for rule in RIYADH.rules}
    assert heads >= {str(article) for article in range(38, 55)}


def test_confirmed_is_what_a_published_source_confirms() -> None:
    assert {rule.article for rule in RIYADH.rules if rule.confirmed} == CONFIRMED
    assert {rule.article for rule in RIYADH.rules if not rule.confirmed} == UNCONFIRMED
    assert {rule.article for rule in RIYADH.rules if rule.house} == {"40(c)", "44"}


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())
def test_no_official_text_is_made_up(pack: Instrument) -> None:
    assert [rule.article for rule in pack.rules if rule.official_text] == []
    assert all(rule.source for rule in pack.rules)
    assert all(rule.source for rule in pack.clocks.values())


def test_the_packs_are_these() -> None:
    assert set(PACKS) == {
        "riyadh-1983", "riyadh-69-1997", "arab-terrorism-1998", "arab-cyber-2010", "arab-league-1952", "un-model",
        "reciprocity",
    }  # fmt: skip
    assert {pack.id for pack in PACKS.values() if not pack.is_basis} == {"un-model", "riyadh-69-1997"}
    assert PACKS["reciprocity"].case_by_case
    assert PACKS["reciprocity"].never == ("JO",)


def test_only_what_law_knows_of_other_instruments_is_confirmed() -> None:
    confirmed = {id: {rule.article for rule in pack.rules if rule.confirmed} - {""} for id, pack in PACKS.items()}
    assert confirmed["arab-terrorism-1998"] == {"22", "23", "24"}
    assert confirmed["riyadh-69-1997"] == {"69"}
    assert confirmed["arab-cyber-2010"] == confirmed["arab-league-1952"] == confirmed["un-model"] == set()
    limits = {id: [clock for clock, rule in pack.clocks.items() if rule.confirmed] for id, pack in PACKS.items()}
    assert {id for id, clocks in limits.items() if clocks} == {"riyadh-1983"}


def test_a_limit_that_nobody_confirmed_is_the_shortest_that_the_house_knows() -> None:
    house = {(id, clock): rule for id, pack in PACKS.items() for clock, rule in pack.clocks.items() if rule.house}
    known = {Clock.DOCUMENT: 18, Clock.DETENTION: 18, Clock.COLLECTION_MAY: 10, Clock.COLLECTION_MUST: 20}
    assert {key: rule.days for key, rule in house.items() if rule.days != known[key[1]]} == {
        ("un-model", Clock.DETENTION): 40
    }
    assert not any(rule.article or rule.counting_confirmed for key, rule in house.items() if key[0] != "un-model")


def test_nobody_is_held_on_a_pack_without_every_limit() -> None:
    for pack in PACKS.values():
        assert set(pack.clocks) >= set(NEEDED) or (pack.amends and not pack.clocks and not pack.file)


def test_the_numbers_that_others_read() -> None:
    rules = {test: RIYADH.rule(test) for test in get_args(Later) if test != "yields"}
    assert None not in rules.values()
    stay, own = rules["speciality_stay"], rules["prosecute_own"]
    assert stay is not None
    assert own is not None
    assert (stay.days, own.months) == (30, 12)
    assert RIYADH.ranking is not None
    assert RIYADH.ranking.order == ("harmed", "place", "nationality", "first")
    assert not RIYADH.ranking.confirmed


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
    named = {rule.test for pack in PACKS.values() for rule in pack.rules if rule.test}
    assert set(TESTS) == set(get_args(Asked))
    assert named == set(get_args(Asked)) | set(get_args(Later))
    assert GUARDS


def parties(instrument: str) -> dict[str, PartyRow]:
    return {row.state: row for row in load_parties() if row.instrument == instrument}


def test_parties_are_those_whose_deposit_is_shown_and_the_unconfirmed() -> None:
    rows = parties("riyadh-1983")
    assert (rows["IQ"].since, rows["JO"].since, rows["EG"].since) == ("1984-03-16", "1986-01-17", "2014")
    assert {state for state, row in rows.items() if row.confirmed} == {"IQ", "JO"}
    assert set(STATES) - set(rows) == {"KM"}
    assert {state for state, row in rows.items() if row.doubtful} == {"LB"}


def test_who_is_bound_by_the_other_instruments() -> None:
    assert set(parties("arab-league-1952")) == {"EG", "SA", "JO", "SY", "LY", "IQ", "KW"}
    assert all(row.confirmed for row in parties("arab-league-1952").values())
    assert {state for state, row in parties("riyadh-69-1997").items() if row.doubtful} == {"EG", "LB", "QA"}
    for instrument in ("arab-terrorism-1998", "arab-cyber-2010"):
        assert set(parties(instrument)) == set(STATES)
        assert not any(row.confirmed or row.since or row.source for row in parties(instrument).values())
    assert parties("un-model") == parties("reciprocity") == {}


def test_invented_effects_exist_only_on_a_demonstration_node() -> None:
    assert load_effects() == {}
    demo = load_effects(demo=True)
    assert set(demo) == {"TN", "EG", "SA", "JO", "MA"}
    assert all(row.synthetic and not row.confirmed and row.hold_hours <= 6 for row in demo.values())


def test_how_a_state_decides_is_invented_for_the_demonstration_or_not_there() -> None:
    assert load_procedures() == {}
    demo = load_procedures(demo=True)
    assert set(demo) == {"TN", "EG", "SA", "JO", "MA"}
    assert all(row.synthetic and not row.confirmed for row in demo.values())
    assert {row.minister for row in demo.values()} == {"yes", "no"}
    assert (demo["JO"].days_to_appeal, demo["EG"].days_to_appeal) == (15, None)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("XX,yes,court,,no,yes,s", "XX is no state"),
        ("GS,yes,court,,no,yes,s", "GS is no state"),
        ("JO,yes,court,,yes,yes,s", "what is invented is not confirmed"),
        ("JO,yes,,,no,no,", "what is known has a source"),
        ("JO,,,15,no,no,", "what is known has a source"),
        ("JO,,,,yes,no,", "what is known has a source"),
        ("JO,,,0,no,no,s", "regex"),
        ("JO,perhaps,,,no,no,s", "Invalid enum"),
        ("EG,,,,no,no,s", "EG stands twice"),
    ],
)
def test_a_malformed_procedure_names_line_and_reason(row: str, reason: str) -> None:
    head = "state,minister,deciding_body,appeal_days,confirmed,synthetic,source"
    with pytest.raises(LawMalformed, match=reason):
        read_procedures("p.csv", f"{head}\nEG,,,,no,no,\n{row}\n", demo=False, known=Known(PACKS, STATES))


def test_grounds_have_texts_and_uses() -> None:
    grounds = load_grounds()
    used = {ground.use for ground in grounds.values()}
    of_the_commission = {
        "clearance",
        "freeze",
        "erase",
        "hearing",
        "correct",
        "identify",
        "inadmissible",
        "remedy",
        "extend",
    }
    assert used - of_the_commission == {
        "review", "withheld", "case", "discontinue", "freed", "release", "transit", "consent", "urgent", "withhold",
        "flag", "unflag", "reassess", "hold", "recall", "withdrawn",
    }  # fmt: skip
    assert of_the_commission <= used
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
        ("id: riyadh-1983", "id: riyadh-1983\nid: riyadh-1983", "id: riyadh-1983", "id stands twice"),
        ("    days: 30", "    days: 30\n    days: 31", "    days: 31", "days stands twice"),
        ('in_force: "1985-10-30"', 'in_force: "1985-13-30"', "in_force:", "a date, or empty"),
        ("    test: prosecute_own", "    test: prosecute_all", "    test: prosecute_all", "enum"),
        ("    months: 12\n", "", "  - article: ", "needs its months"),
        (
            "    test: own_national",
            "    test: prosecute_own\n    months: 12",
            "    test: prosecute_own",
            "stands twice",
        ),
        ("    house: true", "    house: true\n    confirmed: true", "    confirmed: true", "confirmed stands twice"),
        ("  order: [harmed, place", "  order: [rich, place", "  order: [rich", "enum"),
        ("    source: art. 44", "    source: ''", "    source:", "length >= 1"),
        ("    source: art. 44", "    source: ' . '", "    source:", "regex"),
        ("  en: Riyadh Arab Agreement for Judicial Cooperation", '  en: ""', '  en: ""', "length >= 1"),
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


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("{before: 2027-01-01, days: 30}", 0, "another one than the number that follows"),
        ("{before: 2027-01-01, days: thirty}", 0, "Expected `int`"),
        ("{before: 2027-01-01, days: 0}", 0, ">= 1"),
        ("{before: 2027-01-01, days: 367}", 0, "<= 366"),
        ("{before: 2027-02-30, days: 40}", 0, "date"),
        ("{before: 2027, days: 40}", 0, "date"),
        ("{before: soon, days: 40}", 0, "date"),
        ("{days: 40}", 0, "missing required field `before`"),
        ("{before: 2027-01-01}", 0, "missing required field `days`"),
        ("{before: 2027-01-01, months: 2}", 0, "months"),
        ("{before: 2027-01-01, days: 40, unit: hours}", 0, "unknown field `unit`"),
        ("{before: 2027-01-01, days: 40, days: 20}", 0, "days stands twice"),
        ("{before: 2027-01-01, days: 40}\n- {before: 2026-01-01, days: 20}", 1, "the oldest number comes first"),
        ("{before: 2027-01-01, days: 40}\n- {before: 2027-01-01, days: 20}", 1, "2027-01-01 stands twice"),
        ("{before: 2026-01-01, days: 40}\n- {before: 2027-01-01, days: 40}", 0, "another one than the number that"),
    ],
)
def test_a_malformed_earlier_number_names_file_line_and_reason(rows: str, line: int, reason: str) -> None:
    inner = "\n".join(f"      {'' if row.startswith('-') else '- '}{row}" for row in rows.splitlines())
    text = shipped(NAME).replace("    days: 30\n", f"    days: 30\n    earlier:\n{inner}\n", 1)
    with pytest.raises(LawMalformed) as caught:
        read_instrument(NAME, text)
    first = text.splitlines().index("    earlier:") + 2
    assert (caught.value.file, caught.value.line) == (NAME, first + line)
    assert reason in caught.value.reason


def test_only_days_that_the_program_counts_have_an_earlier_number() -> None:
    text = shipped(NAME)
    row = "    earlier: [{before: 2027-01-01, days: 40}]\n"
    sound = read_instrument(NAME, text.replace("    test: speciality_stay\n", f"    test: speciality_stay\n{row}", 1))
    stay = sound.rule("speciality_stay")
    assert stay is not None
    assert [one.days for one in stay.earlier] == [40]
    with pytest.raises(LawMalformed, match="only days that the program counts"):
        read_instrument(NAME, text.replace("    test: prosecute_own\n", f"    test: prosecute_own\n{row}", 1))


def test_no_shipped_pack_makes_up_what_a_number_was_before() -> None:
    law = load_law(demo=True)
    assert not any(rule.earlier for pack in PACKS.values() for rule in pack.clocks.values())
    assert not any(rule.earlier for pack in PACKS.values() for rule in pack.rules)
    assert not any(row.earlier for row in law.timing.domestic)
    assert not any(row.earlier for row in law.house.values())


def test_a_day_is_read_with_quotes_and_without() -> None:
    for day in ("2027-01-01", '"2027-01-01"'):
        row = f"    days: 30\n    earlier: [{{before: {day}, days: 40}}]\n"
        pack = read_instrument(NAME, shipped(NAME).replace("    days: 30\n", row, 1))
        assert pack.clocks[Clock.DOCUMENT].earlier == (EarlierDays(date(2027, 1, 1), 40),)


def test_a_pack_needs_every_clock() -> None:
    text = shipped(NAME)
    start, end = text.index("  collection_must:"), text.index("file:\n")
    with pytest.raises(LawMalformed, match="clocks lack collection_must"):
        read_instrument(NAME, text[:start] + text[end:])


@pytest.mark.parametrize("text", ["", "- 1\n- 2", "\x00", "{" * 2000, "a: b: c", "x" * 1_000_001])
def test_what_is_no_pack_is_refused(text: str) -> None:
    with pytest.raises(LawMalformed):
        read_instrument(NAME, text)


def test_a_number_changed_in_the_file_is_changed_on_the_clock_with_no_code() -> None:
    """One character in the file, and the person is free ten days earlier."""
    changed = read_instrument(NAME, shipped(NAME).replace("days: 30", "days: 20", 1))
    start, zone = datetime(2026, 3, 2, 9, tzinfo=UTC), ZoneInfo("Asia/Amman")
    before, after = (due(pack.clocks[Clock.DOCUMENT], start, zone) for pack in (RIYADH, changed))
    assert before - after == timedelta(days=10)
    data = structs.replace(case_law(), instruments={**PACKS, RIYADH.id: changed})
    assert Story(data=data).to_custody().now.clocks[0].due_at == text(after)


HEAD = "instrument,state,since,until,reservations,doubtful,confirmed,source"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x,JO,1990-02-31,,,no,yes,s", "a year, a date, or empty"),
        ("x,JO,19900201,,,no,yes,s", "a year, a date, or empty"),
        ("x,JO,,,,no,perhaps,s", "bool"),
        ("x,JO,,,no,yes,s", "one value for each column"),
        ("x,JO,,,,no,yes,s,more", "one value for each column"),
        ("x,JO,,,,no,yes,", "what is confirmed has a source"),
        ("x,JO,,,,no,yes,  ", "what is confirmed has a source"),
        ("x,IQ,,,,no,yes,s", "x, IQ stands twice"),
    ],
)
def test_a_malformed_row_names_line_and_reason(row: str, reason: str) -> None:
    with pytest.raises(LawMalformed, match=reason) as caught:
        read_parties("parties.csv", f"{HEAD}\nx,IQ,,,,no,no,s\n{row}\n")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("riyadh-1984,JO,,,,no,no,", "no instrument that binds"),
        ("un-model,JO,,,,no,no,", "no instrument that binds"),
        ("riyadh-1983,XX,,,,no,no,", "XX is no state"),
        ("riyadh-1983,GS,,,,no,no,", "GS is no state"),
        ("reciprocity,JO,,,,no,no,", "never holds for JO"),
    ],
)
def test_a_row_speaks_of_what_exists_and_may_bind(row: str, reason: str) -> None:
    with pytest.raises(LawMalformed, match=reason):
        read_parties("parties.csv", f"{HEAD}\n{row}\n", Known(PACKS, STATES))


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(LawMalformed, match="columns should be"):
        read_parties("parties.csv", "instrument,country\nx,JO\n")
