"""The statements of the review: who is on duty, how the lot was drawn, who was called, and what the owner was asked."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from mithaq.domain.alert_events import Code, Hash, Member, Moment
from mithaq.domain.events import Body, EventType

Pseudonym = Annotated[str, Meta(pattern=r"^o-[0-9a-f]{16}\Z")]
MAX_PASSED = 200  # more reviewers than a Secretariat will ever have on duty


class ReviewerListed(Body, frozen=True):
    """The Secretariat puts a reviewer on the roster, as a national of that state, on duty from `since` until `until`.

    Listing somebody again replaces the earlier line.
    """

    reviewer: Pseudonym
    national_of: Member
    since: Moment
    until: Moment


class ReviewerUnlisted(Body, frozen=True):
    """The Secretariat takes a reviewer off the roster; whoever was called and has not answered is called no longer."""

    reviewer: Pseudonym


class LotSealed(Body, frozen=True):
    """The Secretariat's node has an approved alert and begins the lot: `seal` is the hash of a value it will open later.

    From here on the roster that the lot is drawn from is fixed.
    """

    content: Hash
    seal: Hash


class LotAnswered(Body, frozen=True):
    """The owner's node adds a value of its own, while it cannot know the sealed one."""

    content: Hash
    value: Hash


class LotDrawn(Body, frozen=True):
    """The Secretariat's node opens its value. Both values, content and approval give the order."""

    content: Hash
    value: Hash


class ReviewerCalled(Body, frozen=True):
    """The next of the lot is called. `passed`: those before him who may not review this alert; why is not said here,
    because it would tell whose national the person is.
    """

    content: Hash
    reviewer: Pseudonym
    passed: Annotated[tuple[Pseudonym, ...], Meta(max_length=MAX_PASSED)] = ()


class ReviewAsked(Body, frozen=True):
    """A called reviewer asks the owner, by a coded question; words of his own are the payload. The clock pauses."""

    content: Hash
    question: Code


class ReviewAnswered(Body, frozen=True):
    """The owner answers the question with that hash, in the payload. The clock goes on."""

    content: Hash
    asked: Hash


REVIEW_EVENTS: tuple[EventType, ...] = (
    EventType("reviewer.listed", ReviewerListed, "node"),
    EventType("reviewer.unlisted", ReviewerUnlisted, "node"),
    EventType("review.lot_sealed", LotSealed, "alert"),
    EventType("review.lot_answered", LotAnswered, "alert"),
    EventType("review.drawn", LotDrawn, "alert"),
    EventType("review.called", ReviewerCalled, "alert"),
    EventType("review.asked", ReviewAsked, "alert", "may"),
    EventType("review.answered", ReviewAnswered, "alert", "must"),
)
