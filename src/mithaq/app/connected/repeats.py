"""The commission sees who is asked about again: it compares each question with all earlier ones by keyed digests.

The digests are made at the commission's node, under its key, of questions that it may read. No state learns that another has
asked, and nobody else could compare: a key that all shared would let each try out whom it likes.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from mithaq.app.connected.asking import find, questions, sheet_of
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.questions import AskedRow
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader
from mithaq.app.project import QUESTION
from mithaq.app.shield import forms
from mithaq.app.shield.forms import Source
from mithaq.domain.connected import sheets
from mithaq.domain.connected.question import Question
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.search.exact import normal_document, normal_plate, normal_serial

TASK = "question.repeated"
ROLE = "commissioner"
SEEN = "connected.compared"


class Repeat(Struct, frozen=True):
    """A question about somebody who had been asked about before, with those questions, the oldest first. `states` and
    `officers`: how many of each have asked.
    """

    question: Question
    earlier: tuple[Question, ...]
    states: int
    officers: int


def compare(node: Node) -> int:
    """Compare what has come; how many questions. Nothing to do but at the commission."""
    if node.kind != "commission":
        return 0
    with node.store.read() as reader:
        seen = f"{reader.register.count_folds('bond', kind=QUESTION)} {reader.payloads.wanted_count()}"
        if reader.desk.meta(SEEN) == seen:
            return 0  # nothing was asked since, and no words have come
        new = [one for one in questions(reader) if reader.questions.asked(one.id) is None]
        read = [(one, said) for one in sorted(new, key=lambda one: (one.at, one.id)) if (said := _said(reader, one))]
    for question, said in read:
        _compare(node, question, said)
    with node.store.write() as tx:
        tx.desk.put_meta(SEEN, seen)
    return len(read)


def listed(node: Node, actor: Actor) -> list[Repeat]:
    """Every repeat, the newest first. Raises Forbidden."""
    require(node, actor, "question.repeats")
    with node.store.read() as reader:
        return list(_repeats(reader))


def _compare(node: Node, question: Question, said: sheets.Question) -> None:
    source, secret = _source(said), forms.secret_of(node.log_secret)
    asked, kept = forms.asked(source, secret), forms.kept(source, secret)
    with node.write() as tx:
        hits: dict[str, tuple[AskedRow, set[bytes]]] = {}
        for key, row in tx.store.questions.keyed(list(asked)):
            hits.setdefault(row.id, (row, set()))[1].add(key)
        lengths = forms.lengths(source)
        met = sorted(id for id, (row, keys) in hits.items() if forms.met(asked, keys, row.parts, lengths))
        row = AskedRow(question.id, question.member, question.officer, question.at, kept.parts, " ".join(met))
        tx.store.questions.put_asked(row, kept.keys)
        if met:
            tx.store.desk.put_task(TaskRow(f"t-repeat-{question.id}", ROLE, TASK, question.id, text(node.now())))


def _source(said: sheets.Question) -> Source:
    """The person, or the number of the object as if it were a document's: equal numbers are what meets."""
    if said.object is None:
        return Source(said.person)
    item = said.object
    numbers = (normal_document(item.document), normal_plate(item.plate), normal_serial(item.serial))
    return Source(document=next((f"{item.kind} {number}" for number in numbers if number), ""))


def _repeats(reader: Reader) -> Iterator[Repeat]:
    for row in reader.questions.repeated():
        question = find(reader, row.id)
        earlier = [one for id in row.met.split() if (one := find(reader, id)) is not None]
        if question is None or not earlier:
            continue
        everyone = [question, *earlier]
        yield Repeat(
            question,
            tuple(sorted(earlier, key=lambda one: (one.at, one.id))),
            len({one.member for one in everyone}),
            len({(one.member, one.officer) for one in everyone}),
        )


def _said(reader: Reader, question: Question) -> sheets.Question | None:
    """What was asked, if it is here and can be read."""
    try:
        return sheet_of(reader, question)
    except Refusal:
        return None
