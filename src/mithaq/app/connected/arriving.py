"""A question has arrived: is it in order, and whom does it meet at home? Looked at when it is here; told at its hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from mithaq.app.connected.asking import MET, questions, terms
from mithaq.app.connected.declaring import answering
from mithaq.app.connected.matter import alert_of, check_same, content_of
from mithaq.app.log import write_line
from mithaq.app.node import Node, node_actor
from mithaq.app.ports.faults import StoreFault
from mithaq.app.ports.home import HomeFound
from mithaq.app.ports.questions import AnswerRow
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader
from mithaq.domain.case.clocks import instant
from mithaq.domain.connected import sheets
from mithaq.domain.connected.question import Question
from mithaq.domain.connected.sheets import MOST_HITS
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instant import Instant, text
from mithaq.domain.message.clocks import due_at

STEP = timedelta(minutes=15)
"""Answers leave at quarters of an hour, so that the time of one tells nothing of how it came about."""

TASK = "question.judge"
DAMAGED, HERE = "connected.damaged", "connected"
"""The task of an administrator's where an index cannot be asked, and what it is about."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_found = msgspec.json.Decoder(tuple[HomeFound, ...])


def look(node: Node) -> int:
    """Look at every question to this state whose words are here and that was not looked at; how many."""
    with node.store.read() as reader:
        new = [
            (one, payload.body)
            for one in questions(reader, states=("asked",))
            if node.member in one.to
            and node.member not in one.answers
            and reader.questions.answer(one.id) is None
            and (payload := reader.payloads.get(one.payload, one.id)) is not None
        ]
    return sum(_look(node, question, raw) for question, raw in new)


def found_in(row: AnswerRow) -> tuple[HomeFound, ...]:
    """The records that were met."""
    return _found.decode(row.found) if row.found else ()


def hour_after(node: Node, arrived: str) -> str:
    """When what arrived then is answered: the first quarter of an hour after the one waiting time of all questions."""
    over: Instant = instant(due_at(node.law, "question_wait", node.member, arrived)) or node.now()
    return text(_EPOCH + -(-(over - _EPOCH) // STEP) * STEP)


def _look(node: Node, question: Question, raw: bytes) -> bool:
    """Judge, search and write down; the bureau is told where it has something to decide. False where an index fails: then
    nothing is written down, and the next round looks again. Whomever the question is about, it has no answer meanwhile.
    """
    now = text(node.now())
    said: sheets.Question | None = None
    found: tuple[HomeFound, ...] = ()
    refused = ""
    try:
        said = sheets.decode_question(raw)
        with node.store.read() as reader:
            found = _search(node, reader, question, said)
    except NotFound:
        refused = "question.not_held"
    except Refusal as refusal:
        refused = refusal.code
    except StoreFault:
        _tell_of_damage(node, now)
        return False
    with node.write() as tx:
        purpose = said.purpose if said is not None else ""
        counted = terms(said) if said is not None else []
        line = {"question": said, "by": question.member, "officer": question.officer}
        write_line(
            node,
            tx.store.desk,
            node_actor(node),
            MET,
            purpose=purpose,
            reference=question.id,
            terms=counted,
            secret=line,
        )
        row = AnswerRow(question.id, now, hour_after(node, now), msgspec.json.encode(found), refused)
        tx.store.questions.put_answer(row)
        if found:
            tx.store.desk.put_task(TaskRow(f"t-question-{question.id}", "bureau", TASK, question.id, now))
        tx.store.desk.finish_tasks(HERE, DAMAGED, now)
    return True


def _tell_of_damage(node: Node, now: str) -> None:
    """One task, until a look succeeds again."""
    with node.store.read() as reader:
        known = any(task.code == DAMAGED for task in reader.desk.tasks("administrator"))
    if not known:
        with node.store.write() as tx:
            tx.desk.put_task(TaskRow(node.new_id("t"), "administrator", DAMAGED, HERE, now))


def _search(node: Node, reader: Reader, question: Question, said: sheets.Question) -> tuple[HomeFound, ...]:
    """Whom it meets in the databases that its kind of alert lets it ask. Raises Refusal where it is not in order."""
    if said.purpose not in node.law.connected.purposes:
        raise Refusal("question.purpose", "purpose")
    if said.basis not in node.law.instruments:
        raise Refusal("question.basis", "basis")
    alert = alert_of(node, reader, said.about, question.member)
    check_same(said, content_of(reader, alert, said.item))
    kinds = node.law.connected.kinds_for(alert.kind)
    names = [one.name for one in answering(node, reader) if one.mapping.kind in kinds]
    if not names or node.home is None:
        return ()
    return node.home.find(names, said.person, said.object)[:MOST_HITS]
