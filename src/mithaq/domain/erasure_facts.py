"""The end of an alert read from its bare statements, for whoever holds its proof and nothing else.

Who was drawn to review, and whether a statement had effect, needs journals that no proof of one alert carries. So this asks
less than `alert.evolve`: to whom it was circulated, and by what it ended. A node hands out only a certificate in which
both agree (`documents.erasure_letter`).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from mithaq.domain.alert_events import (
    AlertAmended,
    AlertApproved,
    AlertCirculated,
    AlertDiscontinued,
    AlertDrafted,
    ErasureConfirmed,
    ReviewAccepted,
    ReviewRefused,
)
from mithaq.domain.alert_shape import ERASURE_ORDERED, Alert, Review, Version
from mithaq.domain.erasure import Erasure, Receipt, erasure_of
from mithaq.domain.events import Event
from mithaq.domain.instant import Instant
from mithaq.domain.law import Law
from mithaq.domain.remedy.order_events import ErasureOrdered
from mithaq.domain.shield.statements import CommissionWithheld


def receipts_in(events: Iterable[Event]) -> dict[str, Receipt]:
    """The newest receipt of each member over a whole alert."""
    found: dict[str, Receipt] = {}
    for event in sorted(events, key=lambda one: one.order):
        if isinstance(event.body, ErasureConfirmed) and not (event.body.items or event.body.superseded):
            found[event.member] = Receipt(event.member, event.at, event.seq, event.hash)
    return found


def erasure_in(events: Iterable[Event], law: Law, members: frozenset[str], now: Instant) -> Erasure | None:
    """The erasure of the alert that these statements are about; None where none of them begins it."""
    told = sorted(events, key=lambda one: one.order)
    alert, refused = None, ""
    for event in told:
        after = _after(alert, event, law)
        if after is not alert and after is not None and after.state == "refused":
            refused = event.at
        alert = after
    return erasure_of(alert, receipts_in(told), law, members, now, refused) if alert is not None else None


def _after(alert: Alert | None, event: Event, law: Law) -> Alert | None:  # noqa: PLR0911 - one line a statement
    body = event.body
    if alert is None:
        return _begun(event, body, law) if isinstance(body, AlertDrafted) else None
    if alert.ended:
        return alert
    own = event.member == alert.owner
    match body:
        case AlertAmended() if own:
            return structs.replace(alert, pending=_version(event, body.chosen))
        case AlertApproved() if own and alert.pending is not None:
            return structs.replace(alert, pending=structs.replace(alert.pending, approver=event.author.id))
        case ReviewAccepted():
            return _accepted(alert, event, body, law)
        case ReviewRefused() | CommissionWithheld():
            return _refused(alert, event, body)
        case AlertCirculated() if own:
            return _circulated(alert, event, body)
        case AlertDiscontinued() if own and not body.items:
            return structs.replace(alert, ended=body.reason, ended_at=event.at)
        case ErasureOrdered() if event.member in law.oversight:
            return structs.replace(alert, ended=ERASURE_ORDERED, ended_at=event.at)
    return alert


def _begun(event: Event, body: AlertDrafted, law: Law) -> Alert | None:
    if body.kind not in law.kinds:
        return None
    version = _version(event, body.chosen)
    version = structs.replace(version, urgent=body.urgent, expires_at=body.expires_at if body.urgent else "")
    alert = Alert(event.subject, event.member, body.kind, body.local, body.file)
    return structs.replace(alert, current=version) if body.local else structs.replace(alert, pending=version)


def _version(event: Event, chosen: tuple[str, ...]) -> Version:
    return Version(event.content, event.author, event.at, event.payload, event.items, chosen)


def _accepted(alert: Alert, event: Event, body: ReviewAccepted, law: Law) -> Alert:
    for name in ("pending", "current"):
        version = getattr(alert, name)
        if version is not None and version.content == body.content:
            reviews = (*version.reviews, Review(event.author.id, body.national_of))
            full = len(reviews) >= law.kinds[alert.kind].reviewers
            return structs.replace(alert, **{name: structs.replace(version, reviews=reviews, full=full)})
    return alert


def _refused(alert: Alert, event: Event, body: ReviewRefused | CommissionWithheld) -> Alert:
    live = [one for one in (alert.pending, alert.current) if one is not None and not one.refused]
    found = next((one for one in live if one.content == body.content), None)
    if found is None or (isinstance(body, CommissionWithheld) and body.items):
        return alert
    ground = body.ground if isinstance(body, ReviewRefused) else "withheld"
    current = None if found is alert.current else alert.current
    return structs.replace(alert, current=current, pending=structs.replace(found, refused=ground))


def _circulated(alert: Alert, event: Event, body: AlertCirculated) -> Alert:
    current, pending = alert.current, alert.pending
    if current is not None and current.urgent and current.content == body.content:
        ordinary = structs.replace(current, urgent=False, expires_at="", circulated_at=event.at)
        return structs.replace(alert, current=ordinary)
    if pending is None or pending.content != body.content:
        return alert
    urgent = pending.urgent and not pending.full
    return structs.replace(alert, current=structs.replace(pending, circulated_at=event.at, urgent=urgent), pending=None)
