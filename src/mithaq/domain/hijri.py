"""A date in the Hijri calendar (Umm al-Qura), written in the three languages. For people to read; nothing counts by it."""

from __future__ import annotations

from datetime import date

from hijridate import Gregorian

from mithaq.domain.instrument import Words

# The days that the Umm al-Qura tables of hijridate cover: 1 Muharram 1343 to 30 Dhu al-Hijja 1500.
FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)

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
