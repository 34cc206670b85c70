"""What the commission orders on an alert, and what its owner answers. Everybody reads these headers: codes only.

Any one commissioner stops an alert; starting it again takes three. Nothing here says whether anybody applied, or who.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from mithaq.domain.alert_events import Code, Hash, Id, Member, Moment
from mithaq.domain.events import MAX_LISTED, Body, EventType
from mithaq.domain.lot import Head

MAX_POOL = 50  # commissioners that one lot may name
MAX_SEATS = 9  # of one panel
MAX_HEADS = 64  # journals that a lot may name: all members, and room for more
MAX_CODES = 20  # coded questions of one hearing, coded fields of one correction


class Judge(Struct, frozen=True, forbid_unknown_fields=True):
    """A commissioner as everybody may know him: pseudonym, and the state whose national he is."""

    id: Id
    national_of: Member


class AlertFrozen(Body, frozen=True):
    """تعليق العمل بالإذاعة: from here the alert is not in force, on every node. `items`: of a batch only
    these; all others go on.

    Every state reads this, so it has no room for a ground: *protection* would tell that somebody protects the person. The
    coded ground is the payload, for the commission alone, of one length for all.
    """

    items: Annotated[tuple[Id, ...], Meta(max_length=MAX_LISTED)] = ()


class PanelDrawn(Body, frozen=True):
    """Who decides, by lot. `pool`: every commissioner there is; `heads`: the journals that the lot was drawn from;
    `seats`: who sits, in the order of the lot. `over`: the freeze or the application that the panel is for.

    A commissioner of the pool who was passed over is a national of a state concerned, or recused himself. Which of the
    two is not said here: the person's nationality is nobody's business.
    """

    over: Hash
    pool: Annotated[tuple[Judge, ...], Meta(min_length=1, max_length=MAX_POOL)]
    heads: Annotated[tuple[Head, ...], Meta(min_length=1, max_length=MAX_HEADS)]
    seats: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=MAX_SEATS)]


class AlertUnfrozen(Body, frozen=True):
    """The vote of one member of the panel on lifting that freeze. It is lifted by the vote that completes the number.

    A vote against is a dissent, with its reasons in the payload, which the commission alone reads.
    """

    freeze: Hash
    panel: Hash
    lifts: bool


class HearingAsked(Body, frozen=True):
    """The commission asks the owner. Questions are coded, so that none of them can tell what an applicant said.

    From `due_at` an owner who has not answered is silent, and the alert is suspended until he does.
    """

    questions: Annotated[tuple[Code, ...], Meta(min_length=1, max_length=MAX_CODES)]
    due_at: Moment


class HearingAnswered(Body, frozen=True):
    """The owner's answer to that hearing; what he says is the payload, for the commission alone."""

    of: Hash


class AlertSuspended(Body, frozen=True):
    """The commission's node states that the time of that hearing is over and the owner was silent."""

    of: Hash


class CorrectionOrdered(Body, frozen=True):
    """The owner has to correct these fields; the alert is suspended until he has published a new version that the
    commission has found to be as ordered.

    What is wrong with them is the payload, for the owner alone.
    """

    fields: Annotated[tuple[Code, ...], Meta(min_length=1, max_length=MAX_CODES)]


class CorrectionAccepted(Body, frozen=True):
    """A commissioner has found the version of this content hash to be as that order says."""

    of: Hash
    content: Hash


class ErasureOrdered(Body, frozen=True):
    """The alert ends, and every holder erases at once what it said and signs for it. On which ground stands in the decision
    alone, which the commission keeps.
    """


ORDER_EVENTS: tuple[EventType, ...] = (
    EventType("alert.frozen", AlertFrozen, "alert", "must"),
    EventType("panel.drawn", PanelDrawn, "alert"),
    EventType("alert.unfrozen", AlertUnfrozen, "alert", "may"),
    EventType("hearing.asked", HearingAsked, "alert"),
    EventType("hearing.answered", HearingAnswered, "alert", "must"),
    EventType("alert.suspended", AlertSuspended, "alert"),
    EventType("correction.ordered", CorrectionOrdered, "alert", "must"),
    EventType("correction.accepted", CorrectionAccepted, "alert"),
    EventType("erasure.ordered", ErasureOrdered, "alert"),
)
