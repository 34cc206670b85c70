"""What nodes do about certificates by themselves: the commission's asks about those that an amended alert contradicts; every
node erases what one that is over said.

One whose alert has ended clears nobody, because nobody meets the alert. It is not taken back for that: the owner, who knows
when it ended the alert, would read off the hour of the statement that a namesake of it was cleared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from mithaq.app.clearances import contradicted, every
from mithaq.app.node import Node
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader
from mithaq.domain.clearance import ISSUED, Clearance
from mithaq.domain.instant import text

LOOKED = "clearances.looked"
CONFLICT = "clearance.conflict"


def watch_clearances(node: Node) -> int:
    """Once an hour, at the commission's node: ask a commissioner about certificates that are contradicted; how many."""
    now = text(node.now())
    if node.kind != "commission":
        return 0
    with node.store.read() as reader:
        if reader.desk.meta(LOOKED) == now[:13]:
            return 0
        looked = [one.id for one in every(reader, ISSUED) if one.holds_at(now) and contradicted(reader, one.id)[1]]
        known = {task.id for task in reader.desk.tasks("commissioner", open_only=False)} if looked else set()
    tasks = [task for task in (_task(id, now) for id in looked) if task.id not in known]
    with node.store.write() as tx:
        for task in tasks:
            tx.desk.put_task(task)
        tx.desk.put_meta(LOOKED, now[:13])
    return len(tasks)


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
