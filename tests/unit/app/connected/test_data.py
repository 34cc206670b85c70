"""Core data: asked for by an officer, decided by an officer of the owner within 48 hours, read live."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from mithaq.app.connected import data, desk
from mithaq.domain.connected.sheets import DATA_SIZE
from mithaq.domain.instant import parse
from tests.support.connected import Asked, answered, connect, refused


@pytest.fixture
def hit(shared: Asked) -> str:
    """A question that EG answered with a hit."""
    question = shared.ask("EG", "MA")
    answered(shared.world)
    return question


def ask(asked: Asked, question: str, of: str = "EG") -> None:
    data.ask_data(asked.world["TN"], asked.world.actor("TN", "bureau"), question, of)
    asked.world.settle()


def decide(asked: Asked, question: str, *, give: bool, words: str = "") -> None:
    node, who = asked.world["EG"], asked.world.actor("EG", "prosecutor")
    data.decide_data(node, who, question, give=give, words=words)
    asked.world.settle()


def codes(asked: Asked, member: str, question: str) -> set[str]:
    with asked.world[member].store.read() as reader:
        return {task.code for task in reader.desk.tasks("bureau") if task.subject == question}


def board(asked: Asked, member: str, question: str) -> list[data.DataDue]:
    with asked.world[member].store.read() as reader:
        return [one for one in data.board(asked.world[member], reader) if one.question == question]


def test_core_data_follow_only_on_an_officers_approval(shared: Asked, hit: str) -> None:
    shown = shared.read("TN", hit)
    assert shown.data == {}
    ask(shared, hit)
    assert codes(shared, "EG", hit) == {data.DUE}
    (clock,) = shared.read("TN", hit).question.data.values()
    assert parse(clock.due_at) - parse(clock.asked_at) == timedelta(hours=48)
    decide(shared, hit, give=True)
    told = shared.read("TN", hit).data["EG"]
    assert told.decision == "given"
    (row,) = told.rows
    assert (row.reference, row.values) == ("R-77", (("file no", "R-77"), ("judgment", "forgery")))
    assert codes(shared, "EG", hit) == set()
    (event,) = [one for one in shared.events(hit) if one.type == "question.data_decided"]
    assert event.author.role == "prosecutor"
    assert shared.read("OC", hit, "commissioner").data == {}, "what a file says is between the two states"
    with shared.world["TN"].store.read() as reader:
        sizes = {one.envelope.header.payload.size for one in reader.journal.about(hit)
                 if one.envelope.header.type == "question.data_decided" and one.envelope.header.payload}  # fmt: skip
    assert sizes == {DATA_SIZE}


def test_a_refusal_says_why_and_no_more(shared: Asked, hit: str) -> None:
    ask(shared, hit)
    assert refused(lambda: decide(shared, hit, give=False)) == "question.reasons"
    decide(shared, hit, give=False, words="the judgment is sealed")
    told = shared.read("TN", hit).data["EG"]
    assert (told.decision, told.rows, told.words) == ("refused", (), "the judgment is sealed")
    assert refused(lambda: decide(shared, hit, give=True)) == "question.data_decided"


def test_after_48_hours_both_desks_see_that_it_is_overdue_and_nothing_is_given(shared: Asked, hit: str) -> None:
    ask(shared, hit)
    shared.world.clock.forward(hours=47)
    shared.world.settle()
    (line,) = board(shared, "EG", hit)
    assert (line.seconds_left, line.mine, line.asker) == (3600, True, "TN")
    shared.world.clock.forward(hours=1)
    shared.world.settle()
    assert data.OVERDUE in codes(shared, "EG", hit)
    assert data.OVERDUE in codes(shared, "TN", hit)
    assert shared.read("TN", hit).data == {}
    decide(shared, hit, give=True)  # late is better than never
    assert data.OVERDUE not in codes(shared, "EG", hit)


def test_nobody_asks_for_the_data_of_a_no_hit_twice_or_of_a_stranger(shared: Asked, hit: str) -> None:
    assert refused(lambda: ask(shared, hit, "MA")) == "question.no_hit"
    assert refused(lambda: ask(shared, hit, "JO")) == "question.no_hit"
    assert refused(lambda: decide(shared, hit, give=True)) == "question.data_none"
    ask(shared, hit)
    assert refused(lambda: ask(shared, hit)) == "question.data_asked"


def test_the_board_is_for_those_it_concerns(shared: Asked, hit: str) -> None:
    ask(shared, hit)
    assert board(shared, "MA", hit) == []
    listed = desk.listed(shared.world["MA"], shared.world.actor("MA", "bureau"))
    assert hit in [one.id for one in listed], "it was asked, too"


def test_a_row_that_is_gone_or_a_database_that_is_down_gives_nothing(asked: Asked, tmp_path: Path) -> None:
    connect(asked.world, "EG", tmp_path, asked.rows())
    hit = asked.ask("EG")
    answered(asked.world)
    ask(asked, hit)
    file = tmp_path / "EG" / "own.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute('DELETE FROM "criminal records" WHERE "file no" = \'R-77\'')
    assert refused(lambda: decide(asked, hit, give=True)) == "connected.gone"
    file.unlink()
    assert refused(lambda: decide(asked, hit, give=True)) == "connected.unreachable"
    assert asked.read("EG", hit).question.data["EG"].decided_at == ""
