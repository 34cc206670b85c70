"""Readings and spellings of the generator's own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mithaq.testing.people
from mithaq.testing.people.dice import Throws
from mithaq.testing.people.letters import LETTERS
from mithaq.testing.people.orthography import typed
from mithaq.testing.people.rare import invented
from mithaq.testing.people.readings import KNOWN, SOUNDS, guessed, heard, read
from mithaq.testing.people.spell import spelled
from mithaq.testing.people.states import STYLES, Style

ROOM = Path(mithaq.testing.people.__file__).parent


def test_the_generator_knows_no_rule_of_the_matcher() -> None:
    """It may share counts, which come through `ops`, and the shapes of questions; never a way of spelling."""
    imported = set()
    for source in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
            elif isinstance(node, ast.Import):
                imported.update(alias.name for alias in node.names)
    ours = {name for name in imported if name.startswith("mithaq") and not name.startswith("mithaq.testing.people")}
    assert ours == {"mithaq.ops.tables", "mithaq.search.person", "mithaq.search.query"}


@pytest.mark.parametrize(
    ("arabic", "latin", "reading"),
    [
        ("رشدي", "Rushdi", "rucdI"), ("بوزيد", "Bouzid", "bUzId"), ("جميلة", "Djamila", "jamIla@"),
        ("شلال", "Chellal", "cellAl"), ("يونسي", "Younsi", "yUnsI"), ("زيدان", "Zaydan", "zaydAn"),
        ("خالد", "Mohamed", ""), ("خالد", "", ""), ("", "Ali", ""),
    ],
)  # fmt: skip
def test_vowels_are_heard_from_a_spelling_that_fits(arabic: str, latin: str, reading: str) -> None:
    assert heard(arabic, latin) == reading


def test_a_reading_is_known_or_heard_or_guessed() -> None:
    assert read("محمد", ("Mehmet",)) == KNOWN["محمد"]
    assert read("بوزيد", ("Xyz", "Bouzid")) == "bUzId"
    assert read("بوزيد") == guessed("بوزيد")
    assert read("") == "a"


@pytest.mark.parametrize("reading", [*KNOWN.values(), *(guessed(invented(number)) for number in range(300))])
def test_every_sound_of_a_reading_can_be_written(reading: str) -> None:
    for style in STYLES:
        assert set(reading) <= set(LETTERS[style])


def test_invented_names_are_arabic_words_and_stay_the_same() -> None:
    assert [invented(number) for number in range(3)] == ["ملصوب", "الجضادي", "مقكوخ"]
    assert all(set(invented(number)) <= set(SOUNDS) for number in range(1000))
    assert len({invented(number) for number in range(1000)}) > 980


@pytest.mark.parametrize(
    ("arabic", "style", "expected"),
    [
        ("شريف", "maghreb", {"Cherif", "Charif", "Cherife", "Charife"}),
        ("جمال", "egypt", {"Gamal", "Gemal", "Jamal"}),
        ("محمد", "somali", {"Muxammad", "Maxamed", "Muhammad"}),
        ("عبد الله", "maghreb", {"Abdellah", "Abdallah"}),
        ("عبد الرحمن", "maghreb", {"Abderrahman", "Abderrahmane", "Abdel Rahman"}),
        ("أبو زيد", "gulf", {"Abu Zayd", "Abuzayd", "Abu-Zayd", "Abu Zaid"}),
        ("الحربي", "gulf", {"Al-Harbi", "Al Harbi", "Alharbi", "Harbi"}),
        ("نور الدين", "maghreb", {"Noureddine", "Nour Eddine", "Noreddine"}),
        ("آل خليفة", "gulf", {"Al Khalifa", "Al Khalifah"}),
    ],
)
def test_each_style_has_its_ways(arabic: str, style: Style, expected: set[str]) -> None:
    found = {spelled(arabic, style, Throws("ways", number)) for number in range(400)}
    assert len(found & expected) >= min(2, len(expected))
    assert all(word[0].isupper() for word in found)


def test_spellings_that_were_seen_are_used_half_the_time() -> None:
    seen = (("Xuxu", 3), ("Yoyo", 1))
    found = [spelled("محمد", "gulf", Throws("seen", number), seen) for number in range(1000)]
    assert 320 < found.count("Xuxu") < 430
    assert 90 < found.count("Yoyo") < 170


@given(st.text(alphabet=sorted(SOUNDS), min_size=1, max_size=12), st.sampled_from(STYLES), st.integers())
def test_any_arabic_word_can_be_written(arabic: str, style: Style, key: int) -> None:
    word = spelled(arabic, style, Throws(key))
    assert word.strip()
    assert word.replace("'", "").replace("-", "").replace(" ", "").isascii()


def test_clerks_type_as_clerks_do() -> None:
    found = {typed("عبد الإله", Throws("typed", number)) for number in range(300)}
    assert found == {"عبد الإله", "عبد الاله", "عبدالإله", "عبدالاله"}
    assert {typed("فاطمة", Throws("typed", number)) for number in range(300)} == {"فاطمة", "فاطمه"}
    assert {typed("علي", Throws("typed", number)) for number in range(300)} == {"علي", "على"}
