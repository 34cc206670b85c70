"""Keys: a usual spelling of a word shares one with it."""

from __future__ import annotations

import pytest

from mithaq.names.fold import fold_words
from mithaq.names.keys import KEYS_A_WORD, skeletons, usual_skeleton
from mithaq.names.parts import parts
from mithaq.names.phonemes import readings
from mithaq.ops.tables import frequency_rows


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("محمد عبد القادر", "Muhammad Abdul-Qadir"),
        ("نور الدين الترابي", "Noureddine Tourabi"),
        ("القذافي", "Gaddafi"),
        ("جمال", "Gamal"),
        ("جمال", "Djamel"),
        ("عثمان", "Osman"),
        ("منذر", "Munther"),
        ("الحسن", "Lahcen"),
        ("فتحي", "Fathi"),
        ("صالح", "Salah"),
        ("حمزة", "Hamzah"),
        ("پرویز", "Parvez"),
        ("김정은", "김정은"),
    ],
)
def test_each_part_asked_meets_what_is_stored(stored: str, asked: str) -> None:
    for one, two in zip(parts(stored), parts(asked), strict=True):
        assert set(skeletons(one.core)) & set(skeletons(two.core))


def test_words_of_vowels_and_long_words_have_few_keys() -> None:
    assert skeletons("aya") == ("A",)
    long = skeletons("b" * 400 + "thg" * 30)
    assert all(len(key) <= 30 for key in long)
    assert len(long) <= KEYS_A_WORD


def test_letters_with_two_usual_readings_give_two_keys() -> None:
    assert skeletons("gamal")[:2] == ("KML", "JML")


@pytest.mark.parametrize("word", [*"محمد وليد mohamed wafa فاطمه x12 김정은 aeio ا yahya".split(), "b" * 60])
def test_the_usual_skeleton_is_the_first(word: str) -> None:
    assert usual_skeleton(word, readings(word)[0]) == skeletons(word)[0]


def test_the_usual_skeleton_of_every_name_that_is_counted() -> None:
    for word in {word for row in frequency_rows() for word in fold_words(row.name)}:
        assert usual_skeleton(word, readings(word)[0]) == skeletons(word)[0]
