"""What a node does for its questions by itself: let ready answers go, make the next ready, look at what has come, compare,
warn, and forget.
"""

from __future__ import annotations

from datetime import timedelta

from mithaq.app.connected.answering import leave, make_ready
from mithaq.app.connected.arriving import look
from mithaq.app.connected.asking import questions
from mithaq.app.connected.data import watch_data
from mithaq.app.connected.declaring import answering, of_member
from mithaq.app.connected.repeats import compare
from mithaq.app.node import Node
from mithaq.app.ports.rows import TaskRow
from mithaq.domain.connected.question import papers
from mithaq.domain.instant import parse, text
from mithaq.domain.message.clocks import due_at

STALE = "connected.stale"
LATE = 2
"""Times its own period after which an index that was not refreshed is a task of the administrator's."""
SWEPT = "connected.swept"


def question_round(node: Node) -> int:
    """One round. Returns how much moved: answers that left or were made ready, questions looked at or compared."""
    moved = leave(node)  # first what the round before made ready: see `app.connected.answering`
    moved += make_ready(node) + look(node) + compare(node)
    watch_data(node)
    _watch_indexes(node)
    _forget(node)
    return moved


def _watch_indexes(node: Node) -> None:
    """A task for each database that is declared and whose index is missing or old."""
    if node.home is None:
        return
    now = node.now()
    with node.store.read() as reader:
        fresh = {
            one.name
            for one in answering(node, reader)
            if now < parse(one.built_at) + timedelta(hours=LATE * one.mapping.refresh_hours)
        }
        declared = of_member(reader, node.member)
        waiting = {task.subject for task in reader.desk.tasks("administrator") if task.code == STALE}
    stale = {one.id for one in declared if one.name not in fresh} - waiting
    over = waiting - {one.id for one in declared if one.name not in fresh}
    if not stale and not over:
        return
    with node.store.write() as tx:
        for subject in sorted(stale):
            tx.desk.put_task(TaskRow(node.new_id("t"), "administrator", STALE, subject, text(now)))
        for subject in sorted(over):
            tx.desk.finish_tasks(subject, STALE, text(now))


def _forget(node: Node) -> None:
    """Once a day: erase what questions and answers said whose time is over, and the digests of them."""
    today = text(node.now())[:10]
    with node.store.read() as reader:
        if reader.desk.meta(SWEPT) == today:
            return
        now = text(node.now())
        old = [one for one in questions(reader) if due_at(node.law, "question_kept", one.member, one.at) <= now]
        held = {one.id: sorted(set(reader.payloads.of(one.id)) | set(papers(one))) for one in old}
    with node.store.write() as tx:
        for id, hashes in held.items():
            tx.payloads.unwant(hashes, id)
            tx.payloads.erase(hashes, id)
        tx.questions.forget(list(held))
        tx.desk.put_meta(SWEPT, today)
    if any(held.values()):
        node.store.scrub()
