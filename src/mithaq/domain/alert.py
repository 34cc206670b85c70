"""The alert as a fold over signed statements: drafted, approved, reviewed, circulated, discontinued, erased.

`evolve` is total and has no clock. A statement that does not fit is *void*: kept in the journal, listed here with
a code, without effect. What depends on the time of day (an urgent alert that expired, retention) is a view: `in_force`.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    MarkerConfirmed,
    ReviewAccepted,
    ReviewRefused,
)
from mithaq.domain.countries import is_country
from mithaq.domain.events import Event
from mithaq.domain.instant import parse
from mithaq.domain.law import Law
from mithaq.domain.remedy import orders as remedies
from mithaq.domain.remedy.order_events import CorrectionOrdered, ErasureOrdered
from mithaq.domain.remedy.orders import Orders
from mithaq.domain.review import fold as reviewing
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
from mithaq.domain.review.steps import Step, taken
from mithaq.domain.review.urgent import is_urgent_rightly
from mithaq.domain.shield import fold as shielding
from mithaq.domain.shield.statements import WITHHELD, CommissionBatchCleared, CommissionCleared, CommissionWithheld
from mithaq.domain.version import Review, Version, stage

ERASURE_ORDERED = "erasure_ordered"  # why an alert ended that the commission had erased
MAX_VOIDS = 50  # enough to see that something is wrong; a member that floods cannot grow everybody's state


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
    def turned_down(self) -> str:
        """``refused`` in review, or ``withdrawn`` while it was under review, which counts as refused; else empty.

        law.md, *Bar*: whoever takes an alert back before its reviewers have answered does not escape the refusal.
        """
        version = self.pending
        if version is None or version.circulated_at:
            return ""
        if version.refused:
            return "refused"
        begun = bool(version.approver) or version.lot is not None
        return "withdrawn" if self.ended and begun and self.current is None else ""

    @property
    def newest(self) -> Version | None:
        """The version that people work on: the pending one, else the one in force."""
        return self.pending or self.current


def evolve(alert: Alert | None, event: Event, law: Law, duty: Duty = ()) -> Alert | None:
    """The alert after this statement. None as long as there is no draft to speak about.

    What `access.csv` does not let this role say about an alert in this state is void, on every node and whoever signed.
    `duty`: the roster of reviewers at the statement's place in the Secretariat's journal.
    """
    after = _evolved(alert, event, law, duty)
    if alert is None or after is None or after.voids != alert.voids or _may_say(alert, event, law):
        return after
    return _void(alert, event, "forbidden")


def _may_say(alert: Alert, event: Event, law: Law) -> bool:
    member = law.members.get(event.member)
    relation = relation_to(event.member, alert.owner)
    return member is not None and law.access.allows(event.type, event.author.role, member.kind, relation, alert.state)


def _evolved(  # noqa: C901, PLR0911, PLR0912 - one line a statement
    alert: Alert | None, event: Event, law: Law, duty: Duty
) -> Alert | None:
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
            return _accepted(alert, event, body.content, body.national_of, law, duty)
        case BatchAccepted():
            content = next((row.content for row in body.alerts if row.id == alert.id), "")
            return _accepted(alert, event, content, body.national_of, law, None)
        case MarkerConfirmed():
            return _marked(alert, event, body)
        case ReviewRefused():
            return _refused(alert, event, body, law, duty)
        case LotSealed() | LotAnswered() | LotDrawn() | ReviewerCalled() | ReviewAsked() | ReviewAnswered():
            return _stepped(alert, event, body, law, duty)
        case CommissionCleared() | CommissionBatchCleared():
            return _cleared(alert, event, shielding.content_in(body, alert.id), law)
        case CommissionWithheld():
            return _withheld(alert, event, body)
        case AlertCirculated():
            return _circulated(alert, event, body, law)
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
        return _void(alert, event, "alert.not_owner")
    if alert.newest is None or alert.newest.items or alert.local:
        return _void(alert, event, "alert.not_amendable")
    if alert.newest.refused and alert.current is None:
        return _void(alert, event, "alert.refused")
    version = _version(event, body.chosen)
    if (
        alert.pending is not None and alert.pending.lot is not None
    ):  # whoever amends what is under review draws no new lot
        version = structs.replace(version, lot=lots.begun_again(alert.pending.lot))
    return structs.replace(alert, pending=version, orders=remedies.amended(alert.orders, event))


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
    return structs.replace(alert, pending=structs.replace(pending, approver=event.author.id, approval=event.hash))


def _accepted(  # noqa: PLR0911 - one line a reason
    alert: Alert, event: Event, content: str, national_of: str, law: Law, duty: Duty | None
) -> Alert:
    """`duty` is None for a batch review, which only nodes of a demonstration admit: there nobody is drawn."""
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
    if version.urgent and event.at >= version.expires_at:
        return _void(alert, event, "alert.ended")
    if kind.by_lot and duty is not None and (why := reviewing.seat(version.lot, event.author.id, national_of, duty)):
        return _void(alert, event, why)
    reviews = (*version.reviews, Review(event.author.id, national_of))
    reviewed = structs.replace(version, reviews=reviews, full=len(reviews) >= kind.reviewers)
    return _with(alert, version, reviewed)


def _marked(alert: Alert, event: Event, body: MarkerConfirmed) -> Alert:
    """A warning whose evidence was confirmed, on the version that asks for it."""
    versions = (alert.pending, alert.current)
    version = next((one for one in versions if one is not None and one.content == body.content), None)
    if version is None or version.refused:
        return _void(alert, event, "alert.other_content")
    if body.national_of == alert.owner or not is_country(body.national_of):
        return _void(alert, event, "review.nationality")
    return _with(alert, version, structs.replace(version, markers={**version.markers, body.marker: event.at}))


def _refused(alert: Alert, event: Event, body: ReviewRefused, law: Law, duty: Duty) -> Alert:
    version = _under_review(alert, body.content)
    if version is None:
        return _void(alert, event, "alert.other_content")
    by_lot = law.kinds[alert.kind].by_lot
    if by_lot and (why := reviewing.seat(version.lot, event.author.id, body.national_of, duty)):
        return _void(alert, event, why)
    refused = structs.replace(version, refused=body.ground, reasons=event.payload, refused_by=event.member)
    if version is alert.current:  # an urgent alert whose full review fails goes at once
        return structs.replace(alert, current=None, pending=refused)
    return structs.replace(alert, pending=refused)


def _stepped(alert: Alert, event: Event, body: Step, law: Law, duty: Duty) -> Alert:
    """A step of the lot, a call, or a question, for what is under review."""
    version = _under_review(alert, body.content)
    if version is None:
        return _void(alert, event, "alert.other_content")
    after = taken(alert, version, event, body, law, duty)
    return _void(alert, event, after) if isinstance(after, str) else _with(alert, version, after)


def _cleared(alert: Alert, event: Event, content: str, law: Law) -> Alert:
    after = shielding.cleared(alert.pending, content, event.at, approval=law.kinds[alert.kind].approval)
    return _void(alert, event, after) if isinstance(after, str) else structs.replace(alert, pending=after)


def _withheld(alert: Alert, event: Event, body: CommissionWithheld) -> Alert:
    """What is withheld while it is in force, is in force no more."""
    live = [one for one in (alert.pending, alert.current) if one is not None and not one.refused]
    found = next((one for one in live if one.content == body.content), None)
    if found is None:
        return _void(alert, event, "alert.other_content")
    if body.items:
        return _end_items(alert, event, body.items, WITHHELD)
    current = None if found is alert.current else alert.current
    return structs.replace(alert, current=current, pending=shielding.withheld(found, event.member))


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


def _circulated(alert: Alert, event: Event, body: AlertCirculated, law: Law) -> Alert:
    if event.member != alert.owner:
        return _void(alert, event, "alert.not_owner")
    current, pending = alert.current, alert.pending
    goes_on = current is not None and current.urgent and current.full and current.content == body.content
    version = current if goes_on else pending
    if version is None or version.content != body.content:
        return _void(alert, event, "alert.other_content")
    if code := _not_yet(alert, version, event, law, goes_on=goes_on):
        return _void(alert, event, code)
    if goes_on:
        ordinary = structs.replace(version, urgent=False, expires_at="", because="", circulated_at=event.at)
        return structs.replace(alert, current=ordinary)
    in_force = structs.replace(version, circulated_at=event.at, urgent=version.urgent and not version.full)
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
    return "alert.ended" if over else ""


def _discontinued(alert: Alert, event: Event, body: AlertDiscontinued) -> Alert:
    if event.member != alert.owner:
        return _void(alert, event, "alert.not_owner")
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


__all__ = ["ERASURE_ORDERED", "MAX_VOIDS", "Alert", "Review", "Version", "evolve", "stage"]
