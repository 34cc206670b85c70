from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.bench.peers.translit import plain, script


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("محمد بن عليّ", "mhmd bn aly"),
        ("عبد الرحمن", "abd alrhmn"),
        ("ﻣﺤﻤﺪ", "mhmd"),  # presentation forms
        ("Aïcha  Ben-Yūsuf", "aicha ben yusuf"),
        ("O'Neil", "o neil"),
        ("١٢٣", "123"),
        ("", ""),
        ("ً", ""),
    ],
)
def test_names_become_lower_case_words(name: str, expected: str) -> None:
    assert plain(name) == expected


@given(st.text(max_size=60))
def test_nothing_but_ascii_words_is_left_and_doing_it_twice_changes_nothing(name: str) -> None:
    found = plain(name)
    assert found.isascii()
    assert plain(found) == found
    assert "  " not in found


def test_the_script_is_that_of_most_letters() -> None:
    assert script("محمد Ali") == "arabic"
    assert script("Mohamed ع") == "latin"
    assert script("123") == "latin"
