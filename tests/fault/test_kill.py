"""R1, R14: SIGKILL at a hundred points of append and replicate. Nothing acknowledged is lost, nothing is invented."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from mithaq.app.replicate import take
from mithaq.app.serve import Served
from mithaq.domain.errors import Refusal
from tests.fault.deeds import OWNER, REVIEW, Deeds
from tests.fault.disk_world import DiskWorld
from tests.fault.judge import go_on, judge
from tests.fault.killing import Point, cut, point, strike, strikes
from tests.fault.ledger import Ledger, Line

FEDERATIONS = 20
POINTS_EACH = 5  # 100 in all; the same federation lives on, so that later points find a past that was cut before


@pytest.mark.parametrize("seed", range(FEDERATIONS))
def test_nothing_acknowledged_is_lost_and_nothing_is_invented(tmp_path: Path, seed: int) -> None:
    assert strikes(tmp_path, seed, POINTS_EACH) == POINTS_EACH


def test_what_a_reviewer_does_not_hold_whole_he_does_not_review(tmp_path: Path) -> None:
    """A batch comes first and its objects one by one: killed in between, he waits, and goes on when they have come."""
    world, ledger = DiskWorld(tmp_path, 1), Ledger(tmp_path / "ledger")
    deeds = Deeds(world, ledger, "half there")
    deeds.batch()
    deeds.advance()
    take(world[REVIEW], OWNER, Served(world[OWNER]).pull(OWNER, 0, 500).envelopes)
    for _ in range(5):
        deeds.advance()
    assert {line.verb for line in ledger.lines()} == {"batch", "approve", "draft"}
    deeds.replicate(REVIEW)
    for _ in range(9):
        deeds.advance()
    assert "review" in {line.verb for line in ledger.lines()}
    judge(world, ledger.lines())
    ledger.close()
    world.close()


def test_the_points_are_of_every_manner() -> None:
    manners = [point(f"{seed} {number}").manner for seed in range(FEDERATIONS) for number in range(POINTS_EACH)]
    assert set(manners) == {"moment", "step", "statement"}
    assert min(map(manners.count, set(manners))) >= 15


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05, 0.1])
def test_killed_while_the_files_are_made(tmp_path: Path, seconds: float) -> None:
    strike(tmp_path, 1, Point("moment", seconds))
    Ledger(tmp_path / "ledger").close()  # the child may not have come so far
    go_on(tmp_path, 2)


@pytest.mark.parametrize("step", ["begin", "append", "before_commit", "after_commit"])
@pytest.mark.parametrize("verb", ["draft", "bulk", "batch"])
def test_a_request_cut_at_any_step_happens_once(tmp_path: Path, step: str, verb: str) -> None:
    """The process dies at that step; asked again under the same key, the request has happened exactly once."""
    cut(tmp_path, step, verb)
    world, ledger = DiskWorld(tmp_path, 2), Ledger(tmp_path / "ledger")
    [tried] = ledger.lines()
    deeds = Deeds(world, ledger, "again")
    try:
        getattr(deeds, verb)(tried.key)
    except Refusal as refusal:
        assert (refusal.code, step) == ("idempotency.repeated", "after_commit")  # noqa: PT017 - either outcome is right, by the step
        ledger.note(Line("done", OWNER, tried.key, tried.officer, verb, tried.size))
    else:
        assert step != "after_commit"
    judge(world, ledger.lines())
    with pytest.raises(Refusal, match="repeated"):
        getattr(deeds, verb)(tried.key)
    judge(world, ledger.lines())
    ledger.close()
    world.close()


def test_the_judge_sees_a_lost_event(tmp_path: Path) -> None:
    """The tests above could fail: the very file of an acknowledged event, put back to before it, is found out."""
    world, ledger = DiskWorld(tmp_path, 1), Ledger(tmp_path / "ledger")
    world.nodes[OWNER].store.scrub()
    before = (tmp_path / f"{OWNER}.db").read_bytes()
    Deeds(world, ledger, "lost").draft()
    world.close()
    (tmp_path / f"{OWNER}.db").write_bytes(before)
    again = DiskWorld(tmp_path, 2)
    with pytest.raises(AssertionError, match="lost TN/1"):
        judge(again, ledger.lines())
    again.close()
    ledger.close()


def test_the_judge_sees_an_invented_event(tmp_path: Path) -> None:
    """Something said without a request, and something said twice for one request."""
    world, ledger = DiskWorld(tmp_path, 1), Ledger(tmp_path / "ledger")
    deeds = Deeds(world, ledger, "invented")
    deeds.draft()
    judge(world, ledger.lines())
    world.close()
    with sqlite3.connect(tmp_path / f"{OWNER}.db") as database:
        database.execute("DELETE FROM replies")
    database.close()
    again = DiskWorld(tmp_path, 2)
    with pytest.raises(AssertionError):
        judge(again, ledger.lines())
    Deeds(again, ledger, "invented").draft(ledger.lines()[0].key)
    with pytest.raises(AssertionError, match="said 2 things, was asked for 1"):
        judge(again, ledger.lines())
    again.close()
    ledger.close()
