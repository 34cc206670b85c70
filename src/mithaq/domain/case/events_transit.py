"""The statements about transit (Riyadh 54): a case of its own between the requesting state and the one passed through.

See `events.py` for what a body may hold. The payload of the opening statement makes the statements of art. 43, because
an unscheduled landing counts as such a request.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from mithaq.domain.alert_events import Code, Hash, Id, Member
from mithaq.domain.case.bodies import CaseBody, Codes, Instant
from mithaq.domain.events import EventType


class TransitRequested(CaseBody, frozen=True):
    """Transit through `requested` asked for; the art. 42 file is lodged in this case.

    `main`: the case in which `holder` granted extradition, `granted`: hash of that cited decision. `bound`: hash of the
    cited `bound.stated` of the transit state, where the pair is not confirmed.
    """

    requested: Member
    instrument: Code
    main: Id
    holder: Member
    granted: Hash
    bound: Hash | Literal[""] = ""


class TransitNotified(TransitRequested, frozen=True):
    """Passage by air without landing, which needs a notification only."""


class TransitPermitted(CaseBody, frozen=True):
    """The transit state permits the passage. `decided`: the questions that its prosecutor answered himself, with reasons."""

    decided: Codes = ()


class TransitRefused(CaseBody, frozen=True):
    """The transit state refuses on a coded ground, for instance that it wants the person itself; the payload says why."""

    ground: Code


class TransitEntered(CaseBody, frozen=True):
    """The escorted person came onto the territory of the transit state."""

    moment: ClassVar[str] = "entered_at"
    entered_at: Instant


class TransitLeft(CaseBody, frozen=True):
    """The escorted person left it again."""

    moment: ClassVar[str] = "left_at"
    left_at: Instant


class LandingStated(CaseBody, frozen=True):
    """An unscheduled landing: from this moment on it counts as a request for provisional detention."""

    moment: ClassVar[str] = "landed_at"
    landed_at: Instant


EVENTS_TRANSIT: tuple[EventType, ...] = (
    EventType("transit.requested", TransitRequested, "case", "must"),
    EventType("transit.notified", TransitNotified, "case", "must"),
    EventType("transit.permitted", TransitPermitted, "case", "may"),
    EventType("transit.refused", TransitRefused, "case", "must"),
    EventType("transit.entered", TransitEntered, "case", "may"),
    EventType("transit.left", TransitLeft, "case", "may"),
    EventType("landing.stated", LandingStated, "case", "may"),
)
