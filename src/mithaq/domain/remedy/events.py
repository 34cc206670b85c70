"""The statements of an application. All stand in the commission's journal, and none says who applied or about what.

The header of each is codes and instants; what the applicant said, which alert it is about, and what was decided in
words are payloads whose audience is the commission alone.
"""

from __future__ import annotations

from typing import Literal

from mithaq.domain.alert_events import Code, Hash
from mithaq.domain.events import Body, EventType
from mithaq.domain.remedy.order_events import PanelDrawn

Asks = Literal["access", "correction", "erasure", "review", "not_me"]
Outcome = Literal["granted", "partly", "dismissed"]


class RemedyFiled(Body, frozen=True):
    """A person, or counsel for one, applies. From here the time limit for this kind of application runs."""

    asks: Asks


class IdentityVerified(Body, frozen=True):
    """A clerk of the commission records that the identity of the applicant was shown. How is a coded method in the payload:
    in a header, *confirmed by UNHCR* would tell every state whom somebody protects.
    """


class RemedyLinked(Body, frozen=True):
    """A clerk found what the application is about; which alert that is stands in the payload."""


class RemedyAdmitted(Body, frozen=True):
    """A commissioner admits the application."""


class RemedyRejected(Body, frozen=True):
    """A commissioner finds it inadmissible on a coded ground; the reasons in words are the payload."""

    ground: Code


class RemedyExtended(Body, frozen=True):
    """An application for access takes longer, for a coded ground; once, and up to its longest time."""

    ground: Code


class RemedySeated(PanelDrawn, frozen=True):
    """The panel that decides the application, by lot."""


class RemedyProposed(Body, frozen=True):
    """A member of the panel proposes the decision, and says yes to it. Reasons and orders are the payload.

    `link`: the commitment to which alert the application is about, as the member read it; empty for none. So whoever votes
    votes on that alert, and nobody puts another one under the decision.
    """

    outcome: Outcome
    ground: Code
    link: Hash | Literal[""] = ""


class RemedyVoted(Body, frozen=True):
    """Another member's vote on that proposal. A no is a dissent; its reasons are the payload."""

    of: Hash
    agrees: bool


class RemedyWithdrawn(Body, frozen=True):
    """The applicant gives up."""


REMEDY_EVENTS: tuple[EventType, ...] = (
    EventType("remedy.filed", RemedyFiled, "remedy", "must"),
    EventType("identity.verified", IdentityVerified, "remedy", "must"),
    EventType("remedy.linked", RemedyLinked, "remedy", "must"),
    EventType("remedy.admitted", RemedyAdmitted, "remedy"),
    EventType("remedy.rejected", RemedyRejected, "remedy", "must"),
    EventType("remedy.extended", RemedyExtended, "remedy"),
    EventType("remedy.seated", RemedySeated, "remedy"),
    EventType("remedy.proposed", RemedyProposed, "remedy", "must"),
    EventType("remedy.voted", RemedyVoted, "remedy", "may"),
    EventType("remedy.withdrawn", RemedyWithdrawn, "remedy"),
)
