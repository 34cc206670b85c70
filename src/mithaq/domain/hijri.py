"""A date in the Hijri calendar (Umm al-Qura), written in the three languages. For people to read; no clock counts by it."""

from __future__ import annotations

from datetime import date

from hijridate import Gregorian, Hijri

from mithaq.domain.instrument import Words

# The days that the Umm al-Qura tables of hijridate cover: 1 Muharram 1343 to 30 Dhu al-Hijja 1500.
FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)

LONGEST = 30  # days of a Hijri month

ERA = Words("هـ", "AH", "H")
MONTHS = (
    Words("محرم", "Muharram", "Mouharram"),
    Words("صفر", "Safar", "Safar"),
    Words("ربيع الأول", "Rabi al-Awwal", "Rabia al-awal"),
    Words("ربيع الآخر", "Rabi al-Thani", "Rabia ath-thani"),
    Words("جمادى الأولى", "Jumada al-Ula", "Joumada al-oula"),
    Words("جمادى الآخرة", "Jumada al-Akhira", "Joumada ath-thania"),
    Words("رجب", "Rajab", "Rajab"),
    Words("شعبان", "Shaaban", "Chaabane"),
    Words("رمضان", "Ramadan", "Ramadan"),
    Words("شوال", "Shawwal", "Chawwal"),
    Words("ذو القعدة", "Dhu al-Qaada", "Dhou al-qi'da"),
    Words("ذو الحجة", "Dhu al-Hijja", "Dhou al-hijja"),
)


def hijri(day: date) -> tuple[int, int, int] | None:
    """Year, month and day of that Gregorian day; None outside the tables, where nobody knows when a month began."""
    if not FIRST <= day <= LAST:
        return None
    found = Gregorian(day.year, day.month, day.day).to_hijri()
    return found.year, found.month, found.day


def first_day(year: int, month: int | None, day: int | None) -> date | None:
    """The first Gregorian day that a Hijri date, as far as it is known, may mean; None outside the tables."""
    return _gregorian(year, month or 1, day or 1)


def last_day(year: int, month: int | None, day: int | None) -> date | None:
    """The last Gregorian day that it may mean. What lies before the tables is not later than their beginning; after them
    nobody knows.
    """
    if year < hijri_year(FIRST):
        return FIRST
    return _gregorian(year, month or len(MONTHS), day or LONGEST)


def hijri_year(day: date) -> int:
    """The Hijri year of a day that the tables cover."""
    return Gregorian(day.year, day.month, day.day).to_hijri().year


def _gregorian(year: int, month: int, day: int) -> date | None:
    if not hijri_year(FIRST) <= year <= hijri_year(LAST):
        return None
    length = Hijri(year, month, 1).month_length()
    found = Hijri(year, month, min(day, length)).to_gregorian()
    return date(found.year, found.month, found.day)


def written(day: date, language: str) -> str:
    """``12 جمادى الآخرة 1448 هـ``; empty outside the tables."""
    found = hijri(day)
    return spelled(found, language) if found else ""


def spelled(known: tuple[int, int | None, int | None], language: str) -> str:
    """A Hijri date as far as it is known: year, month or None, day or None."""
    year, month, day = known
    parts = [str(day)] if day else []
    parts += [MONTHS[month - 1].within(language)] if month else []
    return " ".join([*parts, str(year), ERA.within(language)])
