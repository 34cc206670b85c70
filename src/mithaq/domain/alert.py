"""The alert as a fold over signed statements: drafted, approved, reviewed, circulated, discontinued, erased.

`evolve` is total and has no clock. A statement that does not fit is *void*: kept in the journal, listed here with
a code, without effect. What depends on the time of day (an urgent alert that expired, retention) is a view: `in_force`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from msgspec import Struct, structs

from mithaq.domain.access import relation_to
from mithaq.domain.alert_events import (
    AlertAmended,
    AlertApproved,
    AlertCirculated,
    AlertDiscontinued,
    AlertDrafted,
    BatchAccepted,
    ErasureConfirmed,
    ReviewAccepted,
    ReviewRefused,
)
from mithaq.domain.countries import is_country
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Author, Event
from mithaq.domain.instant import parse
from mithaq.domain.law import Kind, Law
from mithaq.domain.remedy import orders as remedies
from mithaq.domain.remedy.order_events import CorrectionOrdered, ErasureOrdered
from mithaq.domain.remedy.orders import Orders

ERASURE_ORDERED = "erasure_ordered"  # why an alert ended that the commission had erased
MAX_VOIDS = 50  # enough to see that something is wrong; a member that floods cannot grow everybody's state


class Review(Struct, frozen=True):
    """One reviewer's yes: who, and which state's national."""

    reviewer: str
    national_of: str


class Version(Struct, frozen=True, omit_defaults=True):
    """What the alert said at one time. `payload` is its commitment; a batch has `items` (id to commitment) instead.

    `refused` is the coded ground of a refusal, `reasons` the commitment to the reasons in words, held by `refused_by`.
    """

    content: str
    drafter: Author
    at: str
    payload: str = ""
    items: Mapping[str, str] = {}
    chosen: tuple[str, ...] = ()
    urgent: bool = False
    expires_at: str = ""
    approver: str = ""
    reviews: tuple[Review, ...] = ()
    refused: str = ""
    reasons: str = ""
    refused_by: str = ""
    full: bool = False
    circulated_at: str = ""


class Alert(Struct, frozen=True, omit_defaults=True):
    """One alert, or one batch of objects. `current` is in force, `pending` is on its way to become so.

    `ended_items` gives the end of each withdrawn item of a batch, `receipts` when each holder signed that all is erased.
    `orders`: what the commission ordered; while it stops the alert, `in_force` is nothing.
    """

    id: str
    owner: str
    kind: str
    local: bool = False
    file: str = ""
    current: Version | None = None
    pending: Version | None = None
    ended: str = ""
    ended_at: str = ""
    ended_items: Mapping[str, str] = {}
    receipts: Mapping[str, str] = {}
    orders: Orders = remedies.NONE
    voids: tuple[tuple[str, str], ...] = ()

    @property
    def state(self) -> str:
        """drafted, approved, reviewed, refused, circulated, local or discontinued."""
        if self.ended:
            return "discontinued"
        if self.current is not None:
            return "local" if self.local else "circulated"
        return stage(self.pending) if self.pending else "drafted"

    @property
    def in_force(self) -> Version | None:
        """The version that may be found and acted on; None once it ended, and while the commission stops it."""
        return None if self.ended or self.orders.stopped else self.current

    @property
    def newest(self) -> Version | None:
        """The version that people work on: the pending one, else the one in force."""
        return self.pending or self.current


def stage(version: Version) -> str:
    """How far a version has come: drafted, approved, reviewed or refused."""
    if version.refused:
        return "refused"
    if version.full or (version.urgent and version.reviews):
        return "reviewed"
    return "approved" if version.approver else "drafted"


def evolve(alert: Alert | None, event: Event, law: Law) -> Alert | None:
    """The alert after this statement. None as long as there is no draft to speak about.

    What `access.csv` does not let this role say about an alert in this state is void, on every node and whoever signed.
    """
    after = _evolved(alert, event, law)
    if alert is None or after is None or after.voids != alert.voids or _may_say(alert, event, law):
        return after
    return _void(alert, event, "forbidden")


def _may_say(alert: Alert, event: Event, law: Law) -> bool:
    member = law.members.get(event.member)
    relation = relation_to(event.member, alert.owner)
    return member is not None and law.access.allows(event.type, event.author.role, member.kind, relation, alert.state)


def _evolved(alert: Alert | None, event: Event, law: Law) -> Alert | None:  # noqa: C901, PLR0911 - one line a statement
    body = event.body
    if isinstance(body, AlertDrafted):
        return _drafted(event, body, law) if alert is None else _void(alert, event, "alert.exists")
    if alert is None:
        return None
    if isinstance(body, ErasureConfirmed):
        return alert if body.items else structs.replace(alert, receipts={**alert.receipts, event.member: event.at})
    if alert.ended:
        return _void(alert, event, "alert.ended")
    match body:
        case AlertAmended():
            return _amended(alert, event, body)
        case AlertApproved():
            return _approved(alert, event, body, law)
        case ReviewAccepted():
            return _accepted(alert, event, body.content, body.national_of, law)
        case BatchAccepted():
            content = next((row.content for row in body.alerts if row.id == alert.id), "")
            return _accepted(alert, event, content, body.national_of, law)
        case ReviewRefused():
            return _refused(alert, event, body)
        case AlertCirculated():
            return _circulated(alert, event, body)
        case AlertDiscontinued():
            return _discontinued(alert, event, body)
        case _:
            return _ordered(alert, event, law)


def _ordered(alert: Alert, event: Event, law: Law) -> Alert:
    if isinstance(event.body, ErasureOrdered):
        return structs.replace(alert, ended=ERASURE_ORDERED, ended_at=event.at)
    if isinstance(event.body, CorrectionOrdered) and (alert.newest is None or alert.newest.items):
        return _void(alert, event, "alert.not_amendable")
    after = remedies.ordered(alert.orders, alert.owner, event, law)
    return _void(alert, event, after) if isinstance(after, str) else structs.replace(alert, orders=after)


def _void(alert: Alert, event: Event, code: str) -> Alert:
    return structs.replace(alert, voids=(*alert.voids, (event.hash, code))[-MAX_VOIDS:])


def _version(event: Event, chosen: tuple[str, ...], urgent: bool = False, expires_at: str = "") -> Version:
    return Version(
        content=event.content,
        drafter=event.author,
        at=event.at,
        payload=event.payload,
        items=event.items,
        chosen=chosen,
        urgent=urgent,
        expires_at=expires_at,
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
    if body.urgent and not _urgent_in_time(event, body, kind):
        return None
    version = _version(event, body.chosen, body.urgent, body.expires_at)
    alert = Alert(event.subject, event.member, body.kind, body.local, body.file)
    if body.local:
        return structs.replace(alert, current=version)
    return structs.replace(alert, pending=version)


def _urgent_in_time(event: Event, body: AlertDrafted, kind: Kind) -> bool:
    """An urgent alert names its own end, and that is never later than the law allows."""
    try:
        latest = parse(event.at) + timedelta(hours=kind.urgent_hours)
        return kind.urgent_hours > 0 and parse(event.at) < parse(body.expires_at) <= latest
    except (Refusal, OverflowError):
        return False


def _amended(alert: Alert, event: Event, body: AlertAmended) -> Alert:
    if event.member != alert.owner:
        return _void(alert, event, "alert.not_owner")
    if alert.newest is None or alert.newest.items or alert.local:
        return _void(alert, event, "alert.not_amendable")
    if alert.newest.refused and alert.current is None:
        return _void(alert, event, "alert.refused")
    return structs.replace(alert, pending=_version(event, body.chosen), orders=remedies.amended(alert.orders, event))


def _approved(alert: Alert, event: Event, body: AlertApproved, law: Law) -> Alert:
    pending, kind = alert.pending, law.kinds[alert.kind]
    if event.member != alert.owner:
        return _void(alert, event, "alert.not_owner")
    if pending is None or pending.content != body.content or pending.refused:
        return _void(alert, event, "alert.other_content")
    if pending.approver:
        return _void(alert, event, "alert.already_approved")
    if pending.drafter.id == event.author.id:
        return _void(alert, event, "approval.same_person")
    if kind.other_authority and pending.drafter.authority == event.author.authority:
        return _void(alert, event, "approval.same_authority")
    return structs.replace(alert, pending=structs.replace(pending, approver=event.author.id))


def _accepted(alert: Alert, event: Event, content: str, national_of: str, law: Law) -> Alert:
    kind = law.kinds[alert.kind]
    version = _under_review(alert, content)
    if version is None or version.refused:
        return _void(alert, event, "alert.other_content")
    if kind.approval and not version.approver:
        return _void(alert, event, "review.not_approved")
    if event.author.id in {version.drafter.id, version.approver, *(r.reviewer for r in version.reviews)}:
        return _void(alert, event, "review.same_person")
    member = law.members.get(national_of)
    if not is_country(national_of) or (member is not None and member.kind != "state"):
        return _void(alert, event, "review.nationality")
    if national_of in {alert.owner, *(r.national_of for r in version.reviews)}:
        return _void(alert, event, "review.nationality")
    reviews = (*version.reviews, Review(event.author.id, national_of))
    reviewed = structs.replace(version, reviews=reviews, full=len(reviews) >= kind.reviewers)
    return _with(alert, version, reviewed)


def _refused(alert: Alert, event: Event, body: ReviewRefused) -> Alert:
    version = _under_review(alert, body.content)
    if version is None:
        return _void(alert, event, "alert.other_content")
    refused = structs.replace(version, refused=body.ground, reasons=event.payload, refused_by=event.member)
    if version is alert.current:  # an urgent alert whose full review fails goes at once
        return structs.replace(alert, current=None, pending=refused)
    return structs.replace(alert, pending=refused)


def _under_review(alert: Alert, content: str) -> Version | None:
    """The version these words are about: the pending one, or an urgent one that awaits its full review."""
    if alert.pending is not None and alert.pending.content == content:
        return alert.pending
    current = alert.current
    if current is not None and current.urgent and not current.full and current.content == content:
        return current
    return None


def _with(alert: Alert, old: Version, new: Version) -> Alert:
    return structs.replace(alert, pending=new) if old is alert.pending else structs.replace(alert, current=new)


def _circulated(alert: Alert, event: Event, body: AlertCirculated) -> Alert:
    if event.member != alert.owner:
        return _void(alert, event, "alert.not_owner")
    current = alert.current
    if current is not None and current.urgent and current.full and current.content == body.content:
        ordinary = structs.replace(current, urgent=False, expires_at="", circulated_at=event.at)
        return structs.replace(alert, current=ordinary)
    pending = alert.pending
    if pending is None or pending.content != body.content:
        return _void(alert, event, "alert.other_content")
    if stage(pending) != "reviewed":
        return _void(alert, event, "alert.not_reviewed")
    if pending.urgent and not pending.full and parse(event.at) >= parse(pending.expires_at):
        return _void(alert, event, "alert.ended")
    in_force = structs.replace(pending, circulated_at=event.at, urgent=pending.urgent and not pending.full)
    orders = remedies.published(alert.orders, event, body.content)
    return structs.replace(alert, current=in_force, pending=None, orders=orders)


def _discontinued(alert: Alert, event: Event, body: AlertDiscontinued) -> Alert:
    if event.member != alert.owner:
        return _void(alert, event, "alert.not_owner")
    if not body.items:
        return structs.replace(alert, ended=body.reason, ended_at=event.at)
    known = alert.newest.items if alert.newest else {}
    newly = {item: event.at for item in body.items if item in known and item not in alert.ended_items}
    ended = {**alert.ended_items, **newly}
    if known and len(ended) == len(known):
        return structs.replace(alert, ended_items=ended, ended=body.reason, ended_at=event.at)
    return structs.replace(alert, ended_items=ended)
