"""Asking the owner: who reads what, and what is refused."""

from __future__ import annotations

import pytest

from mithaq.app import lists, questions
from mithaq.domain.errors import Refusal
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import fold

WORDS = "أين كان الشخص يوم الواقعة؟"
ANSWER = "في صفاقس، وفق المحضر"


def test_the_words_go_to_the_owner_alone_and_the_answer_to_the_secretariat(world: World) -> None:
    alert = acts.approved(world)
    reviewer = world.actor("GS", "reviewer", *acts.called(world, alert)[0])
    asked = questions.ask(world["GS"], reviewer, alert, acts.newest(world, "GS", alert), "facts", WORDS)
    world.settle()
    bureau = world.actor("TN", "bureau")
    assert [task.code for task in lists.tasks(world["TN"], bureau)] == ["review.asked"]
    (seen,) = lists.review_page(world["TN"], bureau, alert).exchanges
    assert (seen.question, seen.words, seen.answer) == ("facts", WORDS, "")
    said = questions.answer(world["TN"], bureau, alert, asked.hash, ANSWER)
    world.settle()
    assert lists.tasks(world["TN"], bureau) == []
    (heard,) = lists.review_page(world["GS"], reviewer, alert).exchanges
    assert (heard.words, heard.answer) == (WORDS, ANSWER)
    held = {}
    for code in world.nodes:
        with world[code].store.read() as reader:
            held[code] = reader.payloads.held([asked.payload, said.payload], alert)
    assert {code for code, hashes in held.items() if hashes} == {"TN", "GS"}
    assert lists.review_page(world["OC"], world.actor("OC", "commissioner"), alert).exchanges == ()


def test_an_answer_lengthens_the_time_by_the_pause(world: World) -> None:
    alert = acts.approved(world)
    reviewer = world.actor("GS", "reviewer", *acts.called(world, alert)[0])
    before = fold(world, "GS", alert).pending
    asked = questions.ask(world["GS"], reviewer, alert, acts.newest(world, "GS", alert), "identity")
    world.clock.forward(hours=5)
    world.settle()
    questions.answer(world["TN"], world.actor("TN", "bureau"), alert, asked.hash, ANSWER)
    world.settle()
    after = fold(world, "GS", alert).pending
    assert before is not None
    assert after is not None
    assert before.lot is not None
    assert after.lot is not None
    moved = [call.due_at[11:13] for call in after.lot.called]
    assert moved == [f"{(int(call.due_at[11:13]) + 5) % 24:02}" for call in before.lot.called]


def test_what_is_refused(world: World) -> None:
    alert = acts.approved(world)
    reviewer, content = world.actor("GS", "reviewer", *acts.called(world, alert)[0]), acts.newest(world, "GS", alert)
    for question, words, code in (
        ("why", "", "review.question_unknown"), ("other", " ", "review.words"), ("facts", "x" * 20_001, "text.too_long"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            questions.ask(world["GS"], reviewer, alert, content, question, words)
        assert refused.value.code == code
    with pytest.raises(Refusal, match=r"review\.not_called"):
        questions.ask(world["GS"], world.actor("GS", "reviewer", 3, "OM"), alert, content, "facts")
    with pytest.raises(Refusal, match=r"review\.question_unknown"):
        questions.answer(world["TN"], world.actor("TN", "bureau"), alert, "0" * 64, ANSWER)
    asked = questions.ask(world["GS"], reviewer, alert, content, "facts")
    with pytest.raises(Refusal, match=r"review\.question_open"):
        questions.ask(world["GS"], reviewer, alert, content, "identity")
    world.settle()
    with pytest.raises(Refusal, match=r"review\.words"):
        questions.answer(world["TN"], world.actor("TN", "bureau"), alert, asked.hash, "  ")
