"""All statements about a case in one place, and the registry of them. What each says: `events_before.py` up to the last
decision, `events_person.py` about the person meanwhile, `events_surrender.py` around the hand-over, `events_after.py`
from the date of surrender on.
"""

from __future__ import annotations

from mithaq.domain.case.bodies import CaseBody
from mithaq.domain.case.events_after import (
    EVENTS_AFTER,
    CaseClosed,
    PersonReleased,
    PersonRemoved,
    PersonSurrendered,
    ReleaseNoticed,
    SpecialityUndertaken,
    SurrenderDated,
    SurrenderReceived,
)
from mithaq.domain.case.events_before import (
    EVENTS_BEFORE,
    AppealDecided,
    AppealLapsed,
    AppealLodged,
    AppealWaived,
    BoundStated,
    ContinuationRequested,
    CourtDecided,
    DetentionAdmitted,
    DetentionExtended,
    DetentionLapsed,
    DetentionRefused,
    DetentionRequested,
    FileLodged,
    LodgementReceived,
    MessageSent,
    PersonArrested,
    RequestWithdrawn,
    RightsInformed,
    WarrantLodged,
)
from mithaq.domain.case.events_beside import EVENTS_BESIDE
from mithaq.domain.case.events_counsel import EVENTS_COUNSEL
from mithaq.domain.case.events_desk import EVENTS_DESK
from mithaq.domain.case.events_floor import EVENTS_FLOOR
from mithaq.domain.case.events_person import (
    EVENTS_PERSON,
    ConsentGiven,
    ConsentRevoked,
    CureAsked,
    CustodyReviewed,
    DetentionCounted,
    JudgeHeard,
    MinisterDecided,
    MinisterNotForeseen,
    PersonDied,
    PersonEscaped,
    RearrestOrdered,
)
from mithaq.domain.case.events_speciality import EVENTS_SPECIALITY
from mithaq.domain.case.events_surrender import (
    EVENTS_SURRENDER,
    CustodyCredited,
    LentReceived,
    PersonLent,
    PersonReturned,
    PostponementEnded,
    PropertyHanded,
    PropertyReceived,
    PropertySeized,
    RedateProposed,
    ReturnReceived,
    ReturnUndertaken,
    SurrenderPostponed,
    SurrenderRedated,
    TemporaryAgreed,
)
from mithaq.domain.case.events_transit import EVENTS_TRANSIT
from mithaq.domain.events import EventType

__all__ = [
    "CASE_EVENTS",
    "CASE_TYPES",
    "OPENING",
    "AppealDecided",
    "AppealLapsed",
    "AppealLodged",
    "AppealWaived",
    "BoundStated",
    "CaseBody",
    "CaseClosed",
    "ConsentGiven",
    "ConsentRevoked",
    "ContinuationRequested",
    "CourtDecided",
    "CureAsked",
    "CustodyCredited",
    "CustodyReviewed",
    "DetentionAdmitted",
    "DetentionCounted",
    "DetentionExtended",
    "DetentionLapsed",
    "DetentionRefused",
    "DetentionRequested",
    "FileLodged",
    "JudgeHeard",
    "LentReceived",
    "LodgementReceived",
    "MessageSent",
    "MinisterDecided",
    "MinisterNotForeseen",
    "PersonArrested",
    "PersonDied",
    "PersonEscaped",
    "PersonLent",
    "PersonReleased",
    "PersonRemoved",
    "PersonReturned",
    "PersonSurrendered",
    "PostponementEnded",
    "PropertyHanded",
    "PropertyReceived",
    "PropertySeized",
    "RearrestOrdered",
    "RedateProposed",
    "ReleaseNoticed",
    "RequestWithdrawn",
    "ReturnReceived",
    "ReturnUndertaken",
    "RightsInformed",
    "SpecialityUndertaken",
    "SurrenderDated",
    "SurrenderPostponed",
    "SurrenderReceived",
    "SurrenderRedated",
    "TemporaryAgreed",
    "WarrantLodged",
]

CASE_EVENTS: tuple[EventType, ...] = (
    *EVENTS_BEFORE,
    *EVENTS_PERSON,
    *EVENTS_SURRENDER,
    *EVENTS_AFTER,
    *EVENTS_SPECIALITY,
    *EVENTS_BESIDE,
    *EVENTS_DESK,
    *EVENTS_COUNSEL,
    *EVENTS_TRANSIT,
    *EVENTS_FLOOR,
)

CASE_TYPES = {row.name: row for row in CASE_EVENTS if row.about == "case"}

OPENING = ("detention.requested", "transit.requested", "transit.notified")
"""The statements that open a case."""
