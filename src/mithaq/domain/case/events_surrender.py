"""The statements around the hand-over: a new date, postponement and temporary surrender (Riyadh 49), property (47), and
the days in custody that the requesting state deducts (51).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from mithaq.domain.case.bodies import CaseBody, Day, Instant
from mithaq.domain.case.events_after import SurrenderDated
from mithaq.domain.events import EventType

# What others may claim in the property: unknown to everybody, claimed, or settled (Riyadh 47).
ThirdParties = Literal["none_known", "claimed", "settled"]
CustodyDays = Annotated[int, Meta(ge=0, le=36_600)]  # a century of days: more is a misprint


class RedateProposed(CaseBody, frozen=True):
    """Force majeure: one side proposes a new day; why is the payload (Riyadh 48)."""

    day: Day


class SurrenderRedated(SurrenderDated, frozen=True):
    """The other side agrees to exactly the day that was proposed. Without it the old date stands."""


class SurrenderPostponed(CaseBody, frozen=True):
    """The person is tried or serves a sentence in the requested state, and is held on that title from now on; the clocks
    of this request stop, and what was held so far counts (Riyadh 49). Which title it is: the payload.
    """

    moment: ClassVar[str] = "postponed_at"
    postponed_at: Instant
    title: Literal["tried", "serving"]


class PostponementEnded(CaseBody, frozen=True):
    """The title of the requested state's own law ended; from now on the person is held for this request alone."""

    moment: ClassVar[str] = "ended_at"
    ended_at: Instant


class ReturnUndertaken(CaseBody, frozen=True):
    """The requesting state undertakes to return a person lent to it, at the end of that day at the latest."""

    day: Day


class TemporaryAgreed(CaseBody, frozen=True):
    """The requested state agrees to lend the person, to be returned by that day: never later than was undertaken."""

    day: Day


class PersonLent(CaseBody, frozen=True):
    """Handed over for a time, to be returned."""

    moment: ClassVar[str] = "lent_at"
    lent_at: Instant


class LentReceived(CaseBody, frozen=True):
    """The requesting state has the person for a time."""

    moment: ClassVar[str] = "received_at"
    received_at: Instant


class PersonReturned(CaseBody, frozen=True):
    """The requesting state says that it gave the person back. Only the receipt of the other side counts."""

    moment: ClassVar[str] = "returned_at"
    returned_at: Instant


class ReturnReceived(CaseBody, frozen=True):
    """The requested state has the person back."""

    moment: ClassVar[str] = "received_at"
    received_at: Instant


class PropertySeized(CaseBody, frozen=True):
    """Proceeds, instruments or evidence were seized; the list is the payload, and what others may claim in them."""

    moment: ClassVar[str] = "seized_at"
    seized_at: Instant
    third_parties: ThirdParties


class PropertyHanded(CaseBody, frozen=True):
    """The property was handed over, the rights of others kept; the list is the payload."""

    moment: ClassVar[str] = "handed_at"
    handed_at: Instant
    third_parties: ThirdParties


class PropertyReceived(CaseBody, frozen=True):
    """The requesting state has the property."""

    moment: ClassVar[str] = "received_at"
    received_at: Instant


class CustodyCredited(CaseBody, frozen=True):
    """The requesting state deducted so many days of detention from the sentence (Riyadh 51)."""

    moment: ClassVar[str] = "credited_at"
    credited_at: Instant
    custody_days: CustodyDays


EVENTS_SURRENDER: tuple[EventType, ...] = (
    EventType("surrender.redate_proposed", RedateProposed, "case", "must"),
    EventType("surrender.redated", SurrenderRedated, "case", "may"),
    EventType("surrender.postponed", SurrenderPostponed, "case", "must"),
    EventType("postponement.ended", PostponementEnded, "case", "may"),
    EventType("return.undertaken", ReturnUndertaken, "case", "may"),
    EventType("temporary.agreed", TemporaryAgreed, "case", "may"),
    EventType("person.lent", PersonLent, "case", "may"),
    EventType("person.lent_received", LentReceived, "case", "may"),
    EventType("person.returned", PersonReturned, "case", "may"),
    EventType("person.return_received", ReturnReceived, "case", "may"),
    EventType("property.seized", PropertySeized, "case", "must"),
    EventType("property.handed", PropertyHanded, "case", "must"),
    EventType("property.received", PropertyReceived, "case", "may"),
    EventType("custody.credited", CustodyCredited, "case", "may"),
)
