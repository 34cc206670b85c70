"""The alert as a fold over signed statements: drafted, approved, reviewed, circulated, discontinued, erased.

`evolve` is total and has no clock. A statement that does not fit is *void*: kept in the journal, listed here with
a code, without effect. What depends on the time of day (an urgent alert that expired, retention) is a view: `in_force`.
"""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.access import relation_to
from mithaq.domain.alert_events import (
    AlertAmended,
    AlertApproved,
    AlertCirculated,
    AlertDiscontinued,
    AlertDrafted,
    BatchAccepted,
    ErasureConfirmed,
    MarkerConfirmed,
    ReviewAccepted,
    ReviewRefused,
)
from mithaq.domain.alert_reviews import accepted, marked, refused_in_review, stepped
from mithaq.domain.alert_shape import (
    ERASURE_ORDERED,
    MAX_REPLACED,
    Alert,
    Replaced,
    Review,
    Version,
    stage,
    void,
)
from mithaq.domain.events import Event
from mithaq.domain.instant import parse
from mithaq.domain.law import Law
from mithaq.domain.own_say import hiding, keeping, links
from mithaq.domain.own_say.events import HidingAuthorised, HidingEnded, LinkMade, LinkUndone, Reassessed
from mithaq.domain.remedy import orders as remedies
from mithaq.domain.remedy.order_events import AlertFrozen, CorrectionOrdered, ErasureOrdered
from mithaq.domain.retention import is_stale
from mithaq.domain.review import lot as lots
from mithaq.domain.review.duty import Duty
from mithaq.domain.review.events import (
    LotAnswered,
    LotDrawn,
    LotSealed,
    ReviewAnswered,
    ReviewAsked,
    ReviewerCalled,
)
from mithaq.domain.review.urgent import is_urgent_rightly
from mithaq.domain.shield import fold as shielding
from mithaq.domain.shield.statements import WITHHELD, CommissionBatchCleared, CommissionCleared, CommissionWithheld

__all__ = ["ERASURE_ORDERED", "Alert", "Replaced", "Review", "Version", "evolve", "stage"]


def evolve(alert: Alert | None, event: Event, law: Law, duty: Duty = ()) -> Alert | None:
    """The alert after this statement. None as long as there is no draft to speak about.

    What `access.csv` does not let this role say about an alert in this state is void, on every node and whoever signed.
    `duty`: the roster of reviewers at the statement's place in the Secretariat's journal.
    """
    after = _evolved(alert, event, law, duty)
    if alert is None or after is None or after.voids != alert.voids or _may_say(alert, event, law):
        return after
    return void(alert, event, "forbidden")


def _may_say(alert: Alert, event: Event, law: Law) -> bool:
    member = law.members.get(event.member)
    relation = relation_to(event.member, alert.owner)
    return member is not None and law.access.allows(event.type, event.author.role, member.kind, relation, alert.state)


def _evolved(  # noqa: C901, PLR0911, PLR0912 - one line a statement
    alert: Alert | None, event: Event, law: Law, duty: Duty
) -> Alert | None:
    body = event.body
    if isinstance(body, AlertDrafted):
        return _drafted(event, body, law) if alert is None else void(alert, event, "alert.exists")
    if alert is None:
        return None
    if isinstance(body, ErasureConfirmed):
        return (
            alert
            if body.items or body.superseded
            else structs.replace(alert, receipts={**alert.receipts, event.member: event.at})
        )
    if alert.ended:
        return void(alert, event, "alert.ended")
    match body:
        case AlertAmended():
            return _amended(alert, event, body)
        case AlertApproved():
            return _approved(alert, event, body, law)
        case ReviewAccepted():
            return accepted(alert, event, body.content, body.national_of, law, duty)
        case BatchAccepted():
            content = next((row.content for row in body.alerts if row.id == alert.id), "")
            return accepted(alert, event, content, body.national_of, law, None)
        case MarkerConfirmed():
            return marked(alert, event, body)
        case ReviewRefused():
            return refused_in_review(alert, event, body, law, duty)
        case LotSealed() | LotAnswered() | LotDrawn() | ReviewerCalled() | ReviewAsked() | ReviewAnswered():
            return stepped(alert, event, body, law, duty)
        case CommissionCleared() | CommissionBatchCleared():
            return _cleared(alert, event, shielding.content_in(body, alert.id), law)
        case CommissionWithheld():
            return _withheld(alert, event, body)
        case AlertCirculated():
            return _circulated(alert, event, body, law)
        case AlertDiscontinued():
            return _discontinued(alert, event, body)
        case LinkMade() | LinkUndone() | HidingAuthorised() | HidingEnded() | Reassessed():
            return _own_say(alert, event, law)
        case _:
            return _ordered(alert, event, law)


