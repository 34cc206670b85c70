"""An asker's node that is not ours: whatever it signs, the asked state looks for nobody but the person of an open alert."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from mithaq.app import alerts
from mithaq.app.connected import asking, desk
from mithaq.app.issue import Statement, issue
from mithaq.app.node import node_actor
from mithaq.app.replicate import take
from mithaq.domain.connected import sheets
from mithaq.domain.connected.events import DataAsked, DataDecided, QuestionAnswered, QuestionAsked
from mithaq.domain.connected.record import Item
from mithaq.domain.connected.sheets import Question
from mithaq.domain.identity import Document, Identity, PersonName
from mithaq.domain.instant import text
from mithaq.journal.envelope import to_wire
from mithaq.testing import acts
from tests.support.connected import Asked, answered, connect, person

STRANGER = Identity((PersonName("مريم يوسف الكندي"),))
Change = Callable[[Question], Question]


def forged(asked: Asked, payload: bytes, *to: str) -> str:
    """A question that TN's node signs without looking."""
    node = asked.world["TN"]
    with node.write() as tx:
        body = QuestionAsked(to)
        statement = Statement("question.asked", node.new_id("n"), body, payload)
        return issue(node, tx, asked.world.actor("TN", "bureau"), statement).subject


def sound(asked: Asked) -> Question:
    identity = person(asked.world, asked.alert)
    return Question(asked.alert, "prosecution", acts.INSTRUMENT, "art. 38", identity)


def with_names(asked: Question, *names: str) -> Question:
    assert asked.person is not None
    every = (*asked.person.names, *map(PersonName, names))
    return structs.replace(asked, person=structs.replace(asked.person, names=every))


def with_papers(asked: Question, *papers: Document) -> Question:
    assert asked.person is not None
    return structs.replace(asked, person=structs.replace(asked.person, documents=papers))


CHANGES: dict[str, tuple[Change, str]] = {
    "somebody else": (lambda one: structs.replace(one, person=STRANGER), "question.other"),
    "a second person as an alias": (lambda one: with_names(one, "مريم يوسف الكندي"), "question.other"),
    "another's document": (
        lambda one: with_papers(one, Document("N2")),
        "question.other",
    ),
    "an object beside no person": (
        lambda one: structs.replace(one, person=None, object=Item("document", document="N2")), "question.other",
    ),
    "an alert that nobody knows": (lambda one: structs.replace(one, about="a-544e" + "0" * 20), "question.not_held"),
    "no purpose of the list": (lambda one: structs.replace(one, purpose="curiosity"), "question.purpose"),
    "no legal basis": (lambda one: structs.replace(one, basis="none"), "question.basis"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_not_in_order_is_refused_at_the_asked_state_and_meets_nobody(shared: Asked, what: str) -> None:
    change, code = CHANGES[what]
    question = forged(shared, sheets.encode_question(change(sound(shared))), "EG")
    answered(shared.world)
    said = shared.answer(question)
    assert (said.outcome, said.refused, said.hits) == ("refused", code, ())
    assert shared.read("EG", question).met == ()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "content.invalid"),
        (b"[]", "content.invalid"),
        (b"[" * 9000, "content.invalid"),
        (b"\xff" * 16, "content.invalid"),
    ],
)
def test_bytes_that_nobody_can_read_are_refused_and_harm_nobody(shared: Asked, raw: bytes, code: str) -> None:
    broken, whole = forged(shared, raw, "EG"), shared.ask("EG")
    answered(shared.world)
    assert shared.answer(broken).refused == code
    assert shared.answer(whole).outcome == "hit", "the next question is answered all the same"


def test_two_persons_in_one_question_are_none(shared: Asked) -> None:
    whole = msgspec.to_builtins(sound(shared))
    two = msgspec.json.encode(whole | {"person": [whole["person"], msgspec.to_builtins(STRANGER)]})
    question = forged(shared, two.ljust(sheets.QUESTION_SIZE), "EG")
    answered(shared.world)
    assert shared.answer(question).refused == "content.invalid"


