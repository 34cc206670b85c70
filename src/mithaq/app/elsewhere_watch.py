"""What a person was held elsewhere is counted as soon as its word arrives, also in a detention that is under way.

What may be about other facts is put to a prosecutor: he counts it, or finds with reasons that it is.
"""

from __future__ import annotations

import hashlib

from mithaq.app.cases import say
from mithaq.app.custody_elsewhere import is_pending
from mithaq.app.elsewhere import COUNTING, UNCOUNTED, affected, others_of, uncounted
from mithaq.app.node import Node, Transaction, node_actor
from mithaq.app.ports.rows import TaskRow
from mithaq.domain.case.case import Case
from mithaq.domain.instant import text


def watch_elsewhere(node: Node) -> int:
    """Count in every case under way what became known since the last round; in how many that was."""
    with node.store.read() as reader:
        if not is_pending(reader):
            return 0
    with node.write() as tx:
        return sum(_count(node, tx, case) for case in affected(tx.store, node.member, text(node.now()), node.scales))


def _count(node: Node, tx: Transaction, case: Case) -> int:
    now = text(node.now())
    others = others_of(tx.store, case, now, node.scales)
    said = uncounted(case, others.same, now)
    if said is not None:
        say(node, tx, node_actor(node), case, COUNTING, said)
    after = tx.projection.fold(case.id)
    asked = uncounted(after, (*others.same, *others.unsure), now) if isinstance(after, Case) else None
    if asked is not None:
        id = hashlib.sha256(f"{case.id} {UNCOUNTED} {asked.held_elsewhere}".encode()).hexdigest()[:24]
        tx.store.desk.put_task(TaskRow(f"t-{id}", "prosecutor", UNCOUNTED, case.id, now))
    return int(said is not None)
