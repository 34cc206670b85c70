"""Dates known in part: the first and the last day that they may be, and how old somebody was."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from mithaq.domain.screening.question import Span


def span(text: str) -> Span | None:
    """``2024``, ``2024-03``, ``2024-03-11`` or ``1960/1965`` as first and last day; None for what is no date."""
    try:
        first, _, last = text.partition("/")
        year, month, day = ([int(part) for part in first.split("-")] + [0, 0])[:3]
        until = int(last) if last else year
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, 1, 1), date(until, 12, 31)
    except ValueError:
        return None


def whole(spans: Sequence[Span]) -> Span | None:
    """One span over all of them; None for none."""
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def years(born: date, on: date) -> int:
    """Full years of age on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
