"""Showing a name in the other script."""

from __future__ import annotations

import pytest

from mithaq.names.compare import ALIKE, compare
from mithaq.names.romanize import to_arabic, to_latin
from mithaq.names.usual_spellings import USUAL


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد عبد القادر", "Muhammad Abd al-Qadir"),
        ("أبو بكر البغدادي", "Abu Bakr al-Baghdadi"),
        ("نور الدين", "Nur al-Din"),
        ("عبدالله نصرالله", "Abdullah Nasrallah"),
        ("منصور القحطاني", "Mansour al-Qahtani"),
        ("أم كلثوم", "Umm Kalthum"),
        ("عوض", "Awd"),
        ("Ali", "Ali"),
    ],
)
def test_to_latin(arabic: str, latin: str) -> None:
    assert to_latin(arabic) == latin


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Mohamed Abdelkader", "محمد عبد القادر"),
        ("Abu Bakr", "أبو بكر"),
        ("Noureddine", "نور الدين"),
        ("Abdallah", "عبد الله"),
        ("Ghannouchi", "غنوشي"),
        ("Umm Salma", "أم سلمي"),
        ("Saifullah", "سيف الله"),
        ("علي", "علي"),
    ],
)
def test_to_arabic(latin: str, arabic: str) -> None:
    assert to_arabic(latin) == arabic


def test_what_is_shown_is_found() -> None:
    for arabic in USUAL:
        assert compare(arabic, to_latin(arabic)).score >= ALIKE, arabic
