"""What reviewers' statements do to an alert: the alert after them, void where they do not count."""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.alert_events import MarkerConfirmed, ReviewRefused
from mithaq.domain.alert_shape import Alert, Review, replaced, under_review, void
from mithaq.domain.countries import is_country
from mithaq.domain.events import Event
from mithaq.domain.law import Law
from mithaq.domain.review import fold as reviewing
from mithaq.domain.review.duty import Duty
from mithaq.domain.review.steps import Step, taken


def accepted(  # noqa: PLR0911 - one line a reason
    alert: Alert, event: Event, content: str, national_of: str, law: Law, duty: Duty | None
) -> Alert:
    """`duty` is None for a batch review, which only nodes of a demonstration admit: there nobody is drawn."""
    kind = law.kinds[alert.kind]
    version = under_review(alert, content)
    if version is None or version.refused:
        return void(alert, event, "alert.other_content")
    if kind.approval and not version.approver:
        return void(alert, event, "review.not_approved")
    if event.author.id in {version.drafter.id, version.approver, *(r.reviewer for r in version.reviews)}:
        return void(alert, event, "review.same_person")
    member = law.members.get(national_of)
    if not is_country(national_of) or (member is not None and member.kind != "state"):
        return void(alert, event, "review.nationality")
    if national_of in {alert.owner, *(r.national_of for r in version.reviews)}:
        return void(alert, event, "review.nationality")
    if version.urgent and event.at >= version.expires_at:
        return void(alert, event, "alert.ended")
    if kind.by_lot and duty is not None and (why := reviewing.seat(version.lot, event.author.id, national_of, duty)):
        return void(alert, event, why)
    reviews = (*version.reviews, Review(event.author.id, national_of, event.payload))
    reviewed = structs.replace(version, reviews=reviews, full=len(reviews) >= kind.reviewers)
    return replaced(alert, version, reviewed)


def marked(alert: Alert, event: Event, body: MarkerConfirmed) -> Alert:
    """A warning whose evidence was confirmed, on the version that asks for it."""
    versions = (alert.pending, alert.current)
    version = next((one for one in versions if one is not None and one.content == body.content), None)
    if version is None or version.refused:
        return void(alert, event, "alert.other_content")
    if body.national_of == alert.owner or not is_country(body.national_of):
        return void(alert, event, "review.nationality")
    return replaced(alert, version, structs.replace(version, markers={**version.markers, body.marker: event.at}))


def refused_in_review(alert: Alert, event: Event, body: ReviewRefused, law: Law, duty: Duty) -> Alert:
    """A reviewer's no. An urgent alert whose full review fails is out of force at once."""
    version = under_review(alert, body.content)
    if version is None:
        return void(alert, event, "alert.other_content")
    by_lot = law.kinds[alert.kind].by_lot
    if by_lot and (why := reviewing.seat(version.lot, event.author.id, body.national_of, duty)):
        return void(alert, event, why)
    refused = structs.replace(version, refused=body.ground, reasons=event.payload, refused_by=event.member)
    if version is alert.current:  # an urgent alert whose full review fails goes at once
        return structs.replace(alert, current=None, pending=refused)
    return structs.replace(alert, pending=refused)


def stepped(alert: Alert, event: Event, body: Step, law: Law, duty: Duty) -> Alert:
    """A step of the lot, a call, or a question, for what is under review."""
    version = under_review(alert, body.content)
    if version is None:
        return void(alert, event, "alert.other_content")
    after = taken(alert, version, event, body, law, duty)
    return void(alert, event, after) if isinstance(after, str) else replaced(alert, version, after)
