"""Birth dates as evidence."""

from __future__ import annotations

import pytest

from mithaq.search.births import OTHER, SAME_DAY, UNKNOWN, Birth, read_birth, weigh_births


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("1980-05-01", Birth(1980, 1980, 5, 1)),
        ("1980-05", Birth(1980, 1980, 5)),
        ("1980", Birth(1980, 1980)),
        ("1960/1965", Birth(1960, 1965)),
    ],
)
def test_read(text: str, birth: Birth) -> None:
    assert read_birth(text) == birth


@pytest.mark.parametrize(
    "text", ["", "80", "1980-13", "1980-00-01", "1980-05-32", "1965/1960", "١٩٨٠", "1980-5-1", "1400H"]
)
def test_unreadable(text: str) -> None:
    assert read_birth(text) is None


@pytest.mark.parametrize(
    ("asked", "stored", "relation"),
    [
        ("1980-05-01", ["1980-05-01"], "same_day"),
        ("1980-05-01", ["1980-01-05"], "swapped"),
        ("1980-05-01", ["1980-05-02"], "one_slip"),
        ("1980-05-01", ["1981-05-01"], "one_slip"),
        ("1980-05-01", ["1980-05"], "same_month"),
        ("1980-05-01", ["1980"], "same_year"),
        ("1980-05-01", ["1980-01-01"], "same_year"),
        ("1980-01-01", ["1980-01-01"], "first_of_january"),
        ("1980-05-01", ["1978/1983"], "in_range"),
        ("1980-05-01", ["1982/1985"], "close_years"),
        ("1980-05-01", ["1980-09-23"], "same_year_only"),
        ("1980-05", ["1980-09"], "same_year_only"),
        ("1980-05-01", ["1982-11-30"], "close_years"),
        ("1980-05-01", ["1951-11-30"], "other"),
        ("1980-05-01", ["1990/1995"], "other"),
        ("1980-05-01", ["1951", "1980-05-01"], "same_day"),
        ("1980-05-01", [], "unknown"),
        ("1980-05-01", ["bad"], "unknown"),
    ],
)
def test_relations(asked: str, stored: list[str], relation: str) -> None:
    assert weigh_births(read_birth(asked), tuple(stored)).relation == relation


def test_more_agreement_is_more_evidence() -> None:
    asked = read_birth("1980-05-01")
    order = ["1951", "1982-11-30", "1980-09-23", "1980-05-02", "1980", "1980-01-05", "1980-05", "1980-05-01"]
    bits = [weigh_births(asked, (stored,)).bits for stored in order]
    assert bits == sorted(bits)
    assert bits[0] == OTHER
    assert bits[-1] == SAME_DAY


def test_a_wide_range_says_less() -> None:
    asked = read_birth("1980-05-01")
    assert weigh_births(asked, ("1960/1990",)).bits < weigh_births(asked, ("1979/1981",)).bits
    assert weigh_births(None, ("1980",)) == UNKNOWN
