"""Questions to databases that stay at home, as the two bureaux and the commission meet them, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.connected import STRANGERS, answered, connect, person, row_of
from tests.support.stage import Stage
from tests.support.visitor import Visitor, text_of

FIELDS = {"purpose": "prosecution", "basis": "riyadh-1983", "words": "المادة 38"}


def test_asked_judged_answered_and_the_core_data_given(stage: Stage, tmp_path: Path) -> None:
    alert = stage.circulated()
    connect(stage.world, "EG", tmp_path, [*STRANGERS, row_of(person(stage.world, alert))])
    asker, desk = Visitor(stage, "bureau@TN"), Visitor(stage, "prosecutor@EG")
    page = asker.get(f"/questions?about={alert}")
    assert "EG-CRIMINAL-RECORDS" in text_of(page)
    refused = asker.send(page, "/questions", about=alert, to="TN", **FIELDS)
    assert refused.status_code == 422
    path = asker.do("/questions", "/questions", about=alert, to="EG", **FIELDS).url.path
    stage.world.settle()
    assert "No answer yet." in text_of(asker.get(path))
    at_home = text_of(desk.get(path))
    assert "R-77" in at_home
    assert "The answer leaves at" in at_home
    assert path in Visitor(stage, "bureau@EG").get("/").text, "the task of today leads there"
    desk.do(path, f"{path}/judge", tell="yes", reason="nothing against it")
    answered(stage.world)
    told = text_of(asker.get(path))
    assert "Hit" in told
    assert "Nobody is arrested on an answer." in told
    assert "R-77" in told
    asker.do(path, f"{path}/data", of="EG")
    stage.world.settle()
    assert "Core data that an officer owes a decision on" in text_of(desk.get("/questions"))
    assert path in desk.get("/deadlines").text, "the board has the clock of 48 hours"
    assert path not in desk.get("/deadlines?side=theirs").text
    assert "forgery" not in text_of(asker.get(path))
    desk.do(path, f"{path}/decision", give="yes", words="")
    stage.world.settle()
    assert "forgery" in text_of(asker.get(path))
    assert "forgery" not in text_of(Visitor(stage, "commissioner@OC").get(path))


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "قواعد بيانات تبقى في دولها"), ("fr", "Bases restées dans l'État")]
)
def test_the_pages_speak_the_readers_language(full: Stage, language: str, title: str) -> None:
    for login in ("bureau@TN", "commissioner@OC"):
        assert title in text_of(Visitor(full, login).get(f"/questions?lang={language}"))


def test_the_commission_sees_who_was_asked_about_again(stage: Stage, tmp_path: Path) -> None:
    alert = stage.circulated()
    connect(stage.world, "EG", tmp_path, STRANGERS)
    for login in ("bureau@TN", "prosecutor@TN"):
        Visitor(stage, login).do("/questions", "/questions", about=alert, to="EG", **FIELDS)
        stage.world.settle()
    shown = text_of(Visitor(stage, "commissioner@OC").get("/questions"))
    assert "Asked about again" in shown
    assert stage.officers["prosecutor@TN"].id in shown
    assert "Asked about again" not in text_of(Visitor(stage, "bureau@TN").get("/questions"))