def _own_say(alert: Alert, event: Event, law: Law) -> Alert:
    """What owners say of alerts that are out: of one person with another, hidden, weighed anew."""
    match event.body:
        case LinkMade() as body:
            return links.linked(alert, event, body, law)
        case LinkUndone() as body:
            return links.unlinked(alert, event, body)
        case HidingAuthorised() as body:
            return hiding.hidden(alert, event, body, law)
        case Reassessed() as body:
            return keeping.reassessed(alert, event, body, law)
        case _:
            return hiding.shown(alert, event)


def _ordered(alert: Alert, event: Event, law: Law) -> Alert:
    if isinstance(event.body, ErasureOrdered):
        return structs.replace(alert, ended=ERASURE_ORDERED, ended_at=event.at)
    if isinstance(event.body, CorrectionOrdered) and (alert.newest is None or alert.newest.items):
        return void(alert, event, "alert.not_amendable")
    if isinstance(event.body, AlertFrozen) and not _knows(alert, event.body.items):
        return void(alert, event, "item.unknown")
    after = remedies.ordered(alert.orders, alert.owner, event, law)
    return void(alert, event, after) if isinstance(after, str) else structs.replace(alert, orders=after)


def _knows(alert: Alert, items: tuple[str, ...]) -> bool:
    """Whether all these are items of the batch."""
    known = alert.newest.items if alert.newest is not None else {}
    return all(item in known for item in items)


def _version(event: Event, chosen: tuple[str, ...], draft: AlertDrafted | None = None) -> Version:
    urgent = draft is not None and draft.urgent
    return Version(
        content=event.content,
        drafter=event.author,
        at=event.at,
        payload=event.payload,
        items=event.items,
        chosen=chosen,
        urgent=urgent,
        expires_at=draft.expires_at if draft is not None else "",
        because=draft.because if draft is not None and urgent else "",
    )


def _drafted(event: Event, body: AlertDrafted, law: Law) -> Alert | None:
    kind = law.kinds.get(body.kind)
    member = law.members.get(event.member)
    if kind is None or member is None:
        return None
    if member.kind != kind.owner and not body.local:
        return None
    if event.items and kind.person and body.kind != "sanctions":
        return None  # persons are reviewed one by one
    if body.urgent and not is_urgent_rightly(event.at, body.because, body.expires_at, kind, law):
        return None
    version = _version(event, body.chosen, body)
    alert = Alert(event.subject, event.member, body.kind, body.local, body.file)
    if body.local:
        return structs.replace(alert, current=version)
    return structs.replace(alert, pending=version)


def _amended(alert: Alert, event: Event, body: AlertAmended) -> Alert:
    if event.member != alert.owner:
        return void(alert, event, "alert.not_owner")
    if alert.newest is None or alert.newest.items or alert.local:
        return void(alert, event, "alert.not_amendable")
    if alert.newest.refused and alert.current is None:
        return void(alert, event, "alert.refused")
    if len(alert.replaced) >= MAX_REPLACED:
        return void(alert, event, "alert.amended_too_often")
    version = _version(event, body.chosen)
    if (
        alert.pending is not None and alert.pending.lot is not None
    ):  # whoever amends what is under review draws no new lot
        version = structs.replace(version, lot=lots.begun_again(alert.pending.lot))
    orders, replaced = remedies.amended(alert.orders, event), _replaced(alert, event)
    return structs.replace(alert, pending=version, orders=orders, replaced=replaced)


def _replaced(alert: Alert, event: Event) -> tuple[Replaced, ...]:
    """With the version that gives way, if it had been submitted: else whoever amends under review takes it back unseen.
    What the commission withheld it remembers itself.
    """
    before = alert.pending
    if before is None or not before.approver or before.refused == WITHHELD:
        return alert.replaced
    return (*alert.replaced, Replaced(before.content, before.payload, event.at, bool(before.refused)))


