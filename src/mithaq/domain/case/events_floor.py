"""The statements by which the floor above every instrument is kept in a case (law.md, *The floor*, H): assurances that the
requested state asks for, the best interest of a minor, a risk of torture. See `events.py` for what a body may hold.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from mithaq.domain.alert_events import Hash
from mithaq.domain.case.bodies import CaseBody, Instant
from mithaq.domain.events import EventType

Matter = Literal["death_penalty", "retrial", "detention_conditions", "fair_trial", "no_onward", "consular_access"]
"""What the requested state may want to be assured of: that death is not carried out, a retrial after a judgment in
absentia, conditions of detention, a fair trial, no onward surrender, visits by its own representatives.
"""


class AssuranceAsked(CaseBody, frozen=True):
    """The requested state asks for an assurance; until it is given no date of surrender is set."""

    matter: Matter


class AssuranceGiven(CaseBody, frozen=True):
    """The requesting state's competent authority gives what was asked for by the statement `of`; its text and who signs
    are the payload. It turns no risk of torture into none.
    """

    of: Hash


class AssuranceDeclined(CaseBody, frozen=True):
    """The requesting state does not give it, or not yet: it may still be given later."""

    of: Hash


class MinorNoted(CaseBody, frozen=True):
    """A paper or the person shows that he was, or may have been, under age at the time of the facts, or is so now."""


class InterestWeighed(CaseBody, frozen=True):
    """A court weighed the best interest of the minor; its reasons are the payload. `against`: surrender would harm it."""

    moment: ClassVar[str] = "weighed_at"
    outcome: Literal["compatible", "against"]
    weighed_at: Instant
    heard: bool

    @property
    def outcome_code(self) -> str:
        """What the court found."""
        return self.outcome


class RiskAssessed(CaseBody, frozen=True):
    """A court assessed whether this person would run a real risk of torture; its reasons are the payload (Convention
    against Torture 3). Assurances do not answer it.
    """

    moment: ClassVar[str] = "assessed_at"
    outcome: Literal["excluded", "real_risk"]
    assessed_at: Instant
    heard: bool

    @property
    def outcome_code(self) -> str:
        """What the court found."""
        return self.outcome


EVENTS_FLOOR: tuple[EventType, ...] = (
    EventType("assurance.asked", AssuranceAsked, "case", "may"),
    EventType("assurance.given", AssuranceGiven, "case", "must"),
    EventType("assurance.declined", AssuranceDeclined, "case", "may"),
    EventType("minor.noted", MinorNoted, "case", "may"),
    EventType("interest.weighed", InterestWeighed, "case", "must"),
    EventType("risk.assessed", RiskAssessed, "case", "must"),
)
