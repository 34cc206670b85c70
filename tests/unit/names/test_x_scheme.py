"""The letter code of the machine-readable zone, as typed into a name field."""

from __future__ import annotations

import pytest

from mithaq.names.x_scheme import arabic_words, tells


@pytest.mark.parametrize(
    ("coded", "letters"),
    [
        ("ABW BKR MXHMD BN ZKRYA ALRAZY", "ابو بكر محمد بن زكريا الرازي"),
        ("JMAL EBD ALNAXSSR", "جمال عبد الناصر"),
        ("EBD ALLXH", "عبد الله"),
        ("JMYLXAH NEYMXAH", "جميله نعيمه"),
        ("FXDZXDZXAH", "فضه"),
        ("XSHAKR XTHAMR XKHLF", "شاكر ثامر خلف"),
    ],
)
def test_letters(coded: str, letters: str) -> None:
    assert arabic_words(coded.split()) == letters.split()


@pytest.mark.parametrize(
    "name", ["MOHAMED ALI", "FAARAX XASAN", "ALEXANDER MAX", "XIRSI", "TEXEIRA", "MXHMD (ALI)", ""]
)
def test_a_latin_spelling_is_not_in_the_code(name: str) -> None:
    assert arabic_words(name.split()) is None


def test_words_that_tell() -> None:
    assert all(map(tells, ("EBD", "MXHMD", "ALEXANDER")))
    assert not any(map(tells, ("ABD", "MOHAMED")))
