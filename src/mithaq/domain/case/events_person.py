"""The statements about the person on the way to the decision: what is asked for before a refusal, custody reviewed,
consent, who heard the person, the ministerial decision, and what ends or takes up a detention.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from mithaq.domain.alert_events import Code
from mithaq.domain.case.bodies import CaseBody, Day, Instant
from mithaq.domain.events import EventType
from mithaq.domain.instrument import Paper


class CureAsked(CaseBody, frozen=True):
    """What the file lacks and can be cured, with a date for it or without (Riyadh 45). In words: the payload."""

    papers: Annotated[tuple[Paper, ...], Meta(max_length=20)] = ()
    by_day: Day | Literal[""] = ""


class CustodyReviewed(CaseBody, frozen=True):
    """A judge looked again at whether the person has to be held; the reasons are the payload. Ended: release is due."""

    moment: ClassVar[str] = "reviewed_at"
    outcome: Literal["upheld", "ended"]
    reviewed_at: Instant
    heard: bool

    @property
    def outcome_code(self) -> str:
        """What the judge found."""
        return self.outcome


class ConsentGiven(CaseBody, frozen=True):
    """The person consents to surrender, before a judge and with a lawyer. It makes an appeal unnecessary and waives
    nothing else: `speciality_kept` says that the person was told so (H).
    """

    moment: ClassVar[str] = "given_at"
    given_at: Instant
    lawyer: Literal["present"]
    interpreter: Literal["present", "not_needed"]
    speciality_kept: bool


class ConsentRevoked(CaseBody, frozen=True):
    """The person takes the consent back, at any time until the hand-over. The decision that rested on it falls. Only a
    judge hears consent; that it is taken back, whoever has the person states, for there may be no judge at a border.
    """

    moment: ClassVar[str] = "revoked_at"
    revoked_at: Instant


class JudgeHeard(CaseBody, frozen=True):
    """A judge independent of police and prosecution heard the person, where the body that decides is no court."""

    moment: ClassVar[str] = "heard_at"
    heard_at: Instant
    lawyer: Literal["present", "declined"]
    interpreter: Literal["present", "not_needed"]


class MinisterDecided(CaseBody, frozen=True):
    """The ministerial decision after the judicial one; the reasons are the payload (Riyadh 48)."""

    moment: ClassVar[str] = "decided_at"
    outcome: Literal["granted", "refused"]
    decided_at: Instant
    ground: Code | Literal[""] = ""

    @property
    def outcome_code(self) -> str:
        """The decision itself."""
        return self.outcome


class MinisterNotForeseen(CaseBody, frozen=True):
    """The requested state's word that its law knows no ministerial stage, where `procedures.csv` does not know."""


class RearrestOrdered(CaseBody, frozen=True):
    """A court orders a new arrest after a release, on the complete file; the reasons are the payload (Riyadh 44)."""

    moment: ClassVar[str] = "ordered_at"
    ordered_at: Instant


class DetentionCounted(CaseBody, frozen=True):
    """What the person was held in other cases of the requesting state for the same facts, as the custodian knows it now
    (law.md, the two gates). `held_elsewhere`: seconds in all, those counted before included; less than that changes nothing.
    `not_collected`: one of these ended because nobody came for the person (Riyadh 48).

    `other_facts`: a prosecutor finds, with reasons, that what was asked about was held for other facts. It names no other
    case, because everybody reads headers.
    """

    held_elsewhere: Annotated[int, Meta(ge=0, le=3_200_000_000)] = 0
    not_collected: bool = False
    other_facts: bool = False


class PersonEscaped(CaseBody, frozen=True):
    """The person fled from custody. The clocks stop; what was held so far counts when the person is arrested again."""

    moment: ClassVar[str] = "escaped_at"
    escaped_at: Instant


class PersonDied(CaseBody, frozen=True):
    """The person died. The case ends; property may still be handed over (Riyadh 47)."""

    moment: ClassVar[str] = "died_at"
    died_at: Instant


EVENTS_PERSON: tuple[EventType, ...] = (
    EventType("cure.asked", CureAsked, "case", "must"),
    EventType("custody.reviewed", CustodyReviewed, "case", "must"),
    EventType("consent.given", ConsentGiven, "case", "may"),
    EventType("consent.revoked", ConsentRevoked, "case", "may"),
    EventType("judge.heard", JudgeHeard, "case", "may"),
    EventType("minister.decided", MinisterDecided, "case", "must"),
    EventType("minister.not_foreseen", MinisterNotForeseen, "case", "may"),
    EventType("rearrest.ordered", RearrestOrdered, "case", "must"),
    EventType("detention.counted", DetentionCounted, "case", "may"),
    EventType("person.escaped", PersonEscaped, "case", "may"),
    EventType("person.died", PersonDied, "case", "may"),
)
