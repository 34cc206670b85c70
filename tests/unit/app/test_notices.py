"""A release that is owed has its notice at once: made, sealed, signed and sent by the custodian's node."""

from __future__ import annotations

import pytest

from mithaq.app.node import Node
from mithaq.app.watch import tick
from mithaq.documents.make import release_notice
from mithaq.documents.verify import verify
from mithaq.domain.case.papers import ReleaseNotice, decode
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import parse
from mithaq.law.load import load_law
from mithaq.testing.acts import CaseActs, case_until
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS
from tests.unit.app.test_watch import case_at, said


def printed(node: Node, case: str) -> bytes:
    return release_notice(node, case, WORDS)


def refused(node: Node, case: str) -> bytes:
    raise Refusal("document.unprintable", "document")


def overdue(world: World) -> CaseActs:
    """A person in Egypt whose 30 days ran out."""
    case = case_until(world, CaseState.INFORMED)
    due = min(parse(run.due_at) for run in case_at(world, "EG", case.id).clocks)
    world.clock.forward(seconds=(due - world.clock.now()).total_seconds())
    return case


def notices(world: World, code: str) -> list[Event]:
    return said(world, code, "release.noticed")


def test_the_notice_follows_the_lapse_and_reaches_both_sides_and_the_commission(world: World) -> None:
    world["EG"].release_notice = printed
    case = overdue(world)
    world.settle()
    (notice,) = notices(world, "EG")
    assert notice.author.role == "node"
    for code in ("TN", "EG", "OC"):
        assert case_at(world, code, case.id).noticed_at == notice.at
        with world[code].store.read() as reader:
            payload = reader.payloads.get(notice.payload, case.id)
            assert payload is not None, code
            paper = decode("release.noticed", payload.body)
            assert isinstance(paper, ReleaseNotice)
            held = reader.attachments.get(paper.attachment)
        assert held is not None, code
        found = verify(held[1], lambda demo: load_law(demo=demo), WORDS, world.roster)
        assert (found.faults, found.anchor.kind, found.anchor.case) == ((), "release-notice", case.id)


def test_it_is_made_once_and_only_by_the_custodian(world: World) -> None:
    for node in world.nodes.values():
        node.release_notice = printed
    overdue(world)
    world.settle()
    world.clock.forward(days=2)
    world.settle()
    assert [len(notices(world, code)) for code in ("EG", "TN", "OC")] == [1, 0, 0]


def test_a_withdrawal_has_its_notice_at_once(world: World) -> None:
    world["EG"].release_notice = printed
    case = case_until(world, CaseState.INFORMED)
    case.act("TN", "prosecutor", "request.withdrawn")
    world.settle()
    assert len(notices(world, "EG")) == 1
    assert case_at(world, "TN", case.id).state == CaseState.RELEASE_DUE


def test_a_notice_that_cannot_be_made_is_a_task_and_is_tried_again_in_an_hour(world: World) -> None:
    world["EG"].release_notice = refused
    case = overdue(world)
    world.settle()
    assert case_at(world, "EG", case.id).state == CaseState.RELEASE_DUE, "the release waits for no paper"
    assert failed(world) == [case.id]
    world["EG"].release_notice = printed
    assert tick(world["EG"]).noticed == 0
    world.clock.forward(hours=1)
    assert tick(world["EG"]).noticed == 1
    assert failed(world) == []


def failed(world: World) -> list[str]:
    with world["EG"].store.read() as reader:
        return [task.subject for task in reader.desk.tasks("prosecutor") if task.code == "notice.failed"]


@pytest.mark.parametrize("role", ["bureau", "prosecutor", "judge"])
def test_no_officer_says_it(world: World, role: str) -> None:
    case = overdue(world)
    world.settle()
    with pytest.raises(Forbidden):
        case.act("EG", role, "release.noticed", {}, ReleaseNotice("0" * 64))


@pytest.mark.parametrize("hours", [1, 10, 30 * 24])
def test_a_clock_ahead_in_the_requesting_state_puts_off_no_task_and_no_alarm(world: World, hours: int) -> None:
    world["EG"].release_notice = printed
    case = case_until(world, CaseState.INFORMED)
    world.skew("TN", hours=hours)
    case.act("TN", "prosecutor", "request.withdrawn")
    world.settle()
    assert "release.due" in _tasks(world, "EG", "prosecutor")
    world.clock.forward(hours=5, minutes=59)
    world.settle()
    assert "release.missing" not in _tasks(world, "OC", "commissioner")
    world.clock.forward(minutes=2)
    world.settle()
    assert "release.missing" in _tasks(world, "OC", "commissioner")


def _tasks(world: World, code: str, role: str) -> set[str]:
    with world[code].store.read() as reader:
        return {task.code for task in reader.desk.tasks(role)}
