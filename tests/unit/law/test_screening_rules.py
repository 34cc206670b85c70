"""The files of the screening: what is shipped is sound, and what is malformed is refused with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.domain.screening.screen import TESTS
from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from mithaq.law.screening_page import with_table
from mithaq.law.screening_rules import Speaks, read_characters, read_rules
from mithaq.law.screening_words import read_language, read_topic

LAW = load_law()
SPEAKS = Speaks(LAW.kinds, LAW.grounds, LAW.screening.topics)
PAGE = Path(__file__).resolve().parents[3] / "docs" / "screening.md"
RULE = """- id: one
  kinds: [wanted]
  test: limitation_passed
  result: stop
  source: somewhere
  confirmed: false
  house: true
  says: {ar: "{date}", en: "{date}", fr: "{date}"}
"""


def test_every_test_is_asked_by_a_rule() -> None:
    assert {rule.test for rule in LAW.screening.rules} == set(TESTS)


def test_a_rule_that_can_be_lifted_has_a_reason_that_lifts_it() -> None:
    lifted = {rule.lifted for rule in LAW.screening.rules}
    assert lifted == {reason.lifts for reason in LAW.screening.looked.values()}


def test_each_topic_that_rules_of_words_ask_has_words_in_three_languages() -> None:
    for rule in LAW.screening.rules:
        if rule.test in ("words_settle", "words_touch"):
            topic = LAW.screening.topics[rule.topic]
            assert topic.settled or topic.mention, rule.id


def test_the_page_shows_the_rules_that_are_shipped() -> None:
    """After a change: `python -m mithaq.law.screening_page docs/screening.md`."""
    page = PAGE.read_text("utf-8")
    assert with_table(page, LAW) == page


def test_a_sound_rule_is_read() -> None:
    (rule,) = read_rules("r.yaml", RULE, SPEAKS)
    assert rule.id == "one"


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("kinds: [wanted]", "kinds: [unwanted]", 2, "unwanted is not known"),
        ("test: limitation_passed", "test: guess", 3, "guess is not known"),
        ("result: stop", "result: arrest", 4, "Invalid enum value"),
        ("confirmed: false", "confirmed: true", 6, "house rule"),
        ('en: "{date}"', 'en: "{day}"', 8, "this test says date"),
        ("result: stop", "result: concern\n  lifted: reading", 5, "only a stop"),
        ("result: stop", "result: stop\n  ground: surrendered", 5, "surrendered is not known"),
        ("result: stop", "result: stop\n  gives_way: [weather]", 5, "weather is not known"),
        ("source: somewhere", "sauce: somewhere", 1, "unknown field"),
        ("- id: one", "id: one", 2, ""),
    ],
)
def test_a_malformed_rule_is_refused_with_its_line(old: str, new: str, line: int, reason: str) -> None:
    with pytest.raises(LawMalformed) as problem:
        list(read_rules("r.yaml", RULE.replace(old, new), SPEAKS))
    assert (problem.value.file, problem.value.line) == ("r.yaml", line)
    assert reason in problem.value.reason


@pytest.mark.parametrize(
    ("words", "line", "reason"),
    [
        ("settled: {ar: [ab*], en: [], fr: []}\n", 1, "a stem has at least"),
        ("settled: {ar: [], en: [the], fr: []}\n", 1, "nothing is left"),
        ("settled: {ar: [], en: [work ..], fr: []}\n", 1, "a gap stands at its end"),
        ("settled: {ar: [~رد], en: [], fr: []}\n", 1, "a stem has at least"),
        ("settled: {ar: [], en: []}\n", 1, "missing required field"),
    ],
)
def test_a_malformed_list_of_words_is_refused(words: str, line: int, reason: str) -> None:
    text = words + "mention: {ar: [], en: [], fr: []}\nunless: {ar: [], en: [], fr: []}\nnear: 0\n"
    with pytest.raises(LawMalformed) as problem:
        read_topic("words/one.yaml", text, LAW.screening.language)
    assert problem.value.line == line
    assert reason in problem.value.reason


def test_a_character_is_of_an_offence_and_a_topic_that_there_are() -> None:
    head = "offence,topics\n"
    for row in ("0101,weather\n", "9999,violence\n", "0101,violence\n0101,violence\n"):
        with pytest.raises(LawMalformed):
            read_characters("c.csv", head + row, LAW.offences, LAW.screening.topics)


def test_prefixes_are_tried_longest_first() -> None:
    language = read_language("l.yaml", "skipped: [The]\nprefixes: [و, وال]\nsuffixes: [ا]\n")
    assert (language.skipped, language.prefixes) == (frozenset({"the"}), ("وال", "و"))
