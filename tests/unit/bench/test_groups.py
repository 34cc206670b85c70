"""Groups of questions."""

from __future__ import annotations

import pytest

from mithaq.bench.groups import groups_of, script_of, sex_of
from mithaq.search.person import SearchPerson


@pytest.mark.parametrize(
    ("name", "script"), [("عمر", "arabic"), ("Omar", "latin"), ("Omar عمر", "arabic"), ("", "latin")]
)
def test_script(name: str, script: str) -> None:
    assert script_of(name) == script


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("فاطمة الزهراء", "female"), ("فاطمه بنت علي", "female"), ("إبراهيم", "male"), ("ابراهيم سالم", "male"),
        ("عبد الله صالح", "male"), ("Omar", ""), ("", ""),
    ],
)  # fmt: skip
def test_sex_where_the_given_name_tells_it(name: str, sex: str) -> None:
    assert sex_of(name) == sex


def test_groups_of_a_question() -> None:
    person = SearchPerson(1, ("فاطمة حسن", "Fatima Hassan"), nationalities=("EG", "SD"))
    assert groups_of("Fatma Hasan", person) == (
        "direction:latin>arabic+latin", "sex:female", "country:EG", "country:SD"
    )  # fmt: skip
    assert groups_of("عمر", SearchPerson(1, ("Omar",), sex="")) == (
        "direction:arabic>latin", "sex:male", "country:unknown"
    )  # fmt: skip
