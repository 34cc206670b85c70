"""The steps of a review as they change the version under review: lot, calls, questions. Accepting and refusing stand in
`domain.alert`.

Each function gives the new version, or the code under which the statement is void.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from mithaq.domain.events import Event
from mithaq.domain.law import Law
from mithaq.domain.review import fold
from mithaq.domain.review import questions as asking
from mithaq.domain.review.duty import Duty
from mithaq.domain.review.events import (
    LotAnswered,
    LotDrawn,
    LotSealed,
    ReviewAnswered,
    ReviewAsked,
    ReviewerCalled,
)
from mithaq.domain.review.fold import Matter
from mithaq.domain.review.lot import Drawn
from mithaq.domain.review.questions import Inquiry

if TYPE_CHECKING:
    from mithaq.domain.alert import Alert, Version

MAX_QUESTIONS = 20  # to one owner about one version; whoever still does not know by then has to decide

Step = LotSealed | LotAnswered | LotDrawn | ReviewerCalled | ReviewAsked | ReviewAnswered


def under_review(alert: Alert) -> Version | None:
    """The version that reviewers look at: the pending one, or an urgent one that circulates before its full review."""
    if alert.pending is not None:
        return alert.pending
    urgent = alert.current is not None and alert.current.urgent and not alert.current.full
    return alert.current if urgent else None


def matter(alert: Alert, version: Version, law: Law) -> Matter:
    """What the rules of a review look at in this version."""
    reviews = tuple(Drawn(one.reviewer, one.national_of) for one in version.reviews)
    return Matter(
        alert.owner,
        law.kinds[alert.kind],
        version.content,
        version.approval,
        version.urgent,
        reviews,
        version.questions,
    )


def taken(alert: Alert, version: Version, event: Event, body: Step, law: Law, duty: Duty) -> Version | str:
    """The version after this step."""
    if version.refused:
        return "alert.other_content"
    if isinstance(body, ReviewAsked):
        return _asked(alert, version, event, body, law, duty)
    if isinstance(body, ReviewAnswered):
        return _answered(alert, version, event, body, law)
    if not version.approver:
        return "review.not_approved"
    lot = fold.said(version.lot, event, matter(alert, version, law), law, duty)
    return lot if isinstance(lot, str) else structs.replace(version, lot=lot)


def _asked(alert: Alert, version: Version, event: Event, body: ReviewAsked, law: Law, duty: Duty) -> Version | str:
    kind = law.kinds[alert.kind]
    if kind.approval and not version.approver:
        return "review.not_approved"
    if body.question not in law.options.get(asking.CODES, {}):
        return "review.question_unknown"
    call = version.lot.call_of(event.author.id) if version.lot is not None else None
    if kind.by_lot and (call is None or fold.seat(version.lot, call.reviewer, call.national_of, duty)):
        return "review.not_called"
    if len(version.questions) >= MAX_QUESTIONS or any(not one.answered_at for one in version.questions):
        return "review.question_open"
    due = asking.due(law, alert.owner, event.at)
    asked = Inquiry(event.hash, event.author.id, body.question, event.at, due, event.payload)
    return structs.replace(version, questions=(*version.questions, asked))


def _answered(alert: Alert, version: Version, event: Event, body: ReviewAnswered, law: Law) -> Version | str:
    if event.member != alert.owner:
        return "alert.not_owner"
    question = next((one for one in version.questions if one.hash == body.asked and not one.answered_at), None)
    if question is None:
        return "review.question_unknown"
    answered = asking.answered(question, event.at, event.payload)
    questions = tuple(answered if one.hash == body.asked else one for one in version.questions)
    lot = fold.resumed(version.lot, answered, matter(alert, version, law))
    return structs.replace(version, questions=questions, lot=lot)
