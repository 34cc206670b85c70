"""How a review stands, for people to read: which seats wait since when and until when. Never who sits there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from mithaq.domain.instant import Instant, text
from mithaq.domain.law import Law
from mithaq.domain.review.lot import Call
from mithaq.domain.review.steps import under_review

if TYPE_CHECKING:
    from mithaq.domain.alert import Alert, Version

Stage = Literal["none", "drawing", "waiting", "done"]


class Seat(Struct, frozen=True):
    """One call in the chain. `outcome`: still waiting, late, paused by a question, over because the next one was called, or
    accepted.
    """

    called_at: str
    due_at: str
    outcome: Literal["waiting", "late", "paused", "replaced", "accepted"]


class Standing(Struct, frozen=True):
    """`stage`: nothing to review, the lot is being drawn, reviewers are waited for, or all have answered."""

    stage: Stage
    accepted: int
    needed: int
    urgent: bool
    seats: tuple[Seat, ...] = ()
    due_at: str = ""
    asked: bool = False


def standing(alert: Alert, law: Law, now: Instant) -> Standing:
    """How the review of this alert stands at that instant."""
    version, needed = under_review(alert), law.kinds[alert.kind].reviewers
    if version is None:
        return Standing("none", 0, needed, urgent=False)
    seats = tuple(_seat(call, version, text(now)) for call in version.lot.calls) if version.lot is not None else ()
    due = min((seat.due_at for seat in seats if seat.outcome in ("waiting", "late", "paused")), default="")
    asked = any(not question.answered_at for question in version.questions)
    return Standing(_stage(alert, version, law), len(version.reviews), needed, version.urgent, seats, due, asked)


def _stage(alert: Alert, version: Version, law: Law) -> Stage:
    kind = law.kinds[alert.kind]
    if version.full or version.refused or alert.ended:
        return "done"
    if kind.approval and not version.approver:
        return "none"
    return (
        "drawing"
        if kind.by_lot and not version.reviews and (version.lot is None or not version.lot.calls)
        else "waiting"
    )


def _seat(call: Call, version: Version, now: str) -> Seat:
    if call.reviewer in {review.reviewer for review in version.reviews}:
        return Seat(call.at, call.due_at, "accepted")
    if call.over:
        return Seat(call.at, call.due_at, "replaced")
    if any(question.holds(now) for question in version.questions):
        return Seat(call.at, call.due_at, "paused")
    return Seat(call.at, call.due_at, "late" if now >= call.due_at else "waiting")
