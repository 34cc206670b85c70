"""When an answer is due: a pure function of a house rule, its start and the zone of the member that owes it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta, tzinfo

from mithaq.domain.case.clocks import instant, midnight, zone_of
from mithaq.domain.instant import Instant, text
from mithaq.domain.law import HouseRule, Law

Works = Callable[[date], bool]


def every_day(day: date) -> bool:
    """A calendar in which every day is a working day: the reading under which a clock ends earliest.

    It stands wherever no sourced calendar of the member's weekend and holidays is at hand; a rest day that nobody has
    shown does not lengthen a time limit.
    """
    return True


def due(rule: HouseRule, started: Instant, zone: tzinfo, works: Works = every_day) -> Instant:
    """The first instant at which a time limit that began then is over: an act at it is late.

    Hours and days run by the hour. Working days end with the last of them at midnight, local time; the day of the start
    does not count. Months end on the same day of a later month, or on its last.
    The number is the one that held on the local day of the start.
    """
    rule = rule.on(started.astimezone(zone).date())
    match rule.unit:
        case "persons" | "times":
            return started  # a number of persons, or how often, is no time: over before it began
        case "minutes":
            return started + timedelta(minutes=rule.number)
        case "hours":
            return started + timedelta(hours=rule.number)
        case "days":
            return started + timedelta(days=rule.number)
        case "months":
            local = started.astimezone(zone)
            return local.replace(tzinfo=None, **_month_later(local.date(), rule.number)).replace(tzinfo=zone)
        case "working_days":
            return midnight(_after_working_days(started.astimezone(zone).date(), rule.number, works), zone)


def due_at(law: Law, code: str, member: str, start: str) -> str:
    """When what `member` owes under that house rule is due, as text; empty where there is no such rule.

    A start that is no sound instant is its own end: nobody wins time by a clock that shows nonsense.
    """
    rule, began = law.house.get(code), instant(start)
    if rule is None:
        return ""
    if began is None:
        return start
    return text(due(rule, began, zone_of(law.zones.get(member, "")), law.timing.calendar(member).works))


def _month_later(day: date, months: int) -> dict[str, int]:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return {"year": year, "month": month, "day": min(day.day, monthrange(year, month)[1])}


def _after_working_days(day: date, number: int, works: Works) -> date:
    """The day after the `number`-th working day that follows."""
    left = number
    while left:
        day += timedelta(days=1)
        left -= works(day)
    return day + timedelta(days=1)
