"""Answers leave at fixed hours, as the node and never as a person, each as long as any other. What is withheld is *no hit*.

In one round the answers that are due are made ready, which may take longer for one than for another; in the next all that
are ready leave, in the order of their random ids, which takes as long for each (docs/databases-at-home.md).
"""

from __future__ import annotations

from msgspec import structs

from mithaq.app.connected.arriving import TASK, found_in
from mithaq.app.connected.asking import find, sheet_of
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, node_actor
from mithaq.app.own_protection import protects
from mithaq.app.ports.home import HomeDatabase, HomeFound
from mithaq.app.ports.questions import AnswerRow
from mithaq.app.ports.store import Reader
from mithaq.app.risks import current
from mithaq.app.shield.forms import Source
from mithaq.domain.connected import sheets
from mithaq.domain.connected.events import QuestionAnswered
from mithaq.domain.connected.question import Question
from mithaq.domain.connected.sheets import Answer, HomeHit
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.search.exact import normal_document

NO_HIT = Answer("no_hit")


def leave(node: Node) -> int:
    """Let go what a round before made ready; how many answers."""
    with node.store.read() as reader:
        ready = [row for row in reader.questions.answers() if row.ready]
    if not ready:
        return 0
    with node.write() as tx:
        now, who = text(node.now()), node_actor(node)
        for row in ready:
            question = find(tx.store, row.id)
            if question is not None and node.member not in question.answers:  # else this node was restored since
                issue(node, tx, who, Statement("question.answered", row.id, QuestionAnswered(), row.ready))
            tx.store.questions.put_answer(structs.replace(row, ready=b"", answered_at=now))
            tx.store.desk.finish_tasks(row.id, TASK, now)
    return len(ready)


def make_ready(node: Node) -> int:
    """Make the answers whose hour has come; how many."""
    now = text(node.now())
    with node.store.read() as reader:
        due = [row for row in reader.questions.answers() if not row.ready and row.due_at <= now]
        made = [structs.replace(row, ready=sheets.encode_answer(answer_of(node, reader, row))) for row in due]
    if made:
        with node.store.write() as tx:
            for row in made:
                tx.questions.put_answer(row)
    return len(made)


def answer_of(node: Node, reader: Reader, row: AnswerRow) -> Answer:
    """What is said on this question now."""
    if row.refused:
        return Answer("refused", refused=row.refused)
    question = find(reader, row.id)
    told = tuple(one for one in found_in(row) if not withheld(node, reader, question, row, one)) if question else ()
    if not told:
        return NO_HIT
    return Answer("hit", tuple(_hit(one) for one in told))


def withheld(node: Node, reader: Reader, question: Question, row: AnswerRow, found: HomeFound) -> str:
    """Why this record is not told, as a code for the own bureau alone; empty if it is told."""
    database = next((one for one in _databases(node) if one.name == found.database), None)
    if row.decision == "no":
        return "bureau"
    if database is None or question.member in database.mapping.never_to:
        return "never_to"
    if database.mapping.answer == "officer" and row.decision != "yes":
        return "officer"
    if any(one.state_flagged == question.member for one in current(reader)):
        return "risk"
    return "protected" if _is_protected(node, reader, question, found) else ""


def _is_protected(node: Node, reader: Reader, question: Question, found: HomeFound) -> bool:
    """Whether the one who was found, or who is asked for, meets a protection of this state."""
    try:
        said = sheet_of(reader, question)
    except Refusal:
        said = None
    sources = [Source(one) for one in (found.record.identity, said.person if said is not None else None) if one]
    if found.record.item is not None:
        sources.append(Source(document=normal_document(found.record.item.document)))
    return any(protects(node, reader, one) for one in sources)


def _hit(found: HomeFound) -> HomeHit:
    return HomeHit(
        found.database,
        found.kind,
        "strong" if found.klass == "strong" else "possible",
        found.score,
        found.record.reference[:200],
    )


def _databases(node: Node) -> tuple[HomeDatabase, ...]:
    return node.home.databases() if node.home is not None else ()
