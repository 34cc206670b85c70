"""Dates as the list writes them: whole days, years, ranges of years, and words in notes."""

from __future__ import annotations

import re

from lxml import etree

from mithaq.domain.errors import Refusal
from mithaq.domain.identity import PartialDate
from mithaq.interop.un.grammar import value

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2}|T[\d:.]*(?:Z|[+-]\d{2}:\d{2})?)?")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,?"
_WORDS = re.compile(rf"(?:(?P<day>\d{{1,2}})\s+)?{_MONTH}\s*(?P<year>\d{{4}})?", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_ABOUT = re.compile(r"approx|about|circa|around", re.IGNORECASE)
_EXPIRY = re.compile(
    r"(?:expir\w*|valid until|date of expir\w*)(?:\s+date)?(?:\s+on)?\s*:?\s*"
    rf"(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<words>\d{{1,2}}\s+{_MONTH}\s*\d{{4}}))",
    re.IGNORECASE,
)


def iso(text: str) -> str:
    """A day without the zone or hour that some lists append (``2015-07-01-04:00``); other text as it is."""
    found = _DAY.fullmatch(text)
    return found[1] if found else text


def births(entry: etree._Element) -> tuple[PartialDate, ...]:
    """All birth dates of an entry, those of an alias last. What cannot be read is in `birth_remarks`."""
    found = [_born(born) for born in entry.iterfind("INDIVIDUAL_DATE_OF_BIRTH")]
    found += [read(value(alias, "DATE_OF_BIRTH")) for alias in entry.iterfind("INDIVIDUAL_ALIAS")]
    return tuple(dict.fromkeys(date for date in found if date))


def birth_remarks(entry: etree._Element) -> tuple[str, ...]:
    """What the list says beyond the birth dates: notes, and dates that no calendar has, word for word."""
    return tuple(line for born in entry.iterfind("INDIVIDUAL_DATE_OF_BIRTH") if (line := _remark(born)))


def read(text: str) -> PartialDate | None:
    """The date in a text: ``1979-05-27``, ``1955``, ``Nov. 1973``, ``3 May 1960``, ``Between 1960 and 1962``.

    Any other text with one year in it gives that year as approximate; a text with none gives nothing.
    """
    if day := _DAY.fullmatch(text):
        year, month, number = (int(part) for part in day[1].split("-"))
        return _sound(PartialDate(year, month, number))
    words = _WORDS.fullmatch(text)
    if words and words["year"]:
        return _sound(PartialDate(int(words["year"]), _month(words), int(words["day"]) if words["day"] else None))
    years = sorted({int(year) for year in _YEAR.findall(text)})
    if not years:
        return None
    plain = _YEAR.fullmatch(text) is not None
    return PartialDate(years[0], until_year=years[-1] if len(years) > 1 else None, circa=not plain)


def expiry(note: str) -> str:
    """The day on which a note says that a paper expires, as ISO text; empty if it says none."""
    found = _EXPIRY.search(note)
    if not found:
        return ""
    date = read(found["iso"] or found["words"])
    return str(date) if date else ""


def _born(born: etree._Element) -> PartialDate | None:
    note = value(born, "NOTE")
    circa = value(born, "TYPE_OF_DATE").upper() == "APPROXIMATELY" or _ABOUT.match(note) is not None
    if text := value(born, "DATE"):
        date = read(iso(text))
    elif text := value(born, "FROM_YEAR") or value(born, "TO_YEAR"):
        date = _range(text, value(born, "TO_YEAR"))
    elif text := value(born, "YEAR"):
        date = read(text)
        words = _WORDS.fullmatch(note)
        if date and words and not words["year"] and not words["day"]:
            date = PartialDate(date.year, _month(words))
    else:
        date = read(note)
    return PartialDate(date.year, date.month, date.day, date.until_year, date.circa or circa) if date else None


def _range(first: str, last: str) -> PartialDate | None:
    if not (first.isdecimal() and last.isdecimal()):
        return read(first)
    return _sound(PartialDate(int(first[:4]), until_year=int(last[:4])))


def _remark(born: etree._Element) -> str:
    note, kind = value(born, "NOTE"), value(born, "TYPE_OF_DATE")
    date = _born(born)
    said = [text for tag in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR") if (text := value(born, tag))]
    facts = [note] if note else []
    if kind and kind.upper() not in {"EXACT", "APPROXIMATELY", "BETWEEN"}:
        facts.append(kind)
    ranged = bool(value(born, "FROM_YEAR") and value(born, "TO_YEAR"))
    if said and (date is None or len(said) > 1 + ranged):  # unreadable, or several dates where the schema has one
        facts.append(" ".join(said))
    if not facts:
        return ""
    return f"Date of birth{f' {date}' if date else ''}: " + "; ".join(facts)


def _month(words: re.Match[str]) -> int:
    return _MONTHS[words["month"][:3].lower()]


def _sound(date: PartialDate) -> PartialDate | None:
    try:
        date.check("date")
    except Refusal:
        return None
    return date
