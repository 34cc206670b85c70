"""A missing child, or a vulnerable person, was found: the child-protection authority decides within its hours from the stop
on (law.md, *Kinds of alert*).

The authority has no desk here and signs nothing. What this node can do is keep its clock: the bureau is told at once, and
again when the hours are over and it has not said what becomes of the hit.
"""

from __future__ import annotations

import msgspec

from mithaq.app.node import Node
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.hit import Hit
from mithaq.domain.instant import text
from mithaq.domain.message.clocks import due_at

ACTION = "child_protection"
RULE = "child_decision"
"""The house rule for how long the authority has."""
DECIDES, OVERDUE = "child.decides", "child.overdue"
WAITING = "child.waiting"


def due_of(node: Node, hit: Hit) -> str:
    """Until when the authority decides on whom was found; empty for a hit of any other kind."""
    is_child = node.law.kinds[hit.kind].action == ACTION
    return due_at(node.law, RULE, node.member, hit.held_from) if is_child else ""


def begin(node: Node, tx: Writer, hit: Hit) -> None:
    """It was confirmed: the clock is kept from here, and has run since the stop."""
    due = due_of(node, hit)
    if due:
        _put(tx, {**_waiting(tx), hit.id: due})
        tx.desk.put_task(TaskRow(f"t-child-{hit.id[2:]}", "bureau", DECIDES, hit.id, text(node.now())))


def settled(node: Node, tx: Writer, hit: str) -> None:
    """The bureau has said what becomes of it."""
    kept = _waiting(tx)
    if hit in kept:
        _put(tx, {id: due for id, due in kept.items() if id != hit})
    for code in (DECIDES, OVERDUE):
        tx.desk.finish_tasks(hit, code, text(node.now()))


def watch_children(node: Node) -> int:
    """Raise what is over; how many."""
    now = text(node.now())
    with node.store.read() as reader:
        over = [id for id, due in _waiting(reader).items() if due <= now]
    if not over:
        return 0
    with node.store.write() as tx:
        _put(tx, {id: due for id, due in _waiting(tx).items() if id not in over})
        for id in over:
            tx.desk.put_task(TaskRow(f"t-child-over-{id[2:]}", "bureau", OVERDUE, id, now))
    return len(over)


def _waiting(reader: Reader) -> dict[str, str]:
    """Each hit whose authority has still time, and until when."""
    return msgspec.json.decode(reader.desk.meta(WAITING) or "{}", type=dict[str, str])


def _put(tx: Writer, waiting: dict[str, str]) -> None:
    tx.desk.put_meta(WAITING, msgspec.json.encode(waiting).decode())
