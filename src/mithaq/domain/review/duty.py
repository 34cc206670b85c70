"""The roster of duty reviewers, as the Secretariat's journal says it: who, whose national, on duty from when until when.

Everybody holds that journal without gaps up to any event of it, so every node reads the same roster at the same place.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from mithaq.domain.countries import is_country
from mithaq.domain.events import Event
from mithaq.domain.review.events import ReviewerListed, ReviewerUnlisted

ROSTER = "reviewer."
"""How the type of a statement about the roster begins."""


class OnDuty(Struct, frozen=True):
    """One line of the roster. `national_of`: the state whose national the reviewer is."""

    reviewer: str
    national_of: str
    since: str
    until: str

    def serves(self, at: str) -> bool:
        """Whether the reviewer is on duty at that instant."""
        return self.since <= at < self.until


Duty = tuple[OnDuty, ...]


def duty_subject(member: str) -> str:
    """The id of this member's roster: it begins with the member's mark and has no chance in it."""
    return f"d-{member.encode().hex()}{'0' * 20}"


def duty_of(events: Iterable[Event]) -> Duty:
    """The roster after these statements, in their order. A line of no country, or that ends before it begins, is none."""
    lines: dict[str, OnDuty] = {}
    for event in sorted(events, key=lambda event: event.seq):
        body = event.body
        if isinstance(body, ReviewerUnlisted):
            lines.pop(body.reviewer, None)
        elif isinstance(body, ReviewerListed) and is_country(body.national_of) and body.since < body.until:
            lines[body.reviewer] = OnDuty(body.reviewer, body.national_of, body.since, body.until)
    return tuple(lines[one] for one in sorted(lines))


def line_of(duty: Duty, reviewer: str) -> OnDuty | None:
    """The line of that reviewer; None for one who is not on the roster."""
    return next((line for line in duty if line.reviewer == reviewer), None)
