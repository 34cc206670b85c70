"""Countries by name and by code."""

from __future__ import annotations

import pytest

from mithaq.domain.countries import from_english, from_three, to_three


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iran (Islamic Republic of)", "IR"),
        ("State of Palestine", "PS"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("  syrian  arab republic", "SY"),
        ("Côte d’Ivoire", "CI"),
        ("former Soviet Union", None),
        ("", None),
    ],
)
def test_english_names(name: str, code: str | None) -> None:
    assert from_english(name) == code


def test_codes_of_the_zone() -> None:
    assert [from_three(code) for code in ("SAU", "d", "GBN", "UTO", "")] == ["SA", "DE", "GB", None, None]
    assert [to_three(code) for code in ("sa", "DE", "UT")] == ["SAU", "DEU", None]


def test_the_states_of_the_league_are_there() -> None:
    league = "JO AE BH TN DZ DJ SA SD SY SO IQ OM PS QA KM KW LB LY EG MA MR YE".split()
    assert len({to_three(code) for code in league} - {None}) == 22
