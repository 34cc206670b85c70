"""What officers see of questions, and what the answering bureau decides about one before its hour."""

from __future__ import annotations

from msgspec import Struct, structs

from mithaq.app.connected.answering import withheld
from mithaq.app.connected.arriving import TASK, found_in
from mithaq.app.connected.asking import questions, sheet_of, visible
from mithaq.app.connected.data import answer_from, data_from
from mithaq.app.issue import require
from mithaq.app.log import claim
from mithaq.app.node import Actor, Node
from mithaq.app.ports.home import HomeFound
from mithaq.app.ports.questions import AnswerRow
from mithaq.app.ports.store import Reader
from mithaq.domain.access import Relation
from mithaq.domain.connected import sheets
from mithaq.domain.connected.question import Question
from mithaq.domain.connected.sheets import Answer, Data
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text


class Met(Struct, frozen=True):
    """A record that this state's own question desk sees before the hour. `withheld`: why it would not be told now."""

    found: HomeFound
    withheld: str


class Shown(Struct, frozen=True):
    """A question as this member may see it. `sheet`: what was asked; `answers` and `data`: by state, as far as they are for
    us; `met`, `due_at` and `decision` at the asked state alone.
    """

    question: Question
    relation: Relation
    sheet: sheets.Question | None
    answers: dict[str, Answer]
    data: dict[str, Data]
    met: tuple[Met, ...] = ()
    due_at: str = ""
    decision: str = ""
    left: bool = False


def listed(node: Node, actor: Actor, *, limit: int = 50, offset: int = 0) -> list[Question]:
    """The questions of this member and to it, of all for the commission; newest change first. Raises Forbidden."""
    require(node, actor, "question.list")
    with node.store.read() as reader:
        every = questions(reader)
    own = [one for one in every if node.kind == "commission" or one.concerns(node.member)]
    return own[offset : offset + limit]


def read(node: Node, actor: Actor, subject: str) -> Shown:
    """One of them. Raises NotFound for foreign and unknown ids alike."""
    with node.store.read() as reader:
        question, relation = visible(node, reader, actor, subject)
        row = reader.questions.answer(subject) if relation == "addressed" else None
        return Shown(
            question,
            relation,
            _sheet(reader, question),
            {code: said for code in question.answers if (said := answer_from(reader, question, code)) is not None},
            {code: told for code in question.data if (told := data_from(reader, question, code)) is not None},
            _met(node, reader, question, row),
            row.due_at if row is not None else "",
            row.decision if row is not None else "",
            row is not None and bool(row.answered_at or row.ready),
        )


def judge(node: Node, actor: Actor, subject: str, *, tell: bool, reason: str) -> None:
    """The bureau says whether what was met may be told. It stands in a row of this node, in no journal and in no log whose
    length is published. Raises NotFound, Refusal ``question.left`` once the answer is made, ``question.reasons``.
    """
    if not reason.strip():
        raise Refusal("question.reasons", "reason")
    with node.store.write() as tx:
        question, relation = visible(node, tx, actor, subject)
        require(node, actor, "question.judge", relation, question.state)
        row = tx.questions.answer(subject)
        if row is None or row.ready or row.answered_at:
            raise Refusal("question.left", "question")
        now = text(node.now())
        claim(tx.desk, actor, subject, now)
        tx.questions.put_answer(
            structs.replace(
                row, decision="yes" if tell else "no", decided_by=actor.id, decided_at=now, reason=reason.strip()[:1000]
            )
        )
        tx.desk.finish_tasks(subject, TASK, now)


def _sheet(reader: Reader, question: Question) -> sheets.Question | None:
    try:
        return sheet_of(reader, question)
    except Refusal:
        return None  # the asker sent what nobody can read


def _met(node: Node, reader: Reader, question: Question, row: AnswerRow | None) -> tuple[Met, ...]:
    if row is None:
        return ()
    return tuple(Met(one, withheld(node, reader, question, row, one)) for one in found_in(row))
