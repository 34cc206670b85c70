"""Keys: every usual spelling of a name shares one with it, and few are stored."""

from __future__ import annotations

import pytest

from mithaq.names.fold import NameTooLong
from mithaq.names.keys import STORED_KEYS_A_PART, near_keys, query_keys, skeletons, stored_keys

WHOLE_KEYS = 3


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
    held = set(stored_keys(stored))
    for query in query_keys(asked):
        assert all(held.intersection(group) for group in query.groups)


def test_the_whole_name_has_keys_of_its_own() -> None:
    (query,) = query_keys("Ali Mohamed")
    assert set(query.whole) & set(stored_keys("محمد علي")), "word order does not matter to one"
    (query,) = query_keys("Sid Ahmed")
    assert set(query.whole) & set(stored_keys("Sidahmed")), "word breaks do not matter to another"


def test_few_keys_are_stored() -> None:
    for name, count in (("محمد", 1), ("محمد عبد القادر بن سالم الأوتيكي", 4), ("ث ذ ض", 3)):
        assert len(stored_keys(name)) <= count * STORED_KEYS_A_PART + WHOLE_KEYS


def test_words_of_vowels_and_long_words_have_keys() -> None:
    assert skeletons("aya") == ("A",)
    assert all(len(key) <= 30 for key in skeletons("b" * 400 + "thg" * 30))


def test_near_keys_are_one_edit_away() -> None:
    near = near_keys(("TRBLS",))
    assert {"TRBL", "TRBLSS", "TRBMS", "RBLS"} <= set(near)
    assert "TRBLS" not in near
    assert near_keys(("HS", "~김", "=MMD")) == ()


def test_queries_are_bounded_and_the_register_is_not_refused() -> None:
    with pytest.raises(NameTooLong):
        query_keys("ab " * 150)
    assert stored_keys("ab " * 5000)
    assert query_keys("ـ ʿ") == ()
