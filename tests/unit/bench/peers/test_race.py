from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from mithaq.bench.peers import race as racing
from mithaq.bench.peers.material import Material, Question, Row, question, row
from mithaq.bench.peers.peer import Missing, module
from mithaq.bench.peers.race import race, races


class Fake:
    """Answers with what it was told to, and notes what it was asked."""

    def __init__(self, answer: Sequence[int], heard: list[str], name: str) -> None:
        self.answer, self.heard, self.name, self.closed = answer, heard, name, False

    def find(self, question: Question) -> Sequence[int]:
        self.heard.append(f"{self.name} {question.name}")
        return self.answer

    def close(self) -> None:
        self.closed = True


MATERIAL = Material((row(0, "Ali Hassan"), row(1, "علي")), (question("Ali", 0, "latin"), question("علي", 1, "arabic")))


def quiet(what: str, done: int, total: int) -> None:
    """Nobody watches."""


def absent(rows: Sequence[Row], folder: Path) -> Fake:
    raise Missing("peers.not_installed", "something")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(racing, "WARM_QUESTIONS", 0)
    return []


def test_every_question_goes_to_all_before_the_next_and_the_first_changes(heard: list[str]) -> None:
    one, two = Fake([0], heard, "one"), Fake([1], heard, "two")
    runs, missing = race(MATERIAL, {"one": lambda *_: one, "two": lambda *_: two}, quiet)
    assert heard == ["one Ali", "two Ali", "two علي", "one علي"]
    assert (runs["one"].ranks, runs["two"].ranks) == ([1, 0], [0, 1])
    assert not missing
    assert one.closed
    assert two.closed


def test_a_peer_that_is_not_there_is_named_with_its_reason(heard: list[str]) -> None:
    there = Fake([0], heard, "there")
    figures, missing = races([MATERIAL, MATERIAL], {"gone": absent, "mithaq": lambda *_: there}, quiet)
    assert [one.peer for one in figures] == ["mithaq"]
    assert (figures[0].queries, figures[0].rows, figures[0].recall_at_10) == (4, 4, 0.5)
    assert (missing["gone"].code, missing["gone"].what) == ("peers.not_installed", "something")


def test_what_was_opened_is_closed_when_a_peer_breaks(heard: list[str]) -> None:
    sound = Fake([0], heard, "sound")

    def broken(rows: Sequence[Row], folder: Path) -> Fake:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        race(MATERIAL, {"sound": lambda *_: sound, "broken": broken}, quiet)
    assert sound.closed


def test_warm_questions_are_asked_and_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(racing, "WARM_QUESTIONS", 1)
    runs, _ = race(MATERIAL, {"one": lambda *_: Fake([0], heard, "one")}, quiet)
    assert len(heard) == 3
    assert len(runs["one"].nanoseconds) == 2


def test_a_module_that_is_not_installed_is_no_fault() -> None:
    with pytest.raises(Missing) as caught:
        module("no_such_module_anywhere")
    assert (caught.value.code, caught.value.what) == ("peers.not_installed", "no_such_module_anywhere")
