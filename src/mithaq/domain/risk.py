"""Flags of risk: the commission says of a state that people sent there may be tortured (law.md, *The floor*). None is
shipped; each is entered by the commission, and lifted by it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from mithaq.domain.alert_events import Member
from mithaq.domain.events import Body, Event, EventType

RiskMatter = Literal["torture", "ill_treatment", "enforced_disappearance", "detention_conditions"]
"""What is feared there."""


class RiskFlagged(Body, frozen=True):
    """The commission flags a state. `since`: the day from which the risk is known, as its sources say it."""

    state: Member
    matter: RiskMatter
    since: Annotated[str, Meta(pattern=r"^[12]\d\d\d-[01]\d-[0-3]\d\Z")]


class RiskLifted(Body, frozen=True):
    """The commission lifts the flag that is the subject."""


class RiskFlag(Struct, frozen=True, omit_defaults=True):
    """A flag as every node sees it. `state_flagged`: on whom; `at`: when it was entered, `lifted_at`: empty while it
    stands.
    """

    id: str
    member: str
    state_flagged: str
    matter: RiskMatter
    since: str
    at: str
    lifted_at: str = ""

    @property
    def state(self) -> str:
        """Whether it stands."""
        return "lifted" if self.lifted_at else "flagged"


def evolve(flag: RiskFlag | None, event: Event) -> RiskFlag | None:
    """The flag after this statement: entered once, lifted by whoever entered it. Anything else changes nothing."""
    body = event.body
    if flag is None and isinstance(body, RiskFlagged):
        return RiskFlag(event.subject, event.member, body.state, body.matter, body.since, event.at)
    if flag is not None and isinstance(body, RiskLifted) and event.member == flag.member and not flag.lifted_at:
        return structs.replace(flag, lifted_at=event.at)
    return flag


RISK_EVENTS: tuple[EventType, ...] = (
    EventType("risk.flagged", RiskFlagged, "node"),
    EventType("risk.lifted", RiskLifted, "node"),
)
