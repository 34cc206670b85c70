"""Whether the person was, is or may be a minor, as far as the request says: of two readings the younger one (law.md, H).

Under age at the time of the facts covers under age today, because the facts lie before today.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.content import iso_date
from mithaq.domain.errors import Refusal
from mithaq.domain.hijri import first_day as hijri_first
from mithaq.domain.hijri import last_day as hijri_last
from mithaq.domain.identity import PartialDate
from mithaq.domain.instrument import Result
from mithaq.domain.law import HouseRule

MAJORITY, CIRCA = "majority", "circa_birth"
"""The house rules that say from how many months on a person is of age, and how wrong an approximate date may be."""


def age_test(request: DetentionRequest, on: date, house: Mapping[str, HouseRule]) -> tuple[Result, str]:
    """*Met* where every reading of the dates makes the person an adult at the time of the facts; else a person decides.

    `on`: today in the requested state, which counts where the facts have no readable date.
    """
    births = request.identity.births
    grown, margin = _months(house, MAJORITY), _months(house, CIRCA)
    latest = [latest_birth(one, margin or 0) for one in births]
    if grown is None or margin is None or not births or None in latest:
        return "arguable", "age_unknown"
    of_age = max(plus_months(day, grown) for day in latest if day is not None)
    facts = _facts(request)
    if (facts or on) < of_age:
        earliest = [_earliest_birth(one, margin) for one in births]
        surely = facts is not None and all(day and facts < plus_months(day, grown) for day in earliest)
        return "arguable", "minor" if surely else "may_be_minor"
    return ("met", "adult") if facts else ("arguable", "age_unknown")


def latest_birth(known: PartialDate, circa: int) -> date | None:
    """The last day on which the person may have been born; None where no table reaches. `circa`: months of doubt of a date
    that its source calls approximate.
    """
    year = known.until_year or known.year
    if known.calendar == "hijri":
        day = hijri_last(year, known.month, known.day)
    else:
        month = known.month or 12
        day = _day(year, month, known.day or monthrange(year, month)[1])
    return plus_months(day, circa) if day is not None and known.circa else day


def plus_months(day: date, months: int) -> date:
    """So many months later; the first of the next month where that month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day > monthrange(year, month + 1)[1]:
        year, month = divmod(day.year * 12 + day.month + months, 12)
        return date(year, month + 1, 1)
    return date(year, month + 1, day.day)


def _earliest_birth(known: PartialDate, circa: int) -> date | None:
    if known.calendar == "hijri":
        day = hijri_first(known.year, known.month, known.day)
    else:
        day = _day(known.year, known.month or 1, known.day or 1)
    return plus_months(day, -circa) if day is not None and known.circa else day


def _facts(request: DetentionRequest) -> date | None:
    """The first day on which the acts may have been committed; None where their date cannot be read."""
    try:
        known = iso_date(request.offence.date, "offence.date")
    except Refusal:
        return None
    return _day(known.year, known.month or 1, known.day or 1)


def _day(year: int, month: int, day: int) -> date | None:
    """That day, or the last of a month that is shorter; None for what is no day at all."""
    if not (1 <= month <= 12 and date.min.year <= year <= date.max.year and day >= 1):
        return None
    return date(year, month, min(day, monthrange(year, month)[1]))


def _months(house: Mapping[str, HouseRule], code: str) -> int | None:
    rule = house.get(code)
    return rule.number if rule is not None and rule.unit == "months" else None
