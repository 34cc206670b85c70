"""What follows at this member from an order of the commission: who is told, and what may not be done any more.

A case that rests on a stopped alert is never ended silently: whether the person is to be released is asked, as a task.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from mithaq.app.correction_watch import follow_corrections
from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.rows import TaskRow, Want
from mithaq.app.ports.store import Writer
from mithaq.domain.alert import ERASURE_ORDERED, Alert
from mithaq.domain.case.case import Case
from mithaq.domain.errors import Refusal
from mithaq.domain.law import Law

HIDING, WEIGHED = "hiding.authorised", "retention.reassessed"
STOPPED, ASKED, ANSWERED, CORRECT = "alert.stopped", "hearing.asked", "hearing.answered", "correction.ordered"
SWEPT = "erase.swept"
"""The hour in which the register was last looked through for what is to be erased; empty: look at once."""
DESK = {"state": "bureau", "secretariat": "reviewer", "commission": "commissioner"}
EVERY = 10_000_000
RUNNING = frozenset({
    "requested", "admitted", "arrested", "informed", "granted", "appealed", "final", "dated", "postponed", "lent", "escaped",
    "release_due",
})  # fmt: skip
"""The states of a case in which somebody is held on it, or may come to be."""


class Resting(Struct, frozen=True):
    """What of a folded case says on which alert it rests; the rest of the row is not read."""

    id: str
    alert: str
    state: str


_decoder = msgspec.json.Decoder(Resting)


def check_not_stopped(alert: Alert | None, item: str = "") -> None:
    """Raises Refusal ``alert.stopped``: no arrest, request or hit rests on an alert that the commission stopped, nor on such
    an item of a batch.
    """
    if alert is not None and (alert.orders.stopped or item in alert.orders.frozen_items):
        raise Refusal("alert.stopped", "alert")


def stop_of(alert: Alert | None) -> tuple[str, str]:
    """Why the commission stopped this alert and since when: ``frozen``, ``correction``, ``silent``, ``erased``, or empty."""
    if alert is None or not is_stopped(alert):
        return "", ""
    if alert.ended:
        return "erased", alert.ended_at
    return alert.orders.stopped, alert.orders.stopped_since


def follow_orders(tx: Writer, member: str, law: Law, before: Alert | None, after: Alert) -> None:
    """These orders changed, or the alert ended: fetch what is for this member, tell whom it concerns."""
    if after.ended == ERASURE_ORDERED and (before is None or not before.ended):
        tx.desk.put_meta(SWEPT, "")
    _want(tx, member, law, after)
    _ask_cases(tx, member, before, after)
    if member == after.owner:
        _tell_owner(tx, DESK[law.member_kind(member)], after)
    if member in law.oversight:
        follow_corrections(tx, after)
        known = {one.hash for one in before.orders.hearings if one.answered_at} if before else set()
        for one in after.orders.hearings:
            if one.answered_at and one.hash not in known:
                tx.desk.put_task(_task("commissioner", ANSWERED, after.id, one.answered_at, one.hash))


def follow_case(tx: Writer, member: str, case: Case) -> None:
    """A case changed: if it rests on a stopped alert, its parties are asked, also where the order came first."""
    row = tx.register.fold(case.alert) if case.alert and case.concerns(member) else None
    if row is None or case.state not in RUNNING:
        return
    alert = msgspec.json.decode(row.fold, type=Alert) if row.about == "alert" else None
    if alert is not None and is_stopped(alert):
        _ask_release(tx, Resting(case.id, case.alert, str(case.state)), alert)


def _ask_cases(tx: Writer, member: str, before: Alert | None, after: Alert) -> None:
    """The release question opens when the alert is stopped or erased, and closes when it is in force again."""
    was, now = bool(before and is_stopped(before)), is_stopped(after)
    if now and not was:
        for case in _resting(tx, member, after.id):
            _ask_release(tx, case, after)
    elif was and not now and not after.ended:
        for case in _resting(tx, member, after.id):
            tx.desk.finish_tasks(case.id, STOPPED, after.orders.free_since)


def is_stopped(alert: Alert) -> bool:
    """Whether the commission stopped the alert, or had it erased."""
    return alert.ended == ERASURE_ORDERED or (not alert.ended and bool(alert.orders.stopped))


def _ask_release(tx: Writer, case: Resting, alert: Alert) -> None:
    since = alert.ended_at or alert.orders.stopped_since
    tx.desk.put_task(_task("prosecutor", STOPPED, case.id, since, alert.id))


def _tell_owner(tx: Writer, desk: str, alert: Alert) -> None:
    for hearing in alert.orders.hearings:
        if hearing.answered_at or alert.ended:
            tx.desk.finish_tasks(alert.id, ASKED, hearing.answered_at or alert.ended_at)
        else:
            tx.desk.put_task(_task(desk, ASKED, alert.id, hearing.at, hearing.hash))
    for order in alert.orders.corrections:
        if order.done_at or alert.ended:
            tx.desk.finish_tasks(alert.id, CORRECT, order.done_at or alert.ended_at)
        else:
            tx.desk.put_task(_task(desk, CORRECT, alert.id, order.at, order.hash))


def _task(role: str, code: str, subject: str, at: str, what: str) -> TaskRow:
    """A task that is raised once, however often this is looked at."""
    id = hashlib.sha256(f"{subject} {code} {what} {at}".encode()).hexdigest()[:24]
    return TaskRow(f"t-{id}", role, code, subject, at)


def _want(tx: Writer, member: str, law: Law, alert: Alert) -> None:
    """Ask for the papers of orders that are meant for this member and are not here."""
    if alert.ended:
        return
    for (hash, item), holder in order_papers(alert, member, law).items():
        if holder != member and not tx.payloads.held([hash], alert.id) and not tx.payloads.is_wanted(hash, alert.id):
            tx.payloads.want([Want(hash, alert.id, item, holder)])


def order_papers(alert: Alert, member: str, law: Law) -> dict[tuple[str, str], str]:
    """The papers of orders that this member may read: (commitment, item) to the member that wrote it. An answer is for the
    commission, and so are a judge's authorisation to hide and the reasons of a reassessment; what is wrong, for the owner.
    """
    found: dict[tuple[str, str], str] = {}
    if member in law.oversight:
        found |= {(one.answer, ANSWERED): alert.owner for one in alert.orders.hearings if one.answer}
        found |= {(one.paper, HIDING): alert.owner for one in alert.own_say.hidings}
        found |= {(one.paper, WEIGHED): alert.owner for one in alert.own_say.reassessed}
    if member == alert.owner:
        commission = next(iter(law.oversight), "")
        found |= {(one.what, CORRECT): commission for one in alert.orders.corrections if one.what}
    return found


def _resting(tx: Writer, member: str, alert: str) -> Iterator[Resting]:
    """The running cases of this member on that alert."""
    for row in tx.register.folds("case", party=member, states=tuple(RUNNING), limit=EVERY):
        try:
            case = _decoder.decode(row.fold)
        except (msgspec.MsgspecError, UnicodeError):
            raise StoreFault(CORRUPT, "folds") from None
        if case.alert == alert:
            yield case
