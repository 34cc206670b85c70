"""Sounds: both scripts meet in one alphabet."""

from __future__ import annotations

import pytest

from mithaq.names.phonemes import CONSONANTS, MAX_READINGS, readings


@pytest.mark.parametrize(
    ("word", "usual"),
    [
        ("محمد", "mħmd"),
        ("احمد", "أħmd"),
        ("وليد", "wlيd"),
        ("علي", "عlى"),
        ("فاطمه", "fاtmة"),
        ("mohammed", "mohamed"),
        ("oualid", "walid"),
        ("chokri", "čokrī"),
        ("djamel", "ʤamel"),
        ("youssef", "yʊsef"),
        ("dawood", "daūd"),
        ("marouane", "marʊanə"),
        ("mahmud", "mahmūd"),
        ("xavier", "ksavier"),
        ("김", "김"),
    ],
)
def test_usual_reading(word: str, usual: str) -> None:
    assert readings(word)[0] == usual


@pytest.mark.parametrize(
    ("word", "another"),
    [
        ("cali", "alī"),
        ("faarax", "fāraħ"),
        ("xaliimo", "ħalīmā"),
        ("jaamac", "ʤāmā"),
        ("salaan", "salām"),
        ("toihir", "tahir"),
        ("soidiki", "sadik"),
        ("rharbi", "ɣarbī"),
        ("oudrhiri", "ʊdɣirī"),
        ("fatimetou", "fatimā"),
        ("joseph", "ʤuzif"),
        ("jussuf", "yusuf"),
        ("zakarija", "zakaryā"),
        ("dschamal", "ʤamal"),
        ("fatimah", "fatimā"),
        ("farah", "faraة"),
        ("aden", "adam"),
    ],
)
def test_spelling_habits_of_a_state(word: str, another: str) -> None:
    assert another in readings(word)
    assert len(readings(word)) <= MAX_READINGS


@pytest.mark.parametrize("word", ["khadija", "hocine", "alice", "chokri", "farhan", "maxim"])
def test_other_words_keep_one_reading(word: str) -> None:
    assert len(readings(word)) == 1


@pytest.mark.parametrize(
    ("word", "second"), [("fathy", "fathy"), ("ishaq", "ishaq"), ("ايمن", "يmn"), ("mazhar", "mazhar")]
)
def test_second_reading(word: str, second: str) -> None:
    assert readings(word)[1] == second


def test_scripts_share_their_consonants() -> None:
    arabic = set("".join(readings(letter)[0] for letter in "بتثجحخدذرزسشصضطظغفقكلمنه"))
    assert arabic <= CONSONANTS
