"""What waits to be circulated does not wait for ever: its owner is warned, and when its time is over it is erased.

Nobody has to act for that: from the end on it cannot circulate, and whoever holds it erases it (`app.erase`).
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from mithaq.app.node import Node
from mithaq.app.orders import DESK
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain.alert import Alert
from mithaq.domain.instant import text
from mithaq.domain.retention import pending_until

ENDS = "pending.ends"
"""The code of the task: what was written and not circulated will be deleted."""
WARNING = "pending_warning"
LOOKED = "pending.looked"
"""The day on which the own alerts were last looked through."""
WAITING = ("drafted", "approved", "reviewed", "circulated")
EVERY = 10_000_000
DAY = len("2026-11-22")


def warn_of_pending(node: Node) -> int:
    """Tell the own desk, once a day, what will be deleted because it was not circulated; close what is settled. How many
    were told of now.
    """
    now = text(node.now())
    with node.store.read() as reader:
        if reader.desk.meta(LOOKED) == now[:DAY]:
            return 0
        due = _due(node, reader)
        known = {task.id: task for task in reader.desk.tasks(DESK[node.kind]) if task.code == ENDS}
    fresh = [task for id, task in due.items() if id not in known]
    with node.store.write() as tx:
        tx.desk.put_meta(LOOKED, now[:DAY])
        for id, task in known.items():
            if id not in due:
                tx.desk.finish_tasks(task.subject, ENDS, now)
        for task in fresh:
            tx.desk.put_task(task)
    return len(fresh)


def _due(node: Node, reader: Reader) -> dict[str, TaskRow]:
    """A task for each version that ends within the time of the warning; an urgent one ends too soon for any."""
    now, ahead = node.now(), timedelta(days=node.law.house[WARNING].number)
    found = {}
    for row in reader.register.folds("alert", member=node.member, states=WAITING, limit=EVERY):
        alert = decode_fold(row)
        version = alert.pending if isinstance(alert, Alert) else None
        if not isinstance(alert, Alert) or version is None or (version.urgent and not version.full):
            continue
        end = pending_until(alert, version, node.law)
        if end is not None and end - ahead <= now < end:
            id = f"t-{hashlib.sha256(f'{alert.id} {ENDS} {version.content}'.encode()).hexdigest()[:24]}"
            found[id] = TaskRow(id, DESK[node.kind], ENDS, alert.id, text(now))
    return found
