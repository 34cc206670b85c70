"""The century of a date of six digits."""

from __future__ import annotations

from datetime import date

import pytest

from mithaq.domain.errors import Refusal
from mithaq.domain.mrz_dates import birth_date, expiry_date

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("261124", "2026-11-24"),
        ("261125", "1926-11-25"),
        ("26<<<<", "2026"),
        ("27<<<<", "1927"),
        ("000229", "2000-02-29"),
        ("990101", "1999-01-01"),
        ("<<<<<<", "None"),
        ("<<0101", "None"),
    ],
)
def test_a_birth_is_never_in_the_future(digits: str, day: str) -> None:
    assert str(birth_date(digits, TODAY)) == day


@pytest.mark.parametrize(
    ("digits", "day"),
    [("750101", "2075-01-01"), ("760101", "1976-01-01"), ("120415", "2012-04-15"), ("000101", "2000-01-01")],
)
def test_an_expiry_is_near_today(digits: str, day: str) -> None:
    assert str(expiry_date(digits, TODAY)) == day


@pytest.mark.parametrize("today", [TODAY, None])
@pytest.mark.parametrize("digits", ["741301", "740132", "74<<01", "7<0101", "741<01", "7401<1"])
def test_what_is_no_date(digits: str, today: date | None) -> None:
    for reading in (birth_date, expiry_date):
        with pytest.raises(Refusal, match=r"mrz\.date"):
            reading(digits, today)


@pytest.mark.parametrize("digits", ["010229", "750431"])
def test_what_no_calendar_has(digits: str) -> None:
    with pytest.raises(Refusal, match=r"mrz\.date \(birth\)"):
        birth_date(digits, TODAY)
