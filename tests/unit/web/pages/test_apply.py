"""Applying without a login, looking by a code, and nothing for whoever has none."""

from __future__ import annotations

import re

import pytest

from tests.support.stage import Stage
from tests.support.visitor import Visitor, text_of

WORDS = "لست الشخص المطلوب زمرد"
CODE = re.compile(r"(?:[A-Z2-7]{4}-){7}[A-Z2-7]{4}")


def applied(visitor: Visitor, **fields: str) -> str:
    """Apply, and note the code."""
    given = {"asks": "not_me", "name": "ياسين بن سالم", "words": WORDS} | fields
    page = visitor.send(visitor.get("/remedy"), "/remedy", **given)
    assert page.status_code == 200, text_of(page)
    return str(CODE.findall(page.text)[0])


def look(visitor: Visitor, code: str) -> tuple[int, str, str]:
    """Status, text, and the next code if one is shown."""
    page = visitor.send(visitor.get("/remedy/status"), "/remedy/status", code=code)
    return page.status_code, text_of(page), next(iter(CODE.findall(page.text)), "")


@pytest.mark.parametrize(("language", "words"), [("ar", "ورد"), ("en", "Received"), ("fr", "Reçu")])
def test_apply_and_look_in_three_languages(stage: Stage, language: str, words: str) -> None:
    visitor = Visitor(stage, language=language)
    code = applied(visitor)
    status, text, following = look(visitor, code)
    assert status == 200
    assert words in text
    assert "Decision due" in text or language != "en"
    assert following not in ("", code)
    assert look(visitor, following)[0] == 200
    assert visitor.get("/").status_code == 303, "nobody was signed in"


def test_who_asks_that_the_owner_not_learn_of_it_is_told_what_can_be_guessed(stage: Stage) -> None:
    assert "may guess that somebody applied" in text_of(Visitor(stage).get("/remedy"))


def test_every_wrong_code_gets_the_same_answer(stage: Stage) -> None:
    visitor = Visitor(stage)
    code = applied(visitor)
    look(visitor, code)
    answers = {look(visitor, wrong)[:2] for wrong in (code, "AAAA-BBBB", "p-4f4300000000000000000000", "؟")}
    assert len(answers) == 1
    status, text = answers.pop()
    assert status == 404
    assert "ياسين" not in text


def test_who_tries_code_after_code_has_to_wait(stage: Stage) -> None:
    visitor = Visitor(stage)
    code = applied(visitor)
    for number in range(5):
        assert look(visitor, f"AAAA{number}")[0] == 404
    page = visitor.send(visitor.get("/remedy/status"), "/remedy/status", code=code)
    assert page.status_code == 429
    stage.world.clock.forward(hours=2)
    assert look(visitor, code)[0] == 200


def test_what_is_missing_is_said_and_what_was_typed_stays(stage: Stage) -> None:
    visitor = Visitor(stage)
    page = visitor.send(visitor.get("/remedy"), "/remedy", asks="not_me", name="", words=WORDS)
    assert page.status_code == 422
    assert WORDS in page.text
    assert visitor.send(visitor.get("/remedy"), "/remedy", asks="everything", name="x", words="y").status_code == 422


def test_no_address_holds_a_code_or_a_name(stage: Stage) -> None:
    visitor = Visitor(stage)
    code = applied(visitor)
    page = visitor.send(visitor.get("/remedy/status"), "/remedy/status", code=code)
    assert page.headers["cache-control"] == "no-store"
    assert not re.findall(rf'(?:href|action|src)="[^"]*{code[:9]}', page.text)


def test_no_letter_before_the_decision(stage: Stage) -> None:
    visitor = Visitor(stage)
    code = applied(visitor)
    assert visitor.client.post("/remedy/letter", data={"code": code}).status_code == 404
