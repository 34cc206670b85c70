"""What hides inside one word."""

from __future__ import annotations

import pytest

from mithaq.names.words import (
    child_of,
    faith_core,
    family_of,
    first_half,
    god_core,
    inner_words,
    names_in,
    servant_core,
    without_article,
)


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
    [
        ("نصرالله", "نصر"),
        ("nasrallah", "nasr"),
        ("atiqullah", "atiq"),
        ("fathalah", "fath"),
        ("allah", None),
        ("mullah", None),
        ("alsaleh", None),
    ],
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


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("بشارالاسد", ("بشار", "الاسد")),
        ("محمدعبدالله", ("محمد", "عبدالله")),
        ("عبدالرحيمالكاني", ("عبدالرحيم", "الكاني")),
        ("نورالدينكامل", ("نورالدين", "كامل")),
        ("محمدتوفيق", ("محمد", "توفيق")),
        ("الطالباني", ("الطالباني",)),
        ("اللهيبي", ("اللهيبي",)),
        ("العبدالله", ("ال", "عبدالله")),
        ("عبدالقادر", ("عبدالقادر",)),
        ("نصرالله", ("نصرالله",)),
        ("محمدي", ("محمدي",)),
        ("nurulhuda", ("nur", "huda")),
        ("fatimazohra", ("fatima", "zohra")),
        ("abdulrahman", ("abdulrahman",)),
        ("mansour", ("mansour",)),
    ],
)
def test_names_that_lost_their_spaces(word: str, names: tuple[str, ...]) -> None:
    assert names_in(word) == names


def test_smaller_readings() -> None:
    assert child_of("ابوالفضل") == "فضل"
    assert child_of("abulfadl") == "fadl"
    assert child_of("abulabbas") == "abbas"
    assert child_of("aboubakr") is None
    assert child_of("abulaila") is None
    assert family_of("harthiyah") == "harthi"
    assert family_of("ثريا") == "ثريا"
    assert first_half("saiful", "islam") == "saif"
    assert first_half("rasul", "islam") == "rasul"
    assert first_half("ziaur", "rahman") == "zia"
    assert first_half("mansour", "rahman") == "mansour"
    assert first_half("saiful", "ali") == "saiful"
