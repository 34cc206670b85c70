"""What hides inside one word."""

from __future__ import annotations

import pytest

from mithaq.names.words import faith_core, god_core, inner_words, servant_core, without_article


@pytest.mark.parametrize(
    ("word", "core"),
    [
        ("عبدالقادر", "قادر"),
        ("عبدالله", "له"),
        ("عبد", None),
        ("عبدون", None),
        ("abdelkader", "kader"),
        ("abdulaziz", "aziz"),
        ("abdessalam", "salam"),
        ("abdurahman", "rahman"),
        ("abdirahman", "rahman"),
        ("abdenbi", "nbi"),
        ("abdelouafi", "ouafi"),
        ("abdullahi", "lah"),
        ("abdel", None),
        ("abdou", None),
        ("abid", None),
    ],
)
def test_servant(word: str, core: str | None) -> None:
    assert servant_core(word) == core


@pytest.mark.parametrize(
    ("word", "core"),
    [
        ("نورالدين", "نور"),
        ("badruddin", "badr"),
        ("nuraldeen", "nur"),
        ("medina", None),
        ("nadine", None),
        ("الدين", None),
    ],
)
def test_faith(word: str, core: str | None) -> None:
    assert faith_core(word) == core


@pytest.mark.parametrize(
    ("word", "core"),
    [("نصرالله", "نصر"), ("nasrallah", "nasr"), ("atiqullah", "atiq"), ("allah", None), ("mullah", None)],
)
def test_god(word: str, core: str | None) -> None:
    assert god_core(word) == core


@pytest.mark.parametrize(
    ("word", "inner"),
    [
        ("alharbi", "harbi"),
        ("essalhi", "salhi"),
        ("ettayeb", "tayeb"),
        ("lahbib", "ahbib"),
        ("benali", "ali"),
        ("بنعلي", "علي"),
    ],
)
def test_inner(word: str, inner: str) -> None:
    assert inner in inner_words(word)


@pytest.mark.parametrize("word", ["ali", "benin", "lina", "محمد"])
def test_nothing_inside(word: str) -> None:
    assert inner_words(word) == ()


def test_article() -> None:
    assert without_article("القاضي") == "قاضي"
    assert without_article("الهام") == "الهام"
    assert without_article("الا") == "الا"
