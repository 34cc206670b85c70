"""Core data after a hit: asked for by an officer, decided by an officer of the owner within 48 hours, read live at home."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from mithaq.app.connected.asking import questions, sheet_of, visible
from mithaq.app.issue import Statement, issue, require
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader
from mithaq.domain.connected import sheets
from mithaq.domain.connected.events import DataAsked, DataDecided
from mithaq.domain.connected.question import DataClock, Question
from mithaq.domain.connected.sheets import Answer, CoreRow, Data
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import parse, text

DUE, OVERDUE = "question.data_due", "question.data_overdue"
DESK = "bureau"
DATA = "question.data"
LONGEST = 2_000
"""Characters of one value: core data are the facts of a decision, not its text."""


class DataDue(Struct, frozen=True):
    """A clock of the board: core data that `of` owes a decision on to `asker`. `mine`: it is this state that decides."""

    question: str
    asker: str
    of: str
    asked_at: str
    due_at: str
    seconds_left: int
    mine: bool


def ask_data(node: Node, actor: Actor, subject: str, of: str) -> Event:
    """Ask the core data of what was found there. Raises NotFound, Refusal ``question.no_hit`` where nothing was told, and
    ``question.data_asked``.
    """
    with node.write() as tx:
        question, relation = visible(node, tx.store, actor, subject)
        require(node, actor, "question.data_asked", relation, question.state)
        answer = answer_from(tx.store, question, of)
        if answer is None or answer.outcome != "hit":
            raise Refusal("question.no_hit", "of")
        if of in question.data:
            raise Refusal("question.data_asked", "of")
        return issue(node, tx, actor, Statement("question.data_asked", subject, DataAsked(of)))


def decide_data(node: Node, actor: Actor, subject: str, *, give: bool, words: str = "") -> Event:
    """Give the core data of what this state told, or refuse them with reasons. Raises NotFound, Refusal ``question.*``,
    ``connected.*`` where the database does not answer.
    """
    with node.store.read() as reader:
        question, relation = visible(node, reader, actor, subject)
        require(node, actor, "question.data_decided", relation, question.state)
        clock = question.data.get(node.member)
        if clock is None:
            raise Refusal("question.data_none", "question")
        if clock.decided_at:
            raise Refusal("question.data_decided", "question")
        if not give and not words.strip():
            raise Refusal("question.reasons", "words")
        answer, purpose = answer_from(reader, question, node.member), purpose_of(reader, question)
    rows = tuple(_rows(node, answer)) if give and answer is not None else ()
    said = Data("given" if give else "refused", rows, words.strip()[:1000])
    with node.write() as tx:
        body = sheets.encode_data(said)
        event = issue(node, tx, actor, Statement("question.data_decided", subject, DataDecided(), body))
        secret = {"rows": [(row.database, row.reference) for row in rows]}
        write_line(node, tx.store.desk, actor, DATA, purpose=purpose, reference=subject, secret=secret)
        tx.store.desk.finish_tasks(subject, DUE, text(node.now()))
        tx.store.desk.finish_tasks(subject, OVERDUE, text(node.now()))
        return event


def answer_from(reader: Reader, question: Question, member: str) -> Answer | None:
    """What that state answered, if it is held here and can be read."""
    said = question.answers.get(member)
    payload = reader.payloads.get(said.payload, question.id) if said is not None else None
    try:
        return sheets.decode_answer(payload.body) if payload is not None else None
    except Refusal:
        return None


def data_from(reader: Reader, question: Question, member: str) -> Data | None:
    """What that state's officer decided, likewise."""
    clock = question.data.get(member)
    payload = reader.payloads.get(clock.payload, question.id) if clock is not None and clock.payload else None
    try:
        return sheets.decode_data(payload.body) if payload is not None else None
    except Refusal:
        return None


def purpose_of(reader: Reader, question: Question) -> str:
    """For what it was asked, if that is held here and can be read."""
    try:
        said = sheet_of(reader, question)
    except Refusal:
        return ""
    return said.purpose if said is not None else ""


def board(node: Node, reader: Reader) -> list[DataDue]:
    """Every decision on core data that is owed here or to us, soonest first; the commission sees all."""
    found = [
        DataDue(
            one.id, one.member, of, clock.asked_at, clock.due_at,
            int((parse(clock.due_at) - node.now()).total_seconds()), of == node.member,
        )
        for one, of, clock in _open(reader)
        if node.kind == "commission" or node.member in (one.member, of)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.due_at, one.question))


def watch_data(node: Node) -> None:
    """A task at the owner's bureau when core data are asked for, and at both when the time is over."""
    now = text(node.now())
    with node.store.read() as reader:
        due = [
            TaskRow(f"t-{code.replace('.', '-')}-{one.id}-{of}", DESK, code, one.id, now)
            for one, of, clock in _open(reader)
            for code in _codes(node, one, of, clock, now)
        ]
        known = {task.id for task in reader.desk.tasks(DESK, open_only=False)} if due else set()
    wanted = [task for task in due if task.id not in known]
    if wanted:
        with node.store.write() as tx:
            for task in wanted:
                tx.desk.put_task(task)


def _codes(node: Node, question: Question, of: str, clock: DataClock, now: str) -> Iterator[str]:
    if node.member == of:
        yield DUE
    if node.member in (of, question.member) and clock.due_at <= now:
        yield OVERDUE


def _open(reader: Reader) -> Iterator[tuple[Question, str, DataClock]]:
    for question in questions(reader, states=("asked", "data")):
        for of, clock in question.data.items():
            if not clock.decided_at:
                yield question, of, clock


def _rows(node: Node, answer: Answer) -> Iterator[CoreRow]:
    if node.home is None:
        raise Refusal("connected.none", "node")
    for hit in answer.hits:
        values = node.home.core(hit.database, hit.reference)
        yield CoreRow(hit.database, hit.reference, tuple((name, value[:LONGEST]) for name, value in values))
