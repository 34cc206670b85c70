"""The end of a retention: its owner is warned months ahead, and keeps the alert only by a recorded reassessment.

Nobody has to act for the deletion: from the end on no node shows the alert, and each erases it (`app.erase`).
"""

from __future__ import annotations

import hashlib

import msgspec

from mithaq.app.alert_reading import visible
from mithaq.app.alerts import said
from mithaq.app.issue import Statement, require
from mithaq.app.node import Actor, Node
from mithaq.app.orders import DESK
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.project import decode_fold
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.domain.own_say import keeping
from mithaq.domain.own_say.events import Reassessed
from mithaq.domain.own_say.keeping import Weighed, ends_at, warned_from

ENDS = "retention.ends"
"""The code of the task: this alert will be deleted unless somebody weighs it anew."""
LOOKED = "retention.looked"
"""The day on which the own alerts were last looked through: a retention is counted in years, a warning in months."""
EVERY = 10_000_000
DAY = len("2026-11-22")
TOLD = {kind: (desk, "prosecutor") if kind == "state" else (desk,) for kind, desk in DESK.items()}
"""Who is told: the desk that keeps the alert, and whoever may weigh it anew."""


def reassess(node: Node, actor: Actor, subject: str, ground: str, words: str) -> Event:
    """Weigh an alert anew and keep it for another term. Raises NotFound, Forbidden, Refusal ``ground.unknown``,
    ``content.invalid`` without words, ``retention.not_due`` before the warning, ``alert.ended`` after the end.
    """
    node.law.ground(ground, "reassess")
    paper = _checked(words)
    with node.write() as tx:
        alert = visible(node, tx.store, actor, subject)
        require(node, actor, "retention.reassessed", relation_to(node.member, alert.owner), alert.state)
        if is_over(node, alert):
            raise Refusal(
                "alert.ended", "state"
            )  # whatever its statement would say, nobody brings back what is deleted
        content = alert.current.content if alert.current is not None else ""
        body = Reassessed(content, ground)
        statement = Statement("retention.reassessed", subject, body, keeping.encode(paper))
        event = said(node, tx, actor, statement)
        tx.store.desk.finish_tasks(subject, ENDS, text(node.now()))
        return event


def warn_owners(node: Node) -> int:
    """Tell the own desk of each alert whose retention ends within the time of the warning; close what is settled. How many
    were told of now. Looks through the own alerts once a day.
    """
    now = text(node.now())
    with node.store.read() as reader:
        if reader.desk.meta(LOOKED) == now[:DAY]:
            return 0
        rows = reader.register.folds("alert", member=node.member, states=("circulated",), limit=EVERY)
        alerts = [alert for row in rows if isinstance(alert := decode_fold(row), Alert)]
        due = [alert for alert in alerts if (start := warned_from(alert, node.law)) and start <= now]
        tasks = [task for role in TOLD[node.kind] for task in reader.desk.tasks(role)]
        open_tasks = {task.id: task for task in tasks if task.code == ENDS}
    with node.store.write() as tx:
        tx.desk.put_meta(LOOKED, now[:DAY])
        told = sum(_tell(node, tx, alert, open_tasks, now) for alert in due if not is_over(node, alert))
        for task in open_tasks.values():
            _close(node, tx, task, now)
    return told


def words_of(reader: Reader, alert: Alert) -> dict[str, str]:
    """The reasons of each reassessment, by its hash, where they are held: at the owner and the commission."""
    found = {}
    for one in alert.own_say.reassessed:
        payload = reader.payloads.get(one.paper, alert.id)
        if payload is not None:
            try:
                found[one.hash] = keeping.decode(payload.body).text
            except Refusal:
                continue  # nobody can read them; the ground shows
    return found


def is_over(node: Node, alert: Alert) -> bool:
    """Whether the retention has ended by now."""
    end = ends_at(alert, node.law)
    return bool(end) and end <= text(node.now())


def _tell(node: Node, tx: Writer, alert: Alert, known: dict[str, TaskRow], now: str) -> int:
    end, told = ends_at(alert, node.law), 0
    for role in TOLD[node.kind]:
        id = f"t-{hashlib.sha256(f'{alert.id} {ENDS} {end} {role}'.encode()).hexdigest()[:24]}"
        if id not in known:
            tx.desk.put_task(TaskRow(id, role, ENDS, alert.id, now))
            told = 1
    return told


def _close(node: Node, tx: Writer, task: TaskRow, now: str) -> None:
    """A task is settled where the alert has ended, is deleted, or is kept for another term."""
    row = tx.register.fold(task.subject)
    alert = decode_fold(row) if row is not None else None
    if not isinstance(alert, Alert) or is_over(node, alert) or now < (warned_from(alert, node.law) or "9999"):
        tx.desk.finish_tasks(task.subject, ENDS, now)


def _checked(words: str) -> Weighed:
    try:
        return msgspec.convert({"text": words.strip()}, Weighed)
    except msgspec.ValidationError:
        raise Refusal("content.invalid", "reasons") from None
