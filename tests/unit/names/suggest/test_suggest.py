"""Whole names, both ways."""

from __future__ import annotations

import ast
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mithaq.names
import mithaq.search
from mithaq.names.fold import NameTooLong
from mithaq.names.suggest.suggest import MAX_MOST, MAX_PARTS, MOST, Suggester
from mithaq.names.suggest.usual import USUAL

WORDS = (
    "محمد عبد الله القادر آل بن ولد أبو أم نور الدين الدكتور زقول ﷲ Ben Al- Abdel El Sheikh Noureddine x 12 M.".split()
)


@pytest.mark.parametrize(
    ("name", "state", "first"),
    [
        ("محمد", "TN", "Mohamed"),
        ("محمد", "SA", "Muhammad"),
        ("عبد القادر", "DZ", "Abdelkader"),
        ("عبدالقادر", "DZ", "Abdelkader"),
        ("محمد بن علي", "TN", "Mohamed Ben Ali"),
        ("محمد بن سلمان آل سعود", "SA", "Muhammad bin Salman Al Saud"),
        ("محمد ولد عبد العزيز", "MR", "Mohamed Ould Abdelaziz"),
        ("أبو بكر البغدادي", "IQ", "Abu Bakr Al-Baghdadi"),
        ("نور الدين الغنوشي", "TN", "Noureddine Ghannouchi"),
        ("الدكتور حسن الترابي", "SD", "Hassan Al-Tourabi"),
        ("عبد الرحيم", "MA", "Abderrahim"),
        ("خالد", "EG", "Khaled"),
        ("مُحَمَّد", "EG", "Mohamed"),
        ("محمد A.", "EG", "Mohamed A"),
        ("Mohamed Abdelkader", "TN", "محمد عبد القادر"),
        ("Abu Bakr", "SA", "أبو بكر"),
        ("Noureddine", "MA", "نور الدين"),
        ("Ghannouchi", "TN", "الغنوشي"),
        ("Alharbi", "SA", "الحربي"),
        ("Benali", "DZ", "بن علي"),
        ("Fatima", "MA", "فاطمة"),
        ("Mustafa", "EG", "مصطفى"),
        ("Omar", "", "عمر"),
        ("Saifullah", "", "سيف الله"),
        ("Abdullahi Yusuf", "SO", "عبد الله يوسف"),
        ("Dr Taha", "EG", "طه"),
        ("Zaqqul", "PS", "زقول"),
    ],
)
def test_the_first_suggestion(suggester: Suggester, name: str, state: str, first: str) -> None:
    assert suggester.suggest(name, state)[0].text == first


@pytest.mark.parametrize(
    ("name", "state", "among"),
    [
        ("عبد القادر", "EG", "Abdel Kader"),
        ("عبد القادر", "SA", "Abdul Qadir"),
        ("خالد", "SA", "Khalid"),
        ("الشريف", "TN", "Cherif"),
        ("Salah", "TN", "صالح"),
        ("Khawalda", "JO", "الخوالدة"),
    ],
)
def test_among_the_suggestions(suggester: Suggester, name: str, state: str, among: str) -> None:
    assert among in {one.text for one in suggester.suggest(name, state)}


def test_another_name_is_not_suggested(suggester: Suggester) -> None:
    found = {one.text for state in ("TN", "EG", "SA", "") for one in suggester.suggest("محمد", state, most=MAX_MOST)}
    assert not found & {"Mahmoud", "Mahmud", "Ahmed"}


def test_where_a_suggestion_comes_from(suggester: Suggester) -> None:
    assert suggester.suggest("محمد", "TN")[0].source == "counted"
    assert suggester.suggest("زقول", "PS")[0].source == "guessed"
    assert suggester.suggest("محمد زقول", "PS")[0].source == "mixed"
    assert suggester.suggest("خالد", "EG")[0].source == "guessed"


def test_nothing_for_what_is_no_name(suggester: Suggester) -> None:
    for name in ("", " ", "ًٌٍ", "...", "王小明"):
        assert suggester.suggest(name) == ()


def test_bounds(suggester: Suggester) -> None:
    with pytest.raises(NameTooLong):
        suggester.suggest("محمد " * (MAX_PARTS + 1))
    with pytest.raises(NameTooLong):
        suggester.suggest("m" * 600)
    assert len(suggester.suggest("محمد علي", "EG")) == MOST
    assert len(suggester.suggest("محمد علي", "EG", most=2)) == 2
    assert len(suggester.suggest("محمد علي حسن", "EG", most=1000)) <= MAX_MOST
    assert suggester.suggest("ش" * 100, "EG")[0].text == "ش" * 100


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=6),
    st.sampled_from(["", "TN", "SA", "??"]),
)
def test_ranked_repeatable_and_never_a_fault(suggester: Suggester, words: list[str], state: str) -> None:
    with suppress(NameTooLong):
        found = suggester.suggest(" ".join(words), state)
        assert found == suggester.suggest(" ".join(words), state)
        shares = [one.share for one in found]
        assert shares == sorted(shares, reverse=True)
        assert all(0.0 <= share <= 1.0 for share in shares)
        assert len({one.text for one in found}) == len(found)


def test_everyday_names_keep_their_everyday_spelling(suggester: Suggester) -> None:
    for name, spellings in USUAL.items():
        found = {one.text for one in suggester.suggest(name, most=MAX_MOST)}
        assert found & set(spellings), name


def test_the_matcher_never_reads_suggestions() -> None:
    names, search = Path(mithaq.names.__file__).parent, Path(mithaq.search.__file__).parent
    for source in [*names.glob("*.py"), *search.rglob("*.py")]:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else ""
            assert not (module or "").startswith("mithaq.names.suggest"), source.name
