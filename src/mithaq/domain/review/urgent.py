"""How long an urgent alert may live without its full review (law.md, *Urgent*): a rule of the calendar, not of a clock."""

from __future__ import annotations

from datetime import timedelta

from mithaq.domain.case.clocks import midnight, zone_of
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant, parse
from mithaq.domain.law import Kind, Law
from mithaq.domain.workdays import last_day

USE = "urgent"
"""The use of the coded grounds for which an alert may be urgent."""


def latest_end(at: Instant, kind: Kind, law: Law) -> Instant:
    """The end of the Secretariat's next working day, and never later than the kind's hours.

    The day of the draft does not count. Where no calendar of the Secretariat is confirmed every day is a working day, so
    that the alert ends earlier rather than later.
    """
    seat = next((code for code, member in sorted(law.members.items()) if member.kind == "secretariat"), "")
    zone = zone_of(law.zones.get(seat, ""))
    tomorrow = at.astimezone(zone).date() + timedelta(days=1)
    day = last_day(tomorrow, 1, law.timing.calendar(seat))
    return min(midnight(day + timedelta(days=1), zone), at + timedelta(hours=kind.urgent_hours))


def is_urgent_rightly(at: str, because: str, expires_at: str, kind: Kind, law: Law) -> bool:
    """Whether an alert drafted then may be urgent for that reason until that instant."""
    ground = law.grounds.get(because)
    if kind.urgent_hours == 0 or ground is None or ground.use != USE:
        return False
    try:
        drafted = parse(at)
        return drafted < parse(expires_at) <= latest_end(drafted, kind, law)
    except (Refusal, OverflowError):
        return False
