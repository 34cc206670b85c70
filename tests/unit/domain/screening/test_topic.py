"""Whole words, phrases and stems in three languages, with what Arabic writes together with a word."""

from __future__ import annotations

import pytest

from mithaq.domain.screening.topic import Topic, read, settled, touched
from mithaq.law.load import load_law
from mithaq.law.screening_words import read_topic
from mithaq.names.text_words import folded

LANGUAGE = load_law().screening.language
FILE = """
settled: {ar: [النظام, إسقاط الحكومة, إهان*], en: [bounced cheque*, coup], fr: [sûreté de l'État]}
mention: {ar: [حزب], en: [cheque], fr: []}
unless: {ar: [], en: [stolen, cheque book], fr: []}
near: 2
"""
TOPIC = read_topic("words/one.yaml", FILE, LANGUAGE)


def words(text: str) -> list[tuple[str, ...]]:
    return list(read(folded(text), LANGUAGE))


@pytest.mark.parametrize(
    "text",
    [
        "ضد النظام", "ضد نظام", "وللنظام", "بالنِّظامِ", "نظامهم", "نظاماً",
        "دعا إلى إسقاط الحكومة", "لاسقاط الحكومه", "إهانة الرئيس", "وأهان القاضي",
        "a bounced cheque", "Bounced CHEQUES", "the coup of 2021", "atteinte à la sûreté de l'Etat", "sureté de l’État",
    ],
)  # fmt: skip
def test_these_settle_it(text: str) -> None:
    assert settled(TOPIC, words(text))


@pytest.mark.parametrize(
    "text", ["منظمة", "انتظام", "الحكومة", "a couple", "recoup", "bounced a big cheque", "cheque", "sûreté", "état", ""]
)
def test_these_do_not(text: str) -> None:
    assert not settled(TOPIC, words(text))


def test_a_mention_beside_what_excuses_it_is_none() -> None:
    assert touched(TOPIC, words("he cashed a cheque"))
    assert not touched(TOPIC, words("a stolen cheque"))
    assert not touched(TOPIC, words("the cheque book"))
    assert touched(TOPIC, words("stolen were a car, a watch, two rings and one cheque"))


def test_what_would_settle_it_is_touched_even_where_it_is_excused() -> None:
    text = words("stolen: a bounced cheque")
    assert not settled(TOPIC, text)
    assert touched(TOPIC, text)


def test_nothing_is_found_of_an_empty_topic() -> None:
    assert settled(Topic("none"), words("anything at all")) == ""


WIDE = read_topic(
    "words/wide.yaml",
    """
settled: {ar: [~نشر .. مقاطع|مقطع, لم يسدد], en: [call*|urg* .. strike*|walkout*], fr: [cess* travail]}
mention: {ar: [], en: [], fr: []}
unless: {ar: [], en: [], fr: []}
near: 0
""",
    LANGUAGE,
)


@pytest.mark.parametrize(
    "text",
    [
        "نشر مقاطع", "ينشر على صفحته مقطعا", "ستنشر في الغد مقاطعهم", "ونشرت المقاطع", "ولم يسدد",
        "he called the dockers to a strike", "urging walkouts", "il a cessé le travail",
    ],
)  # fmt: skip
def test_either_word_a_verb_and_a_gap(text: str) -> None:
    assert settled(WIDE, words(text))


@pytest.mark.parametrize(
    "text",
    [
        "مقاطع نشر", "منشار مقطع", "نشر", "لم يدفع",
        "strike call", "he called and they came and went and ate and slept and then a strike", "call", "",
    ],
)  # fmt: skip
def test_order_and_reach_of_a_gap_count(text: str) -> None:
    assert not settled(WIDE, words(text))
