"""What the commission's node does by itself about remedies: it states a silence when it is over, and warns of due dates."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import msgspec

from mithaq.app.alerts import load
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, node_actor
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.project import REMEDY, decode_fold
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import parse, text
from mithaq.domain.remedy.order_events import AlertSuspended
from mithaq.domain.remedy.remedy import Remedy
from mithaq.domain.remedy.states import OPEN

HEARINGS = "hearings.open"
WARNING = "remedy_warning"
DUE_SOON, OVERDUE = "remedy.due_soon", "remedy.overdue"
EVERY = 10_000_000


def remember(tx: Writer, subject: str) -> None:
    """The commission hears the owner of this alert: look at it until it is answered or its time is over."""
    tx.desk.put_meta(HEARINGS, msgspec.json.encode(sorted({*_heard(tx), subject})).decode())


def watch_remedies(node: Node) -> int:
    """One round at the commission's node; how many suspensions were signed. Elsewhere there is nothing to do."""
    if node.kind != "commission":
        return 0
    _warn(node)
    with node.store.read() as reader:
        subjects = _heard(reader)
        over = [subject for subject in subjects if _is_over(node, reader, subject)]
        done = [subject for subject in subjects if _is_done(reader, subject)]
    for subject in over:
        _suspend(node, subject)
    if over or done:
        with node.store.write() as tx:
            tx.desk.put_meta(HEARINGS, msgspec.json.encode(sorted(_heard(tx) - {*over, *done})).decode())
    return len(over)


def _suspend(node: Node, subject: str) -> None:
    with node.write() as tx:
        alert = load(tx.store, subject)
        for one in alert.orders.hearings if alert is not None else ():
            if not one.answered_at and not one.suspended_at and one.due_at <= text(node.now()):
                statement = Statement("alert.suspended", subject, AlertSuspended(one.hash))
                issue(node, tx, node_actor(node), statement)


def _is_over(node: Node, reader: Reader, subject: str) -> bool:
    alert = load(reader, subject)
    now = text(node.now())
    return alert is not None and bool(alert.orders.silent_from) and alert.orders.silent_from <= now


def _is_done(reader: Reader, subject: str) -> bool:
    alert = load(reader, subject)
    return alert is None or bool(alert.ended) or not alert.orders.silent_from


def _heard(reader: Reader) -> set[str]:
    return msgspec.json.decode(reader.desk.meta(HEARINGS) or "[]", type=set[str])


def _warn(node: Node) -> None:
    """A task for the commissioners before an application is due, and another when it is overdue."""
    with node.store.read() as reader:
        rows = reader.register.folds("bond", kind=REMEDY, states=tuple(OPEN), limit=EVERY)
        open_ones = [fold for row in rows if isinstance(fold := decode_fold(row), Remedy)]
        coming = [task for one in open_ones if (task := _task(node, one)) is not None]
        known = {task.id for task in reader.desk.tasks("commissioner", open_only=False)} if coming else set()
    new = [task for task in coming if task.id not in known]
    if new:
        with node.store.write() as tx:
            for task in new:
                tx.desk.finish_tasks(task.subject, DUE_SOON, text(node.now()))
                tx.desk.put_task(task)


def _task(node: Node, remedy: Remedy) -> TaskRow | None:
    rule = node.law.house.get(WARNING)
    days = rule.number if rule is not None and rule.unit == "days" else 0
    try:
        due = parse(remedy.due_at)
    except Refusal:
        return None
    if node.now() < due - timedelta(days=days):
        return None
    code = OVERDUE if node.now() >= due else DUE_SOON
    id = hashlib.sha256(f"{remedy.id} {code} {remedy.due_at}".encode()).hexdigest()[:24]
    return TaskRow(f"t-{id}", "commissioner", code, remedy.id, text(node.now()))
