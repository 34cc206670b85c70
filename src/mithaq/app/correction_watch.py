"""Versions that say again what the commission ordered to correct: its own node finds them as soon as they are here."""

from __future__ import annotations

import hashlib

from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert
from mithaq.domain.audience import versions
from mithaq.domain.content import Content
from mithaq.domain.errors import Refusal
from mithaq.domain.law import Law
from mithaq.domain.remedy.corrected import unchanged
from mithaq.domain.remedy.orders import Correction
from mithaq.domain.remedy.papers import Wrong, decode
from mithaq.journal.payload import Payload

CHECK, UNMET = "correction.to_accept", "correction.unmet"


def unmet(reader: Reader, alert: Alert, order: Correction, content: Content) -> tuple[str, ...]:
    """The ordered fields in which this content says what it said when the correction was ordered."""
    paper = reader.payloads.get(order.what, alert.id) if order.what else None
    try:
        wrong = decode(paper.body, Wrong) if paper is not None else None
    except Refusal:
        return ()
    return unchanged(order.fields, wrong.was, content) if wrong is not None else ()


def watch_payload(tx: Writer, member: str, law: Law, alert: Alert, hash: str, payload: Payload) -> None:
    """A payload came: if it is a version written after an order to correct, also one that was met long ago, and says again
    what was wrong, the commissioners get a task. Anyone of them may freeze.
    """
    version = next((one for one in versions(alert) if one.payload == hash), None)
    if member not in law.oversight or version is None:
        return
    try:
        content = contents.decode(payload.body)
    except Refusal:
        return
    orders = [one for one in alert.orders.corrections if one.amended == version.content]
    if any(unmet(tx, alert, one, content) for one in orders):
        tx.desk.put_task(_task(UNMET, alert.id, version.at, version.content))
    elif orders:
        tx.desk.finish_tasks(alert.id, UNMET, version.at)


def follow_corrections(tx: Writer, alert: Alert) -> None:
    """At the commission: a new version waits to be found as ordered, or nothing waits any more."""
    for one in alert.orders.corrections:
        if one.done_at or alert.ended:
            tx.desk.finish_tasks(alert.id, CHECK, one.done_at or alert.ended_at)
        elif one.amended and one.accepted != one.amended:
            tx.desk.put_task(_task(CHECK, alert.id, one.at, one.hash))
    if alert.ended:
        tx.desk.finish_tasks(alert.id, UNMET, alert.ended_at)


def _task(code: str, subject: str, at: str, what: str) -> TaskRow:
    """A task that is raised once, however often this is looked at."""
    id = hashlib.sha256(f"{subject} {code} {what}".encode()).hexdigest()[:24]
    return TaskRow(f"t-{id}", "commissioner", code, subject, at)
