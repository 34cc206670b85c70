"""Parts: compounds, kunya, links, articles and titles, in one word or in several."""

from __future__ import annotations

import pytest

from mithaq.names.fold import MAX_TOKENS, NameTooLong
from mithaq.names.parts import parts, stored_parts


def read(name: str) -> list[tuple[str, str]]:
    return [(part.kind.value, part.core) for part in parts(name)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("محمد عبد القادر", [("name", "محمد"), ("servant", "قادر")]),
        ("Muhammad Abdul-Qadir", [("name", "muhammad"), ("servant", "qadir")]),
        ("عبدالله", [("servant", "له")]),
        ("Abdullah", [("servant", "lah")]),
        ("Abdallah", [("servant", "lah")]),
        ("Abderrahmane", [("servant", "rahmane")]),
        ("Abd ur-Rahman", [("servant", "rahman")]),
        ("Abdelatif", [("servant", "latif")]),
        ("Abdou Abdin Abdali", [("name", "abdou"), ("name", "abdin"), ("name", "abdali")]),
        ("Abdellaoui", [("name", "abdellaoui")]),
        ("نور الدين", [("of_the_faith", "نور")]),
        ("Noureddine", [("of_the_faith", "nour")]),
        ("Noor ud Din Turabi", [("of_the_faith", "noor"), ("name", "turabi")]),
        ("هبة الله", [("of_god", "هبت")]),
        ("Saif Ullah", [("of_god", "saif")]),
        ("أبو عبد الرحمن", [("father_of", "رحمن")]),
        ("Umm Kulthum", [("mother_of", "kulthum")]),
        ("علي بن سالم", [("name", "علي"), ("forefather", "سالم")]),
        ("Mohamed Ould Abdel Aziz", [("name", "mohamed"), ("servant", "aziz")]),
        ("آل سعود", [("name", "سعود")]),
        ("الياس", [("name", "الياس")]),
        ("es-Sayed El Baradei", [("name", "sayed"), ("name", "baradei")]),
        ("Dr. الشيخ محمد", [("name", "محمد")]),
        ("Al-Sheikh", [("name", "sheikh")]),
        ("M. Khan", [("initial", "m"), ("name", "khan")]),
        ("Mohd Ali", [("name", "mohamed"), ("name", "ali")]),
        ("عبد الرحمان", [("servant", "رحمن")]),
        ("عبدال رحمن", [("servant", "رحمن")]),
        ("عبدا لله", [("servant", "له")]),
        ("نورا لدين", [("of_the_faith", "نور")]),
        ("الرحمن عبد", [("servant", "رحمن")]),
        ("بكر أبو", [("father_of", "بكر")]),
        ("سالم الكان ي", [("name", "سالم"), ("name", "كاني")]),
        ("بشارالأسد", [("name", "بشار"), ("name", "اسد")]),
        ("محمدعبدالله علي", [("name", "محمد"), ("servant", "له"), ("name", "علي")]),
        ("أبوالقاسم", [("father_of", "قاسم")]),
        ("Aboulkacem", [("father_of", "kacem")]),
        ("Aboubakr", [("name", "aboubakr")]),
        ("البو نمر", [("father_of", "نمر")]),
        ("Abed El Rahim", [("servant", "rahim")]),
        ("Abdi Rahman", [("name", "abdi"), ("name", "rahman")]),
        ("Cabdiqaadir", [("servant", "qaadir")]),
        ("Saladin", [("of_the_faith", "salah")]),
        ("Takieddine", [("of_the_faith", "taki")]),
        ("Ataullah", [("of_god", "ata")]),
        ("Nurulhuda", [("name", "nur"), ("name", "huda")]),
        ("Zainul Abidin", [("name", "zain"), ("name", "abidin")]),
        ("Mansur Rahman", [("name", "mansur"), ("name", "rahman")]),
        ("مريم الحارثية", [("name", "مريم"), ("name", "حارثي")]),
        ("Al Harthiya", [("name", "harthi")]),
        ("سامية", [("name", "ساميه")]),
        ("Al-Hajj Abdullah Saleh", [("servant", "lah"), ("name", "saleh")]),
        ("MXHMD<BN<EBD<ALLXH<ALXSSBAG", [("name", "محمد"), ("servant", "له"), ("name", "صباغ")]),
        ("  ـ ʿ ", []),
    ],
)
def test_parts(name: str, expected: list[tuple[str, str]]) -> None:
    assert read(name) == expected


def test_each_part_keeps_what_was_written() -> None:
    assert [part.original for part in parts("Dr. ‘Abd al-Raḥmān  bin El-Ḥārith")] == ["‘Abd al-Raḥmān", "El-Ḥārith"]


@pytest.mark.parametrize(
    ("one", "other"), [("عبد القادر", "عبدالقادر"), ("نور الدين", "نورالدين"), ("Noureddine", "Nour Eddine")]
)
def test_broken_joins_are_one(one: str, other: str) -> None:
    assert [(part.core, part.joined) for part in parts(one)] == [(part.core, part.joined) for part in parts(other)]


def test_words_are_bounded_in_queries_and_cut_in_the_register() -> None:
    name = "ab " * (MAX_TOKENS + 1)
    with pytest.raises(NameTooLong) as refused:
        parts(name)
    assert refused.value.code == "name.too_long"
    assert [len(found) for found in stored_parts(name)] == [MAX_TOKENS]
    assert len(stored_parts("a;" * 5000)) == 1
