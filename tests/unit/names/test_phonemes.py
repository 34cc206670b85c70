"""Sounds: both scripts meet in one alphabet."""

from __future__ import annotations

import pytest

from mithaq.names.phonemes import CONSONANTS, readings


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
    ("word", "second"), [("fathy", "fathy"), ("ishaq", "ishaq"), ("ايمن", "يmn"), ("mazhar", "mazhar")]
)
def test_second_reading(word: str, second: str) -> None:
    assert readings(word)[1] == second


def test_scripts_share_their_consonants() -> None:
    arabic = set("".join(readings(letter)[0] for letter in "بتثجحخدذرزسشصضطظغفقكلمنه"))
    assert arabic <= CONSONANTS
