from __future__ import annotations

from datetime import datetime

import pytest

from mithaq.app import case_reading, lists
from mithaq.app.registry import event_of
from mithaq.app.serve import Served
from mithaq.app.watch import Done, root_log, tick
from mithaq.domain.alert_events import LogRoot
from mithaq.domain.case.case import Case
from mithaq.domain.case.events import DetentionLapsed
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.case.view import status
from mithaq.domain.events import Event
from mithaq.domain.instant import parse, text
from mithaq.journal.payload import Payload
from mithaq.testing import acts
from mithaq.testing.acts import case_until
from mithaq.testing.world import World
from tests.unit.app.asking import ask, heads


def case_at(world: World, code: str, id: str) -> Case:
    with world[code].store.read() as reader:
        found = case_reading.load(reader, id)
    assert found is not None
    return found


def said(world: World, code: str, type: str) -> list[Event]:
    """What a member said of this type, oldest first."""
    with world[code].store.read() as reader:
        stored = reader.journal.after(code, 0, 10_000)
    return [event_of(one.envelope) for one in stored if one.envelope.header.type == type]


def until(world: World, at: datetime) -> None:
    """Let time pass up to that instant, without anybody doing anything."""
    world.clock.forward(seconds=(at - world.clock.now()).total_seconds())


def test_what_was_lodged_is_signed_for_once_it_is_here(world: World) -> None:
    case = case_until(world, CaseState.INFORMED)
    world.net.cut("EG", world.nodes)
    case.act("TN", "bureau", "continuation.requested")
    world.clock.forward(days=3)
    world.settle()
    assert [row.received_at for row in case_at(world, "TN", case.id).lodged] == [""]
    world.net.heal()
    world.settle()
    (row,) = case_at(world, "TN", case.id).lodged
    assert row.received_at == text(world.clock.now()), "counted from when it was here, not from when it was sent"
    assert tick(world["EG"]).received == 0
    (task,) = [one for one in lists.tasks(world["EG"], world.actor("EG", "prosecutor")) if one.subject == case.id]
    assert task.code == "continuation.requested"


class WithoutPapers:
    """A peer whose payloads do not arrive."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self.pull = served.pull
        self.ask_attachment = served.ask_attachment
        self.deliver_receipt = served.deliver_receipt
        self.take_orders = served.take_orders

    def ask(self, request: bytes) -> tuple[Payload | None, ...]:
        return tuple(None for _ in self._served.ask(request))


def test_a_file_whose_paper_is_still_on_the_way_is_not_signed_for(world: World) -> None:
    case = case_until(world, CaseState.INFORMED)
    world.attach("TN", WithoutPapers(Served(world["TN"])))
    hash = case.lodge()
    (row,) = case_at(world, "EG", case.id).lodged
    assert (row.hash, row.received_at) == (hash, "")
    world.clock.forward(hours=7)
    world.attach("TN", Served(world["TN"]))
    world.settle()
    (row,) = case_at(world, "EG", case.id).lodged
    assert (row.missing, row.received_at) == ((), text(world.clock.now()))


@pytest.mark.parametrize("wrong", [-1, 0, 1])
def test_a_lapse_is_signed_at_the_very_instant_and_not_before(world: World, wrong: int) -> None:
    """Also on a node whose clock is an hour wrong: it signs when its own clock says so, never before the due instant."""
    case = case_until(world, CaseState.INFORMED)
    world.skew("EG", hours=wrong)
    due = min(parse(run.due_at) for run in case_at(world, "EG", case.id).clocks if run.clock == Clock.DOCUMENT)
    world.net.cut("EG", world.nodes)
    until(world, due.replace(microsecond=0) - (world["EG"].now() - world.clock.now()))
    world.clock.forward(seconds=0)
    assert world["EG"].now() == due
    world.skew("EG", hours=wrong, milliseconds=-1)
    assert tick(world["EG"]).lapsed == 0
    world.skew("EG", hours=wrong)
    assert tick(world["EG"]).lapsed == 1
    assert tick(world["EG"]).lapsed == 0
    (lapse,) = said(world, "EG", "detention.lapsed")
    assert lapse.body == DetentionLapsed(Clock.DOCUMENT, text(due))
    assert case_at(world, "EG", case.id).state == CaseState.RELEASE_DUE


def test_where_the_custodian_is_silent_everybody_else_sees_the_release_due(world: World) -> None:
    case = case_until(world, CaseState.INFORMED)
    due = min(run.due_at for run in case_at(world, "EG", case.id).clocks)
    world.net.cut("EG", world.nodes)
    until(world, parse(due))
    before = heads(world)["TN"]["EG"]
    for code in ("TN", "OC"):
        view = status(case_at(world, code, case.id), world[code].now())
        assert (view.state, view.release_due, view.release_due_at) == (CaseState.RELEASE_DUE, True, due)
        assert not view.lapse_signed
        tick(world[code])
    assert heads(world)["TN"]["EG"] == before
    assert said(world, "TN", "detention.lapsed") == [], "the requesting state signs nothing about the other's clock"


def test_an_answered_clock_does_not_lapse(world: World) -> None:
    case = case_until(world, CaseState.INFORMED)
    document, detention = sorted(parse(run.due_at) for run in case_at(world, "EG", case.id).clocks)
    case.act("TN", "bureau", "continuation.requested")
    until(world, document)
    assert tick(world["EG"]).lapsed == 0
    until(world, detention)
    assert tick(world["EG"]).lapsed == 1
    (lapse,) = said(world, "EG", "detention.lapsed")
    assert lapse.body == DetentionLapsed(Clock.DETENTION, text(detention))


def test_the_log_is_rooted_once_an_hour_and_only_if_it_grew(world: World) -> None:
    node = world["EG"]
    assert not root_log(node), "nothing was looked up yet"
    ask(world, "EG", name="nobody")
    assert root_log(node)
    ask(world, "EG", name="nobody")
    assert not root_log(node), "the hour is not over"
    world.clock.forward(hours=1)
    assert root_log(node)
    world.clock.forward(hours=5)
    assert not root_log(node), "and nothing happened since"
    roots = [event.body for event in said(world, "EG", "log.rooted")]
    assert [(root.hour, root.size) for root in roots if isinstance(root, LogRoot)] == [
        ("2026-11-22T08", 1),
        ("2026-11-22T09", 3),
    ]


def test_a_root_names_the_head_of_the_log(world: World) -> None:
    ask(world, "EG", name="nobody")
    with world["EG"].store.read() as reader:
        head = reader.desk.log_head()
    root_log(world["EG"])
    (root,) = [event.body for event in said(world, "EG", "log.rooted")]
    assert isinstance(root, LogRoot)
    assert (root.size, root.head) == head


def test_nothing_to_do_is_nothing_said(world: World) -> None:
    acts.circulated(world)
    before = heads(world)
    assert [tick(node) for node in world.nodes.values()] == [Done()] * 5
    assert heads(world) == before
