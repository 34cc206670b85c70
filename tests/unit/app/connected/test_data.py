"""Core data: asked for by an officer, decided by an officer of the owner within 48 hours, read live."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mithaq.app.connected import data, desk
from mithaq.domain.connected.sheets import DATA_SIZE
from tests.support.connected import STRANGERS, Asked, answered, connect, refused


@pytest.fixture
def hit(asked: Asked, tmp_path: Path) -> str:
    """A question that EG answered with a hit."""
    connect(asked.world, "EG", tmp_path, asked.rows())
    question = asked.ask("EG", "MA")
    answered(asked.world)
    return question


def ask(asked: Asked, question: str, of: str = "EG") -> None:
    data.ask_data(asked.world["TN"], asked.world.actor("TN", "bureau"), question, of)
    asked.world.settle()


def decide(asked: Asked, question: str, *, give: bool, words: str = "") -> None:
    node, who = asked.world["EG"], asked.world.actor("EG", "prosecutor")
    data.decide_data(node, who, question, give=give, words=words)
    asked.world.settle()


def codes(asked: Asked, member: str) -> set[str]:
    with asked.world[member].store.read() as reader:
        return {task.code for task in reader.desk.tasks("bureau")}


def test_core_data_follow_only_on_an_officers_approval(asked: Asked, hit: str) -> None:
    shown = asked.read("TN", hit)
    assert shown.data == {}
    ask(asked, hit)
    assert codes(asked, "EG") == {data.DUE}
    (clock,) = asked.read("TN", hit).question.data.values()
    assert (clock.asked_at, clock.due_at) == ("2026-11-22T10:00:00.000Z", "2026-11-24T10:00:00.000Z")
    decide(asked, hit, give=True)
    told = asked.read("TN", hit).data["EG"]
    assert told.decision == "given"
    (row,) = told.rows
    assert (row.reference, row.values) == ("R-77", (("file no", "R-77"), ("judgment", "forgery")))
    assert codes(asked, "EG") == set()
    (event,) = [one for one in asked.events(hit) if one.type == "question.data_decided"]
    assert event.author.role == "prosecutor"
    assert asked.read("OC", hit, "commissioner").data == {}, "what a file says is between the two states"
    with asked.world["TN"].store.read() as reader:
        sizes = {one.envelope.header.payload.size for one in reader.journal.about(hit)
                 if one.envelope.header.type == "question.data_decided" and one.envelope.header.payload}  # fmt: skip
    assert sizes == {DATA_SIZE}


def test_a_refusal_says_why_and_no_more(asked: Asked, hit: str) -> None:
    ask(asked, hit)
    assert refused(lambda: decide(asked, hit, give=False)) == "question.reasons"
    decide(asked, hit, give=False, words="the judgment is sealed")
    told = asked.read("TN", hit).data["EG"]
    assert (told.decision, told.rows, told.words) == ("refused", (), "the judgment is sealed")
    assert refused(lambda: decide(asked, hit, give=True)) == "question.data_decided"


def test_after_48_hours_both_desks_see_that_it_is_overdue_and_nothing_is_given(asked: Asked, hit: str) -> None:
    ask(asked, hit)
    asked.world.clock.forward(hours=47)
    asked.world.settle()
    with asked.world["EG"].store.read() as reader:
        (line,) = data.board(asked.world["EG"], reader)
    assert (line.seconds_left, line.mine, line.asker) == (3600, True, "TN")
    asked.world.clock.forward(hours=1)
    asked.world.settle()
    assert data.OVERDUE in codes(asked, "EG")
    assert data.OVERDUE in codes(asked, "TN")
    assert asked.read("TN", hit).data == {}
    decide(asked, hit, give=True)  # late is better than never
    assert data.OVERDUE not in codes(asked, "EG")


def test_nobody_asks_for_the_data_of_a_no_hit_twice_or_of_a_stranger(asked: Asked, hit: str) -> None:
    assert refused(lambda: ask(asked, hit, "MA")) == "question.no_hit"
    assert refused(lambda: ask(asked, hit, "JO")) == "question.no_hit"
    assert refused(lambda: decide(asked, hit, give=True)) == "question.data_none"
    ask(asked, hit)
    assert refused(lambda: ask(asked, hit)) == "question.data_asked"


def test_a_row_that_is_gone_or_a_database_that_is_down_gives_nothing(asked: Asked, hit: str, tmp_path: Path) -> None:
    ask(asked, hit)
    file = tmp_path / "EG" / "own.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute('DELETE FROM "criminal records" WHERE "file no" = \'R-77\'')
    assert refused(lambda: decide(asked, hit, give=True)) == "connected.gone"
    file.unlink()
    assert refused(lambda: decide(asked, hit, give=True)) == "connected.unreachable"
    assert asked.read("EG", hit).question.data["EG"].decided_at == ""


def test_the_board_is_for_those_it_concerns(asked: Asked, hit: str) -> None:
    ask(asked, hit)
    with asked.world["MA"].store.read() as reader:
        assert data.board(asked.world["MA"], reader) == []
    assert len(desk.listed(asked.world["MA"], asked.world.actor("MA", "bureau"))) == 1, "it was asked, too"
    assert len(STRANGERS) == 2
