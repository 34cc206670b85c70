from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.hijri import FIRST, LAST, MONTHS, hijri, spelled, written

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "language", "text"),
    [
        (date(2026, 11, 22), "ar", "12 جمادى الآخرة 1448 هـ"),
        (date(2026, 11, 22), "en", "12 Jumada al-Akhira 1448 AH"),
        (date(2026, 11, 22), "fr", "12 Joumada ath-thania 1448 H"),
        (FIRST, "en", "1 Muharram 1343 AH"),
        (LAST, "en", "30 Dhu al-Hijja 1500 AH"),
    ],
)
def test_a_day_is_written_in_three_languages(day: date, language: str, text: str) -> None:
    assert written(day, language) == text


@pytest.mark.parametrize("day", [FIRST - DAY, LAST + DAY, date.min, date.max])
def test_outside_the_tables_nothing_is_written(day: date) -> None:
    assert hijri(day) is None
    assert written(day, "ar") == ""


@given(st.dates(FIRST, LAST - DAY))
def test_every_day_is_followed_by_the_next(day: date) -> None:
    this, following = hijri(day), hijri(day + DAY)
    assert this is not None
    assert following is not None
    year, month, number = this
    assert following in {(year, month, number + 1), (year, month + 1, 1), (year + 1, 1, 1)}
    if following != (year, month, number + 1):
        assert number in (29, 30), "a month ends after 29 or 30 days"


def test_a_date_is_written_as_far_as_it_is_known() -> None:
    assert spelled((1448, None, None), "en") == "1448 AH"
    assert spelled((1448, 9, None), "ar") == "رمضان 1448 هـ"


def test_every_month_has_a_name_in_each_language() -> None:
    for names in zip(*((one.ar, one.en, one.fr) for one in MONTHS), strict=True):
        assert len(set(names)) == 12
        assert all(names)
