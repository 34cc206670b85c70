"""Instants: aware UTC datetimes inside, RFC 3339 text with milliseconds and Z on the wire."""

from __future__ import annotations

from datetime import UTC, datetime

from mithaq.domain.errors import Refusal

Instant = datetime  # always aware, always UTC, whole milliseconds


def text(at: Instant) -> str:
    """``2026-11-23T23:00:00.000Z``: one spelling for one instant, so that text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse(value: str, where: str = "at") -> Instant:
    """The instant that `text` wrote. Any offset is accepted, none is refused. Raises Refusal ``instant.invalid``."""
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):  # the other: a day that is before the first or after the last one in UTC
        raise Refusal("instant.invalid", where) from None
    raise Refusal("instant.no_zone", where)
