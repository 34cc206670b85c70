"""Statements beside the main path: removal outside procedure, prosecution instead of surrender.

See `events.py` for what a body may hold.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from mithaq.domain.alert_events import Hash, Member
from mithaq.domain.case.bodies import CaseBody, Codes, Instant
from mithaq.domain.events import EventType

MAX_REQUESTS = 22
"""As many as there are states."""


class RemovalReported(CaseBody, frozen=True):
    """The person's counsel says that the person was removed outside procedure. It goes to the commission at once."""

    moment: ClassVar[str] = "removed_at"
    removed_at: Instant
    to: Member


class RemovalAnswered(CaseBody, frozen=True):
    """The commission answers the stated removal `of`; its reasons are the payload. From here requests between the two
    states may be made again.
    """

    of: Hash
    outcome: Literal["found", "unfounded"]

    @property
    def outcome_code(self) -> str:
        """What the commission found."""
        return self.outcome


class ProsecutionUndertaken(CaseBody, frozen=True):
    """The state that refused its own national prosecutes on the requester's file (Riyadh 39); the payload names the
    authority and what the act carries in both laws.
    """


class ProsecutionNotOwed(CaseBody, frozen=True):
    """The state that refused its own national owes no prosecution, because the act does not carry enough in both laws
    (Riyadh 39); the payload says how much, and why. It ends the waiting.
    """


class ProsecutionReported(CaseBody, frozen=True):
    """What came of that prosecution; the reasons are the payload."""

    outcome: Literal["convicted", "acquitted", "discontinued", "not_opened", "pending"]


class RequestsRanked(CaseBody, frozen=True):
    """Among several states' requests for the person this one has that place (Riyadh 46); the payload says why.

    It names no other case: an id begins with its state's mark, and everybody reads headers. Behind the first, a request
    is deferred.
    """

    place: Annotated[int, Meta(ge=1, le=MAX_REQUESTS)]
    among: Annotated[int, Meta(ge=2, le=MAX_REQUESTS)]
    reasons: Codes = ()


EVENTS_BESIDE: tuple[EventType, ...] = (
    EventType("requests.ranked", RequestsRanked, "case", "must"),
    EventType("prosecution.undertaken", ProsecutionUndertaken, "case", "must"),
    EventType("prosecution.not_owed", ProsecutionNotOwed, "case", "must"),
    EventType("prosecution.reported", ProsecutionReported, "case", "must"),
    EventType("removal.reported", RemovalReported, "case", "may"),
    EventType("removal.answered", RemovalAnswered, "case", "must"),
)
