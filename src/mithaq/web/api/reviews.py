"""/api/reviews: the Secretariat's review before circulation."""

from __future__ import annotations

from litestar.di import NamedDependency
from msgspec import Struct

from mithaq.app import reviews
from mithaq.app.reviews import Waiting
from mithaq.web.api.parameters import Limit, Offset, Subject, Who
from mithaq.web.api.shapes import BatchDecision, Decision, Issued, issued
from mithaq.web.routes import read, write


class Queue(Struct, frozen=True):
    """What waits for this reviewer: urgent first, then oldest first."""

    waiting: tuple[Waiting, ...]


@read("/reviews", "review.list", tags=["reviews"])
def queue(signed: Who, limit: Limit = 100, offset: Offset = 0) -> Queue:
    """Alerts that wait for this reviewer, without those that he may not review or has accepted."""
    return Queue(tuple(reviews.queue(signed.node, signed.actor, limit, offset)))


@write("/alerts/{subject:str}/reviews", "review.accepted", Decision, tags=["reviews"])
def decide(signed: Who, subject: Subject, asked: NamedDependency[Decision]) -> Issued:
    """Accept or refuse exactly this content."""
    if asked.decision == "accept":
        return issued(reviews.accept(signed.node, signed.actor, subject, asked.content, asked.looked_at))
    return issued(reviews.refuse(signed.node, signed.actor, subject, asked.content, asked.ground, asked.reasons))


@write("/reviews/batch", "review.batch_accepted", BatchDecision, tags=["reviews"])
def decide_batch(signed: Who, asked: NamedDependency[BatchDecision]) -> Issued:
    """Accept many alerts in one signed review that lists each. Refused outside a demonstration."""
    pairs = [(alert.id, alert.content) for alert in asked.alerts]
    return issued(reviews.accept_batch(signed.node, signed.actor, pairs))
