"""Asking the owner during a review: a coded question and words of one's own, the answer, and the clock between them."""

from __future__ import annotations

from msgspec import Struct

from mithaq.app.alerts import said, visible
from mithaq.app.issue import Statement, require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.identity import MAX_TEXT
from mithaq.domain.review.events import ReviewAnswered, ReviewAsked
from mithaq.domain.review.questions import CODES, Inquiry
from mithaq.domain.review.steps import under_review

OTHER = "other"
ASKED, ANSWERED = "review.asked", "review.answered"


class Exchange(Struct, frozen=True):
    """A question with its words and its answer, as far as this node holds them. Who asked is not said."""

    hash: str
    question: str
    at: str
    due_at: str
    words: str = ""
    answered_at: str = ""
    answer: str = ""


def ask(node: Node, actor: Actor, subject: str, content: str, question: str, words: str = "") -> Event:
    """Ask the owner. `words` go to the owner alone; a question outside the list needs them.

    Raises Refusal ``review.question_unknown``, ``review.question_open``, ``review.not_called``, ``text.too_long``.
    """
    if question not in node.law.options.get(CODES, {}):
        raise Refusal("review.question_unknown", "question")
    _check(words, needed=question == OTHER)
    with node.write() as tx:
        alert = visible(node, tx.store, actor, subject)
        require(node, actor, ASKED, relation_to(node.member, alert.owner), alert.state)
        body = ReviewAsked(content, question)
        return said(node, tx, actor, Statement(ASKED, subject, body, words.encode() if words.strip() else None))


def answer(node: Node, actor: Actor, subject: str, asked: str, words: str) -> Event:
    """The owner answers the question with that hash; the reviewers' clocks go on. Raises Refusal."""
    _check(words, needed=True)
    with node.write() as tx:
        alert = visible(node, tx.store, actor, subject)
        require(node, actor, ANSWERED, relation_to(node.member, alert.owner), alert.state)
        version = under_review(alert)
        content = version.content if version is not None else ""
        statement = Statement(ANSWERED, subject, ReviewAnswered(content, asked), words.encode())
        return said(node, tx, actor, statement)


def exchanged(reader: Reader, alert: Alert) -> list[Exchange]:
    """What was asked and answered about what is under review, or was last, oldest first."""
    version = under_review(alert) or alert.newest
    return [_shown(reader, alert.id, one) for one in version.questions] if version is not None else []


def _shown(reader: Reader, subject: str, one: Inquiry) -> Exchange:
    words, answer = (_words(reader, subject, hash) for hash in (one.payload, one.answer))
    return Exchange(one.hash, one.question, one.at, one.due_at, words, one.answered_at, answer)


def _words(reader: Reader, subject: str, hash: str) -> str:
    payload = reader.payloads.get(hash, subject) if hash else None
    return payload.body.decode("utf-8", "replace") if payload is not None else ""


def _check(words: str, *, needed: bool) -> None:
    if needed and not words.strip():
        raise Refusal("review.words", "words")
    if len(words) > MAX_TEXT:
        raise Refusal("text.too_long", "words")
