"""/api/reviews: the Secretariat's review before circulation, from the roster and the lot to the answer."""

from __future__ import annotations

from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Meta, Struct

from mithaq.app import duty, lists, questions, reviews
from mithaq.app.questions import Exchange
from mithaq.app.reviews import Waiting
from mithaq.domain.review.duty import OnDuty
from mithaq.domain.review.view import Standing
from mithaq.web.api.parameters import Limit, Offset, Subject, Who
from mithaq.web.api.shapes import Answering, Asking, BatchDecision, Decision, DutyLine, Issued, issued
from mithaq.web.routes import read, write

Reviewer = Annotated[FromPath[str], Meta(max_length=40)]


class Queue(Struct, frozen=True):
    """What waits for this reviewer: urgent first, then what is due first, then oldest first."""

    waiting: tuple[Waiting, ...]


class Roster(Struct, frozen=True):
    """The reviewers on duty, by pseudonym, as the Secretariat's journal says."""

    reviewers: tuple[OnDuty, ...]


class ReviewView(Struct, frozen=True):
    """How the review of one alert stands, without anybody's name, and what was asked and answered."""

    standing: Standing
    exchanges: tuple[Exchange, ...]


@read("/reviews", "review.list", tags=["reviews"])
def queue(signed: Who, limit: Limit = 100, offset: Offset = 0) -> Queue:
    """Alerts that wait for this reviewer: arrest alerts whose lot called him, and others that he may review."""
    return Queue(tuple(reviews.queue(signed.node, signed.actor, limit, offset)))


@read("/alerts/{subject:str}/review", "alert.read", tags=["reviews"])
def standing(signed: Who, subject: Subject) -> ReviewView:
    """How the review stands: for the owner *waiting for a reviewer*, since when and until when."""
    page = lists.review_page(signed.node, signed.actor, subject)
    return ReviewView(page.standing, page.exchanges)


@write("/alerts/{subject:str}/reviews", "review.accepted", Decision, tags=["reviews"])
def decide(signed: Who, subject: Subject, asked: NamedDependency[Decision]) -> Issued:
    """Accept or refuse exactly this content."""
    if asked.decision == "accept":
        return issued(reviews.accept(signed.node, signed.actor, subject, asked.content, asked.looked_at))
    return issued(reviews.refuse(signed.node, signed.actor, subject, asked.content, asked.ground, asked.reasons))


@write("/alerts/{subject:str}/questions", "review.asked", Asking, tags=["reviews"])
def ask(signed: Who, subject: Subject, asked: NamedDependency[Asking]) -> Issued:
    """Ask the owner; the clock pauses."""
    said = questions.ask(signed.node, signed.actor, subject, asked.content, asked.question, asked.words)
    return issued(said)


@write("/alerts/{subject:str}/answers", "review.answered", Answering, tags=["reviews"])
def answer(signed: Who, subject: Subject, asked: NamedDependency[Answering]) -> Issued:
    """Answer a reviewer's question; the clock goes on."""
    return issued(questions.answer(signed.node, signed.actor, subject, asked.asked, asked.words))


@write("/reviews/batch", "review.batch_accepted", BatchDecision, tags=["reviews"])
def decide_batch(signed: Who, asked: NamedDependency[BatchDecision]) -> Issued:
    """Accept many alerts in one signed review that lists each. Refused outside a demonstration."""
    pairs = [(alert.id, alert.content) for alert in asked.alerts]
    return issued(reviews.accept_batch(signed.node, signed.actor, pairs))


@read("/duty", "duty.list", tags=["reviews"])
def roster(signed: Who) -> Roster:
    """The roster of duty reviewers."""
    return Roster(duty.roster(signed.node, signed.actor))


@write("/duty", "reviewer.listed", DutyLine, tags=["reviews"])
def list_reviewer(signed: Who, asked: NamedDependency[DutyLine]) -> Issued:
    """Put a reviewer on duty; the line replaces an earlier one of the same reviewer."""
    return issued(duty.list_reviewer(signed.node, signed.actor, asked.reviewer, asked.since, asked.until))


@write("/duty/{reviewer:str}/end", "reviewer.unlisted", tags=["reviews"])
def unlist_reviewer(signed: Who, reviewer: FromPath[str]) -> Issued:
    """Take a reviewer off the roster; where he was called, the next one is."""
    return issued(duty.unlist_reviewer(signed.node, signed.actor, reviewer))