def _approved(alert: Alert, event: Event, body: AlertApproved, law: Law) -> Alert:
    pending, kind = alert.pending, law.kinds[alert.kind]
    if event.member != alert.owner:
        return void(alert, event, "alert.not_owner")
    if pending is None or pending.content != body.content or pending.refused:
        return void(alert, event, "alert.other_content")
    if pending.approver:
        return void(alert, event, "alert.already_approved")
    if pending.drafter.id == event.author.id:
        return void(alert, event, "approval.same_person")
    if kind.other_authority and pending.drafter.authority == event.author.authority:
        return void(alert, event, "approval.same_authority")
    return structs.replace(alert, pending=structs.replace(pending, approver=event.author.id, approval=event.hash))


def _cleared(alert: Alert, event: Event, content: str, law: Law) -> Alert:
    after = shielding.cleared(alert.pending, content, event.at, approval=law.kinds[alert.kind].approval)
    return void(alert, event, after) if isinstance(after, str) else structs.replace(alert, pending=after)


def _withheld(alert: Alert, event: Event, body: CommissionWithheld) -> Alert:
    """What is withheld while it is in force, is in force no more."""
    live = [one for one in (alert.pending, alert.current) if one is not None and not one.refused]
    found = next((one for one in live if one.content == body.content), None)
    if found is None:
        return void(alert, event, "alert.other_content")
    if body.items:
        return _end_items(alert, event, body.items, WITHHELD)
    current = None if found is alert.current else alert.current
    return structs.replace(alert, current=current, pending=shielding.withheld(found, event.member))


def _circulated(alert: Alert, event: Event, body: AlertCirculated, law: Law) -> Alert:
    if event.member != alert.owner:
        return void(alert, event, "alert.not_owner")
    current, pending = alert.current, alert.pending
    goes_on = current is not None and current.urgent and current.full and current.content == body.content
    version = current if goes_on else pending
    if version is None or version.content != body.content:
        return void(alert, event, "alert.other_content")
    if code := _not_yet(alert, version, event, law, goes_on=goes_on):
        return void(alert, event, code)
    if goes_on:
        ordinary = structs.replace(version, urgent=False, expires_at="", because="", circulated_at=event.at)
        return structs.replace(alert, current=ordinary)
    since = (current.kept_since or current.circulated_at) if current is not None and not current.urgent else ""
    urgent = version.urgent and not version.full
    in_force = structs.replace(version, circulated_at=event.at, kept_since=since, urgent=urgent)
    orders = remedies.published(alert.orders, event, body.content)
    return structs.replace(alert, current=in_force, pending=None, orders=orders)


def _not_yet(alert: Alert, version: Version, event: Event, law: Law, *, goes_on: bool) -> str:
    """Why this version may not circulate: not reviewed, not cleared by the commission, or over.

    An urgent alert that ran out while it was out is gone; one that had its full review before it was out never ran.
    """
    if not goes_on and stage(version) != "reviewed":
        return "alert.not_reviewed"
    if alert.kind in law.clearing and not version.cleared_at:
        return "alert.not_cleared"
    over = version.urgent and (goes_on or not version.full) and parse(event.at) >= parse(version.expires_at)
    late = not goes_on and is_stale(alert, version, law, parse(event.at))
    return "alert.ended" if over or late else ""


def _discontinued(alert: Alert, event: Event, body: AlertDiscontinued) -> Alert:
    if event.member != alert.owner:
        return void(alert, event, "alert.not_owner")
    if not body.items:
        return structs.replace(alert, ended=body.reason, ended_at=event.at)
    return _end_items(alert, event, body.items, body.reason)


def _end_items(alert: Alert, event: Event, items: tuple[str, ...], reason: str) -> Alert:
    """These items of a batch are no more; with the last of them the batch ends."""
    known = alert.newest.items if alert.newest else {}
    newly = {item: event.at for item in items if item in known and item not in alert.ended_items}
    ended = {**alert.ended_items, **newly}
    if known and len(ended) == len(known):
        return structs.replace(alert, ended_items=ended, ended=reason, ended_at=event.at)
    return structs.replace(alert, ended_items=ended)
