"""The statements from the date of surrender on. See `events.py` for what a body may hold."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from mithaq.domain.alert_events import Code, Member
from mithaq.domain.case.bodies import CaseBody, Day, Instant
from mithaq.domain.events import EventType


class SurrenderDated(CaseBody, frozen=True):
    """The date of surrender, in the requested state's calendar day; the place is the payload (Riyadh 48)."""

    day: Day


class PersonSurrendered(CaseBody, frozen=True):
    """The requested state handed the person over; where is the payload. `custody_days`: days in custody under this
    request, each begun day whole, for the requesting state to deduct (Riyadh 51).
    """

    moment: ClassVar[str] = "surrendered_at"
    surrendered_at: Instant
    custody_days: Annotated[int, Meta(ge=0, le=36_600)] | None = None


class SurrenderReceived(CaseBody, frozen=True):
    """The requesting state took the person over."""

    moment: ClassVar[str] = "received_at"
    received_at: Instant


class SpecialityUndertaken(CaseBody, frozen=True):
    """The requesting state acknowledges: no other prior act, no onward surrender without consent (Riyadh 52,
    53).
    """


class PersonReleased(CaseBody, frozen=True):
    """The custodian's statement that the person is free, and when. `measures`: measures against flight were
    taken.
    """

    moment: ClassVar[str] = "released_at"
    released_at: Instant
    ground: Code
    measures: bool = False


class ReleaseNoticed(CaseBody, frozen=True):
    """The custodian's node made and sealed the release notice (إشعار الإخلاء); the payload names the document."""


class PersonRemoved(CaseBody, frozen=True):
    """Removed outside procedure: expelled, deported or refused entry towards `to`, beside the case. Always a
    breach.
    """

    moment: ClassVar[str] = "removed_at"
    removed_at: Instant
    to: Member


class CaseClosed(CaseBody, frozen=True):
    """The requesting state's closing statement, after it discontinued the alert."""


EVENTS_AFTER: tuple[EventType, ...] = (
    EventType("surrender.dated", SurrenderDated, "case", "may"),
    EventType("person.surrendered", PersonSurrendered, "case", "may"),
    EventType("surrender.received", SurrenderReceived, "case", "may"),
    EventType("speciality.undertaken", SpecialityUndertaken, "case", "may"),
    EventType("person.released", PersonReleased, "case", "may"),
    EventType("release.noticed", ReleaseNoticed, "case", "must"),
    EventType("person.removed", PersonRemoved, "case", "may"),
    EventType("case.closed", CaseClosed, "case"),
)
