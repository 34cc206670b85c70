"""What a state publishes of its own checks each month: how many hits, and how many turned out to be somebody else.

Only the checking state knows; nobody counts by owner (law.md, *What the owner learns of a hit*). What is too small to be
published is left out before it is signed, so no node ever holds it.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from mithaq.domain.events import Body, Event, EventType

STATED = "figures.stated"
MERGED = "figures.merged"
Month = Annotated[str, Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
Count = Annotated[int, Meta(ge=0, le=2**40)]


class FiguresStated(Body, frozen=True):
    """Counts of one month; None for one that is too small to be published."""

    month: Month
    hits: Count | None
    false_hits: Count | None


class Stated(Struct, frozen=True):
    """The same as every node holds it. `id` is the statement's subject."""

    id: str
    member: str
    month: str
    hits: int | None
    false_hits: int | None
    at: str

    @property
    def state(self) -> str:
        """It was stated; there is nothing else it could be."""
        return "stated"


def stated_of(event: Event) -> Stated | None:
    """The counts that this event states."""
    body = event.body
    if not isinstance(body, FiguresStated):
        return None
    return Stated(event.subject, event.member, body.month, body.hits, body.false_hits, event.at)


class FiguresMerged(Body, frozen=True):
    """Protections, bars and flags of a year in one number over all states and all three, stated by the commission."""

    year: Annotated[str, Meta(pattern=r"^[0-9]{4}$")]
    total: Count | None


class Merged(Struct, frozen=True):
    """The same as every node holds it."""

    id: str
    member: str
    year: str
    total: int | None
    at: str

    @property
    def state(self) -> str:
        """It was stated; there is nothing else it could be."""
        return "merged"


def merged_of(event: Event) -> Merged | None:
    """The number that this event states."""
    body = event.body
    if not isinstance(body, FiguresMerged):
        return None
    return Merged(event.subject, event.member, body.year, body.total, event.at)


FIGURES_EVENTS: tuple[EventType, ...] = (
    EventType(STATED, FiguresStated, "node"),
    EventType(MERGED, FiguresMerged, "node"),
)
