"""Birth dates are as partial as registers know them."""

from __future__ import annotations

from random import Random

from hijridate import Gregorian

from mithaq.domain.identity import PartialDate
from mithaq.testing.synthetic.births import draw_birth, hijri_year


def shape(birth: PartialDate) -> str:
    if birth.calendar == "hijri":
        return "hijri"
    if birth.until_year is not None:
        return "range"
    if birth.day is not None:
        return "day"
    return "month" if birth.month is not None else "year"


def test_all_precisions_occur_and_full_dates_prevail() -> None:
    random = Random(3)
    births = [draw_birth(random, "SA", 1950, 2000) for _ in range(2000)]
    for birth in births:
        birth.check("births")
    found = [shape(birth) for birth in births]
    assert {"hijri", "range", "day", "month", "year"} == set(found)
    assert found.count("day") > 1200


def test_gregorian_years_stay_within_bounds() -> None:
    random = Random(4)
    births = [draw_birth(random, "TN", 1990, 1992) for _ in range(500)]
    assert {birth.year for birth in births} == {1990, 1991, 1992}
    assert all((birth.until_year or 0) <= 1992 for birth in births)
    assert "hijri" not in map(shape, births)


def test_hijri_years_overlap_the_gregorian_ones() -> None:
    for year in range(1930, 2030):
        first, last = Gregorian(year, 1, 1).to_hijri().year, Gregorian(year, 12, 31).to_hijri().year
        assert first <= hijri_year(year) <= last
