"""The directory in use: what a node signs for what arrives, where electronics count and where they do not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import case_reading, cases
from mithaq.app.noticing import FORWARD
from mithaq.app.watch import tick
from mithaq.domain.case.case import Case
from mithaq.domain.case.papers import Waybill
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.testing.acts import CaseActs, case_until
from mithaq.testing.world import World

OF_PAPER = "MA"
"""A state whose (invented) directory says that an electronic file does not count."""


@pytest.fixture
def paper_world() -> Iterator[World]:
    found = World(11, ("TN", "EG", OF_PAPER, "GS", "OC"))
    yield found
    found.close()


def folded(told: CaseActs) -> Case:
    with told.world[told.requesting].store.read() as reader:
        case = case_reading.load(reader, told.id)
    assert case is not None
    return case


def to_pass_on(world: World) -> list[str]:
    """The cases of which the requested state's bureau is told to pass paper on; nobody else is told."""
    for code in set(world.nodes) - {OF_PAPER}:
        with world[code].store.read() as reader:
            assert all(task.code != FORWARD for role in ("bureau", "prosecutor") for task in reader.desk.tasks(role))
    with world[OF_PAPER].store.read() as reader:
        return [task.subject for task in reader.desk.tasks("bureau") if task.code == FORWARD]


def test_an_electronic_file_waits_for_its_paper_and_both_sides_see_that(paper_world: World) -> None:
    told = case_until(paper_world, CaseState.INFORMED, "TN", OF_PAPER)
    of = told.lodge()
    for _ in range(2):  # the node signs for it once, whatever it is worth
        tick(paper_world[OF_PAPER])
    paper_world.settle()
    (row,) = folded(told).lodged
    assert row.awaits_paper
    for code in ("TN", OF_PAPER):
        view = cases.read(paper_world[code], paper_world.actor(code, "bureau"), told.id).view
        assert view.awaits_paper == ("file.lodged",)
        assert any(run.clock == "document" and run.state == "running" for run in view.clocks)
    with pytest.raises(Refusal, match=r"file\.incomplete"):
        told.court("granted")
    told.act("TN", "bureau", "paper.sent", {"of": of, "carrier": "courier"}, Waybill("SYN-1"))
    told.act(OF_PAPER, "bureau", "paper.received", {"of": of, "received_at": told.now, "at_desk": "another_desk"})
    tick(paper_world[OF_PAPER])
    assert to_pass_on(paper_world) == [told.id], "at once, and nobody has to look for it"
    told.act(OF_PAPER, "bureau", "file.forwarded", {"of": of, "from_desk": "another_desk", "to_desk": "file"})
    assert folded(told).lodged[0].desk == "file"
    assert to_pass_on(paper_world) == []
    told.court("granted")
    assert told.state == CaseState.GRANTED
    assert paper_world.agree()


def test_no_officer_says_what_electronics_are_worth(paper_world: World) -> None:
    told = case_until(paper_world, CaseState.INFORMED, "TN", OF_PAPER)
    paper_world.net.cut(OF_PAPER, paper_world.nodes)
    bureau = paper_world.actor("TN", "bureau")
    lodged = cases.act(paper_world["TN"], bureau, told.id, "continuation.requested", {})
    paper_world.net.heal()
    paper_world.settle()
    body = {"of": lodged.hash, "received_at": told.now, "electronic": "counts"}
    with pytest.raises(Refusal, match=r"lodgement\.unknown"):
        told.act(OF_PAPER, "bureau", "lodgement.received", body)
    with pytest.raises(Forbidden):
        told.act("TN", "bureau", "paper.received", {"of": lodged.hash, "received_at": told.now})


def test_where_they_count_nothing_waits(paper_world: World) -> None:
    told = case_until(paper_world, CaseState.INFORMED)
    told.lodge()
    assert not folded(told).lodged[0].awaits_paper
    assert folded(told).lodged[0].received_at
