"""Spelling by letters learnt from a few names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.names.suggest.align import align
from mithaq.names.suggest.letters import MAX_WORD, Letters, Taught

FRENCH = {"شريف": "cherif", "شاكر": "chaker", "بشير": "bachir", "منصور": "mansour", "بورقيبه": "bourguiba"}
ENGLISH = {"شريف": "sharif", "شاكر": "shakir", "بشير": "bashir", "منصور": "mansur", "نصير": "nasir"}


@pytest.fixture(scope="module")
def letters() -> dict[str, Letters]:
    names = [("fr", FRENCH), ("en", ENGLISH)]
    taught = [Taught(align(arabic, latin), style) for style, pairs in names for arabic, latin in pairs.items()]
    assert all(one.signs for one in taught)
    return {style: Letters(taught, style) for style, _ in names}


def test_the_own_style_comes_first(letters: dict[str, Letters]) -> None:
    assert letters["fr"].to_latin("شكور")[0].text.startswith("ch")
    assert letters["en"].to_latin("شكور")[0].text.startswith("sh")
    assert letters["fr"].to_latin("قصور")[0].text.endswith("our")


def test_both_styles_lead_to_the_same_letters(letters: dict[str, Letters]) -> None:
    for spelling in ("nachir", "nashir"):
        assert letters["en"].to_arabic(spelling)[0].text == "نشير"


def test_a_hint_forbids(letters: dict[str, Letters]) -> None:
    found = letters["en"].to_latin("شاكر", lambda at, latin: at != 0 or latin.startswith("ch"))
    assert found
    assert all(one.text.startswith("ch") for one in found)


def test_too_long_a_word_is_not_spelled(letters: dict[str, Letters]) -> None:
    assert letters["en"].to_latin("ش" * (MAX_WORD + 1)) == []
    assert letters["en"].to_arabic("s" * (MAX_WORD + 1)) == []
    assert letters["en"].to_latin("") == letters["en"].to_arabic("") == []


@given(word=st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=8))
def test_every_word_has_a_spelling_and_shares_of_one(letters: dict[str, Letters], word: str) -> None:
    found = letters["fr"].to_latin(word)
    shares = [one.share for one in found]
    assert all(one.text.isascii() for one in found)
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1.0 + 1e-9


@given(word=st.text("abcdefghijklmnopqrstuvwxyz0", min_size=1, max_size=10))
def test_any_latin_word_is_read_without_complaint(letters: dict[str, Letters], word: str) -> None:
    assert all(not one.text.isascii() for one in letters["en"].to_arabic(word))
