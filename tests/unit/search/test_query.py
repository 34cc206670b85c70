"""What is asked, read and found sound or refused."""

from __future__ import annotations

import pytest

from mithaq.domain.errors import Refusal
from mithaq.search.births import Birth
from mithaq.search.query import PersonQuery, read_query


def test_every_spelling_is_read() -> None:
    read = read_query(PersonQuery(name="محمد الحربي; Mohamed Alharbi", birth="1980-05"))
    assert [[part.original for part in name] for name in read.names] == [["محمد", "الحربي"], ["Mohamed", "Alharbi"]]
    assert read.birth == Birth(1980, 1980, 5)


@pytest.mark.parametrize("name", [None, "", " ", "--", "😀"])
def test_a_name_without_a_letter_is_none(name: str | None) -> None:
    assert read_query(PersonQuery(name=name, document="X1")).names == ()


@pytest.mark.parametrize("birth", ["1980-13", "80", "1965/1960", "1980-05-32", " "])
def test_what_is_no_date_is_refused(birth: str) -> None:
    with pytest.raises(Refusal, match=r"query\.birth"):
        read_query(PersonQuery(name="علي", birth=birth))


def test_a_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(Refusal, match=r"name\.too_long"):
        read_query(PersonQuery(name="علي " * 200))
