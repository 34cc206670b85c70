"""The words of the table: the two sides, the states, and what a row is."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from mithaq.domain.instrument import Clock


class Party(StrEnum):
    """The two sides of a case, الدولة الطالبة and الدولة المطلوب إليها, and the commission that watches over both."""

    REQUESTING = "requesting"
    REQUESTED = "requested"
    COMMISSION = "commission"


class CaseState(StrEnum):
    """Where a case stands. `release_due` is left only by a release, or by a death that the case then shows;
    `removed` is the breach that nothing repairs. `postponed`: held on a title of the requested state's own
    law; `lent`: with the requesting state for a time, against its word to return the person (Riyadh 49).
    """

    NOT_OPEN = "not_open"
    UNFOUNDED = "unfounded"
    REQUESTED = "requested"
    ADMITTED = "admitted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ARRESTED = "arrested"
    INFORMED = "informed"
    GRANTED = "granted"
    APPEALED = "appealed"
    FINAL = "final"
    DATED = "dated"
    POSTPONED = "postponed"
    LENT = "lent"
    ESCAPED = "escaped"
    SURRENDERED = "surrendered"
    RECEIVED = "received"
    SPECIALITY = "speciality"
    RELEASE_DUE = "release_due"
    RELEASED = "released"
    REMOVED = "removed"
    DIED = "died"
    CLOSED = "closed"
    TRANSIT_REQUESTED = "transit_requested"
    TRANSIT_NOTIFIED = "transit_notified"
    TRANSIT_PERMITTED = "transit_permitted"
    TRANSIT_REFUSED = "transit_refused"
    TRANSIT_ENTERED = "transit_entered"
    TRANSIT_LEFT = "transit_left"


class Move(Struct, frozen=True):
    """One row. `when`: the outcome the body must have. `needs`: guards by name (`guards.py`). Of several rows
    for one statement the first counts whose needs are met; if none is, the statement is void.

    `starts` and `stops` name clocks. `reason` says why a release is due, `breach` what was done to the
    person. `happened`: a fact that is kept because it happened; nobody may be told to bring it about.
    """

    by: Party
    event: str
    to: CaseState
    when: str = ""
    needs: tuple[str, ...] = ()
    starts: tuple[Clock, ...] = ()
    stops: tuple[Clock, ...] = ()
    reason: str = ""
    breach: str = ""
    happened: bool = False


CUSTODY = frozenset(
    {CaseState.ARRESTED, CaseState.INFORMED, CaseState.GRANTED, CaseState.APPEALED, CaseState.FINAL, CaseState.DATED}
)
"""The states in which the requested state holds the person and every clock that runs can lapse."""

PASSING = frozenset({CaseState.TRANSIT_ENTERED, CaseState.REQUESTED, CaseState.ADMITTED})
"""In these the transit state holds a person who is on the way, or had to land: without an arrest, and not for long."""
