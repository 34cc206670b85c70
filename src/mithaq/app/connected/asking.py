"""Asking other states: about one person or object of an open alert or case, at most three states, for a purpose and on a
legal basis, logged before it leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.app.connected.matter import alert_of, check_same, content_of, item_of
from mithaq.app.insiders.terms import terms_of
from mithaq.app.issue import Statement, issue, require, require_visible
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import QUESTION, decode_fold
from mithaq.domain.access import Relation
from mithaq.domain.connected import sheets
from mithaq.domain.connected.events import MOST_ASKED, QuestionAsked
from mithaq.domain.connected.question import Question
from mithaq.domain.connected.record import Item
from mithaq.domain.connected.sheets import MOST_NAMES
from mithaq.domain.content import Content, identity_of
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.identity import Document, Identity
from mithaq.domain.instant import text
from mithaq.domain.message.clocks import due_at
from mithaq.search.exact import normal_document, normal_plate, normal_serial

EVERY = 1_000_000
ASKED, MET = "question.person", "question.met"
"""How the log's lines are called at the asker's and at the asked state's: those that say about whom, sealed."""


def ask(
    node: Node,
    actor: Actor,
    to: Sequence[str],
    about: str,
    purpose: str,
    basis: str,
    words: str,
    item: str = "",
) -> Event:
    """Sign the question and let it go. `about`: an open alert of ours, or a case that we requested; `item`: which object of
    a batch. `basis`: an instrument of the law, `words`: its article and why.

    The person is the alert's own: nobody else can be asked about. Raises Forbidden, NotFound, Refusal ``question.*``.
    """
    require(node, actor, "question.asked")
    _check(node, to, purpose, basis, words)
    with node.write() as tx:
        alert = alert_of(node, tx.store, about, node.member)
        content = content_of(tx.store, alert, item)
        said = sheets.Question(about, purpose, basis, words.strip(), _person(content), item_of(content), item)
        check_same(said, content)
        _check_states(node, tx.store, about, to)
        statement = Statement(
            "question.asked",
            node.new_id("n"),
            QuestionAsked(tuple(to)),
            sheets.encode_question(said),
        )
        event = issue(node, tx, actor, statement)
        write_line(
            node, tx.store.desk, actor, ASKED, purpose=purpose, reference=event.subject, terms=terms(said), secret=said
        )
        return event


def terms(said: sheets.Question) -> list[str]:
    """What the log counts of a question, by keyed hash: the parts of the name, the numbers."""
    person, item = said.person, said.object or Item("document")
    name = person.primary.full if person is not None else ""
    return terms_of(name, (normal_document(item.document), normal_plate(item.plate), normal_serial(item.serial)))


def questions(reader: Reader, member: str = "", states: Sequence[str] = ()) -> list[Question]:
    """Every question of that member, of all where it is empty, in these states; newest change first."""
    rows = reader.register.folds("bond", kind=QUESTION, member=member, states=states, limit=EVERY)
    return [fold for row in rows if isinstance(fold := decode_fold(row), Question)]


def find(reader: Reader, subject: str) -> Question | None:
    """The folded question of that id."""
    row = reader.register.fold(subject)
    fold = decode_fold(row) if row is not None else None
    return fold if isinstance(fold, Question) else None


def visible(node: Node, reader: Reader, actor: Actor, subject: str) -> tuple[Question, Relation]:
    """The question, if this actor may read it, and as what. Raises NotFound for foreign and unknown ids alike."""
    question = find(reader, subject)
    if question is None:
        raise NotFound("question")
    relation: Relation = "foreign"
    if question.concerns(node.member):
        relation = "own" if question.member == node.member else "addressed"
    require_visible(node, actor, relation, question.state, subject, read="question.read")
    return question, relation


def sheet_of(reader: Reader, question: Question) -> sheets.Question | None:
    """What was asked, if it is held here. Raises Refusal for what nobody can read."""
    payload = reader.payloads.get(question.payload, question.id)
    return sheets.decode_question(payload.body) if payload is not None else None


def _check(node: Node, to: Sequence[str], purpose: str, basis: str, words: str) -> None:
    if not 1 <= len(to) <= MOST_ASKED or len(set(to)) != len(to):
        raise Refusal("question.states", "to")
    if any(code == node.member or node.law.member_kind(code) != "state" for code in to):
        raise Refusal("question.states", "to")
    if purpose not in node.law.connected.purposes:
        raise Refusal("question.purpose", "purpose")
    if basis not in node.law.instruments or not words.strip():
        raise Refusal("question.basis", "basis")


def _check_states(node: Node, reader: Reader, about: str, to: Sequence[str]) -> None:
    """Raises Refusal ``question.states`` where this matter has been asked about elsewhere lately and it would be more than
    three states in all: eight questions to three states each are one question to all.
    """
    now = text(node.now())
    lately = [
        one for one in questions(reader, node.member) if now < due_at(node.law, "question_again", node.member, one.at)
    ]
    asked = {code for one in lately if _about(reader, one) == about for code in one.to}
    if len(asked | set(to)) > MOST_ASKED:
        raise Refusal("question.states", "to")


def _about(reader: Reader, question: Question) -> str:
    try:
        said = sheet_of(reader, question)
    except Refusal:
        return ""
    return said.about if said is not None else ""


def _person(content: Content) -> Identity | None:
    """What of a person is needed to find him: no photograph, no description, no relatives."""
    known = identity_of(content)
    if known is None:
        return None
    return Identity(
        names=known.names[:MOST_NAMES],
        sex=known.sex,
        births=known.births,
        nationalities=known.nationalities,
        national_number=known.national_number,
        documents=tuple(Document(one.number, one.type, one.issuer) for one in known.documents),
    )