@pytest.mark.parametrize("to", [("EG", "MA", "JO", "SA"), ("EG", "EG"), ("TN",), ("GS",), ("OC",), ("XX",)])
def test_a_question_to_four_to_oneself_or_to_no_state_is_no_question(shared: Asked, to: tuple[str, ...]) -> None:
    payload = sheets.encode_question(sound(shared))
    if len(to) > 3:
        with pytest.raises(Exception, match="to"):  # our own node does not even make such a body
            msgspec.convert({"to": to}, QuestionAsked)
        return
    question = forged(shared, payload, *to)
    answered(shared.world)
    for member in ("EG", "MA", "OC"):
        with shared.world[member].store.read() as reader:
            assert asking.find(reader, question) is None
            assert reader.questions.answer(question) is None


def test_another_states_alert_lets_nobody_ask(shared: Asked) -> None:
    node = shared.world["MA"]
    with node.write() as tx:
        payload = sheets.encode_question(sound(shared))
        statement = Statement("question.asked", node.new_id("n"), QuestionAsked(("EG",)), payload)
        question = issue(node, tx, shared.world.actor("MA", "bureau"), statement).subject
    answered(shared.world)
    said = desk.read(node, shared.world.actor("MA", "bureau"), question).answers["EG"]
    assert (said.outcome, said.refused) == ("refused", "question.not_held")


def test_a_replayed_question_is_answered_once(shared: Asked) -> None:
    question = shared.ask("EG")
    answered(shared.world)
    with shared.world["TN"].store.read() as reader:
        wires = tuple(to_wire(one.envelope) for one in reader.journal.after("TN", 0, 1000))
    before = shared.read("TN", question).question.answers
    assert take(shared.world["EG"], "TN", wires).admitted == 0
    answered(shared.world)
    assert shared.read("TN", question).question.answers == before
    assert len([one for one in shared.events(question) if one.type == "question.answered"]) == 1


def test_who_was_not_asked_answers_nothing_and_a_second_answer_changes_nothing(shared: Asked) -> None:
    question = shared.ask("EG")
    answered(shared.world)
    body = sheets.encode_answer(sheets.Answer("no_hit"))
    for member in ("MA", "EG"):
        node = shared.world[member]
        with node.write() as tx:
            issue(node, tx, node_actor(node), Statement("question.answered", question, QuestionAnswered(), body))
    shared.world.settle()
    shown = shared.read("TN", question)
    assert set(shown.question.answers) == {"EG"}
    assert shared.answer(question).outcome == "hit"


def test_core_data_that_nobody_asked_for_or_of_no_answer_are_void(shared: Asked) -> None:
    question = shared.ask("EG")
    node, data = shared.world["EG"], sheets.encode_data(sheets.Data("given"))
    with shared.world["TN"].write() as tx:
        issue(shared.world["TN"], tx, shared.world.actor("TN", "bureau"), Statement(
            "question.data_asked", question, DataAsked("EG")))  # fmt: skip
    with node.write() as tx:
        issue(
            node,
            tx,
            shared.world.actor("EG", "bureau"),
            Statement("question.data_decided", question, DataDecided(), data),
        )
    shared.world.settle()
    assert shared.read("TN", question).question.data == {}


def test_an_alert_that_ends_before_the_question_arrives_asks_nothing(asked: Asked, tmp_path: Path) -> None:
    connect(asked.world, "EG", tmp_path, asked.rows())
    alerts.discontinue(asked.world["TN"], asked.world.actor("TN", "bureau"), asked.alert, "found")
    question = forged(asked, sheets.encode_question(sound(asked)), "EG")
    answered(asked.world)
    assert asked.answer(question).refused == "question.closed"
    assert text(asked.world.clock.now()) > "2026-11-22T08"
