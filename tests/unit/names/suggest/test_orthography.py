"""Hamza, ة and ى."""

from __future__ import annotations

import pytest

from mithaq.names.suggest.orthography import hints, written


@pytest.mark.parametrize(
    ("folded", "latin", "usual"),
    [
        ("ابراهيم", "ibrahim", "إبراهيم"),
        ("احمد", "ahmad", "أحمد"),
        ("اسامه", "osama", "أسامة"),
        ("ايمان", "iman", "إيمان"),
        ("فاطمه", "fatima", "فاطمة"),
        ("نبيه", "nabih", "نبيه"),
        ("مصطفي", "mustafa", "مصطفى"),
        ("علي", "ali", "علي"),
        ("الحربي", "alharbi", "الحربي"),
        ("طه", "taha", "طه"),
        ("الرشيدى", "rashidi", "الرشيدي"),
        ("أحمد", "ahmad", "أحمد"),
    ],
)
def test_usual_letters_come_back(folded: str, latin: str, usual: str) -> None:
    assert written(folded, latin) == usual


def test_written_letters_are_hints() -> None:
    allows = hints("إِكرامة", "اكرامه")
    assert allows(0, "i")
    assert not allows(0, "a")
    assert allows(5, "a")
    assert not allows(5, "o")
    assert allows(2, "anything")
