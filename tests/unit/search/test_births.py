"""Birth dates as evidence."""

from __future__ import annotations

import pytest

from mithaq.search.births import RELATIONS, Birth, read_birth
from mithaq.search.kernels.births import relation


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
    ("one", "two", "expected"),
    [
        ("1980-05-01", "1980-05-01", "same_day"),
        ("1980-05-01", "1980-01-05", "swapped"),
        ("1980-05-01", "1980-05-02", "next_day"),
        ("1980-05-31", "1980-06-01", "next_day"),
        ("1980-12-31", "1981-01-01", "next_day"),
        ("1980-05-11", "1980-05-21", "one_slip"),
        ("1980-05-01", "1981-05-01", "one_slip"),
        ("1980-05-01", "1980-05", "same_month"),
        ("1980-05-01", "1980", "same_year"),
        ("1980-05-01", "1980-01-01", "same_year"),
        ("1980-01-01", "1980-01-01", "first_of_january"),
        ("1980-05-01", "1980-09-17", "same_year_only"),
        ("1980-05-01", "1978/1982", "in_range"),
        ("1980-05-01", "1982", "close_years"),
        ("1980-05-01", "1960-05-07", "other"),
    ],
)
def test_relation_both_ways(one: str, two: str, expected: str) -> None:
    assert RELATIONS[related(one, two)] == RELATIONS[related(two, one)] == expected


def related(one: str, two: str) -> int:
    left, right = read_birth(one), read_birth(two)
    assert left
    assert right
    numbers = [(b.first, b.last, b.month or 0, b.day or 0) for b in (left, right)]
    return int(relation(*numbers[0], *numbers[1]))
