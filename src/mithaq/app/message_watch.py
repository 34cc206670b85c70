"""What a node does for its threads by itself: sign for what was delivered, and put what is overdue on the desks."""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.app.messages import DESK, LOOKED_AT, NEW, OVERDUE, TASKS, UNSETTLED, load, say
from mithaq.app.node import Node, node_actor
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain.instant import text
from mithaq.domain.message.events import MessageDelivered
from mithaq.domain.message.thread import Message, Thread
from mithaq.domain.message.view import status

ALIVE = ("open", "disputed", "agreed")
ALL = 1_000_000


def watch_messages(node: Node) -> int:
    """One round: receipts of delivery, then warnings. Returns how many receipts were signed."""
    with node.store.read() as reader:
        mine = _threads(reader, node.member)
        due = [(thread.id, one) for thread in mine for one in _undelivered(reader, thread, node.member)]
    for subject, message in due:
        _sign_for(node, subject, message)
    _warn(node)
    return len(due)


def _threads(reader: Reader, member: str) -> list[Thread]:
    """Those that go on, and the newest that were closed: what was sent before the end may arrive after it."""
    rows = reader.register.folds("message", party=member, states=ALIVE, limit=ALL)
    rows += reader.register.folds("message", party=member, states=("closed",), limit=LOOKED_AT)
    return [fold for row in rows if isinstance(fold := decode_fold(row), Thread)]


def _undelivered(reader: Reader, thread: Thread, member: str) -> list[Message]:
    """What came to this member and is held here, without its receipt."""
    if not thread.concerns(member):
        return []
    owed = [one for one in thread.to_member(member) if not one.delivered_at]
    held = reader.payloads.of(thread.id) if owed else {}
    return [one for one in owed if one.payload in held]


def _sign_for(node: Node, subject: str, message: Message) -> None:
    with node.write() as tx:
        thread = load(tx.store, subject)
        if thread is not None:
            say(node, tx, node_actor(node), thread, MessageDelivered(message.hash))
            tx.store.desk.put_task(_task(node, NEW, subject, subject[2:]))  # one for a thread


def _warn(node: Node) -> None:
    """A task at both bureaux for every answer that is overdue, one at all three for a dispute that is not settled.

    Ended by itself as soon as it is over. A clock that lapsed twice in one thread gives two tasks.
    """
    role = DESK[node.kind]
    with node.store.read() as reader:
        party = "" if node.kind == "commission" else node.member
        rows = reader.register.folds("message", party=party, states=ALIVE, limit=ALL)
        threads = {row.id: fold for row in rows if isinstance(fold := decode_fold(row), Thread)}
        due = [task for thread in threads.values() for task in _due(node, thread)]
        kept = reader.desk.tasks(role, open_only=False) if due else []
        waiting = [task for task in reader.desk.tasks(role) if task.code in TASKS and task.code != NEW]
    known, still = {task.id for task in kept}, {(task.subject, task.code) for task in due}
    over = [task for task in waiting if (task.subject, task.code) not in still]
    _put(node, [task for task in due if task.id not in known], over)


def _due(node: Node, thread: Thread) -> Iterable[TaskRow]:
    view = status(thread, node.now())
    if thread.concerns(node.member):
        yield from (_task(node, OVERDUE, thread.id, owed.message) for owed in view.owed if owed.overdue)
    if view.with_commission:
        yield _task(node, UNSETTLED, thread.id, thread.messages[0].hash)


def _put(node: Node, new: list[TaskRow], over: list[TaskRow]) -> None:
    if not new and not over:
        return
    with node.store.write() as tx:
        for task in new:
            tx.desk.put_task(task)
        for task in over:
            tx.desk.finish_tasks(task.subject, task.code, text(node.now()))


def _task(node: Node, code: str, subject: str, of: str) -> TaskRow:
    """Its id follows from what it is about, so that nobody is given the same task twice."""
    return TaskRow(f"t-{code.replace('.', '-')}-{of[:24]}", DESK[node.kind], code, subject, text(node.now()))
