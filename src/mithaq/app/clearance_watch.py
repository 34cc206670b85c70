"""What nodes do about certificates by themselves: the commission's ends those whose alert has ended and asks about those
that an amended alert contradicts; every node erases what one that is over said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from mithaq.app.clearances import contradicted, every
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, node_actor
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader
from mithaq.domain.clearance import ISSUED, Clearance, ClearanceWithdrawn
from mithaq.domain.instant import text

LOOKED = "clearances.looked"
CONFLICT = "clearance.conflict"
ENDED = "clearance_alert_ended"


def watch_clearances(node: Node) -> int:
    """Once an hour, at the commission's node; how many certificates were taken back. Elsewhere there is nothing to do.

    No border waits for this: an alert that has ended is met by nobody, and each check compares the newest version itself.
    """
    now = text(node.now())
    if node.kind != "commission":
        return 0
    with node.store.read() as reader:
        if reader.desk.meta(LOOKED) == now[:13]:
            return 0
        looked = [(one.id, *contradicted(reader, one.id)) for one in every(reader, ISSUED) if one.holds_at(now)]
        known = {task.id for task in reader.desk.tasks("commissioner", open_only=False)} if looked else set()
    over = [id for id, alert, _ in looked if alert is not None and alert.ended]
    tasks = [_task(id, now) for id, _, conflict in looked if conflict and id not in over]
    with node.write() as tx:
        for id in over:
            body = ClearanceWithdrawn(ENDED)
            issue(node, tx, node_actor(node), Statement("clearance.withdrawn", id, body))
            tx.store.desk.finish_tasks(id, CONFLICT, now)
        for task in tasks:
            if task.id not in known:
                tx.store.desk.put_task(task)
        tx.store.desk.put_meta(LOOKED, now[:13])
    return len(over)


def over_clearances(node: Node, reader: Reader) -> list[Clearance]:
    """The certificates that clear nothing any more: nobody keeps what they said."""
    now = text(node.now())
    return [one for one in every(reader) if one.withdrawn_at or one.until <= now]


def said_in(clearances: Iterable[Clearance]) -> dict[str, list[str]]:
    """The commitments of these certificates, by certificate."""
    return {one.id: [one.payload] for one in clearances}


def _task(clearance: str, now: str) -> TaskRow:
    """One for a certificate, however often its alert is amended."""
    id = hashlib.sha256(f"{clearance} {CONFLICT}".encode()).hexdigest()[:24]
    return TaskRow(f"t-{id}", "commissioner", CONFLICT, clearance, now)
