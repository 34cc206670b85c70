"""Flags of risk through the federation: entered and lifted by the commission alone, asked about in every case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import cases, lists, risks
from mithaq.app.alarms_floor import ANSWERED, ASKED
from mithaq.domain.case.papers import AssuranceText, Note, Reasons
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.world import World

REASONS = Reasons("an invented court", "9/2026", "synthetic reasons")


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    found = World(5, ("TN", "EG", "GS", "OC"))
    yield found
    found.close()


def refused(do: object) -> str:
    with pytest.raises(Refusal) as told:
        do()  # type: ignore[operator]  # a function without arguments
    return told.value.code


def test_a_flag_goes_everywhere_and_comes_off_again(world: World) -> None:
    node, who = world["OC"], world.actor("OC", "commissioner")
    for state in ("TN", "EG", "GS", "OC"):
        assert risks.risk_flags(world[state]) == ()
    assert refused(lambda: risks.flag(node, who, "GS", "torture", "2026-01-01")) == "member.unknown"
    assert refused(lambda: risks.flag(node, who, "XX", "torture", "2026-01-01")) == "member.unknown"
    assert refused(lambda: risks.flag(node, who, "TN", "torture", "2026-02-31")) == "date.invalid"
    assert refused(lambda: risks.flag(node, who, "TN", "torture", "2199-01-01")) == "instant.future"
    event = risks.flag(node, who, "TN", "torture", "2026-01-01")
    assert refused(lambda: risks.flag(node, who, "TN", "torture", "2025-01-01")) == "risk.flagged_already"
    world.settle()
    for state in ("TN", "EG", "GS", "OC"):
        (flag,) = risks.risk_flags(world[state])
        assert (flag.state_flagged, flag.matter, flag.since, flag.state) == ("TN", "torture", "2026-01-01", "flagged")
    risks.lift(node, who, event.subject)
    with pytest.raises(NotFound):
        risks.lift(node, who, event.subject)
    world.settle()
    assert world.agree()
    for state in ("TN", "EG", "GS", "OC"):
        assert risks.risk_flags(world[state]) == ()
    listed = {one.id: one.state for one in risks.listed(world["EG"], world.actor("EG", "judge"))}
    assert listed[event.subject] == "lifted"


def test_nobody_else_flags_or_reads(world: World) -> None:
    with pytest.raises(Forbidden):
        risks.flag(world["TN"], world.actor("TN", "prosecutor"), "EG", "torture", "2026-01-01")
    with pytest.raises(Forbidden):
        risks.lift(world["GS"], world.actor("GS", "reviewer"), "n-0000000000000000")
    with pytest.raises(Forbidden):
        risks.listed(world["TN"], world.actor("TN", "border"))


def test_a_case_of_a_flagged_state_needs_a_court_that_answers(world: World) -> None:
    case = acts.CaseActs(world, acts.circulated(world))
    node, prosecutor = world["EG"], world.actor("EG", "prosecutor")
    flag = risks.flag(world["OC"], world.actor("OC", "commissioner"), "TN", "torture", "2026-01-01")
    world.settle()
    found = cases.read(node, prosecutor, case.id).findings
    assert {one.test: one.why for one in found}["torture_risk"] == "risk_flagged"
    decided = [one.test for one in found if one.result == "arguable"]
    some = {"decided": [test for test in decided if test != "torture_risk"]}
    body = {"decided": decided}
    assert refused(lambda: case.act("EG", "prosecutor", "detention.admitted", some)) == "admissibility.arguable"
    assert refused(lambda: case.act("EG", "prosecutor", "detention.admitted", body)) == "admission.reasons_missing"
    case.act("EG", "prosecutor", "detention.admitted", body, Note("synthetic reasons"))
    case.arrest()
    case.inform()
    case.lodge()
    grant = {"outcome": "granted", "decided_at": case.now, "heard": True, "body": "court"}
    assert refused(lambda: case.act("EG", "judge", "court.decided", grant, REASONS)) == "risk.not_assessed"
    assessed = {"outcome": "excluded", "assessed_at": case.now, "heard": True}
    case.act("EG", "judge", "risk.assessed", assessed, REASONS)
    case.act("EG", "judge", "court.decided", grant, REASONS)
    assert case.state == CaseState.GRANTED
    risks.lift(world["OC"], world.actor("OC", "commissioner"), flag.subject)
    world.settle()
    _assured(world, case)


def _assured(world: World, case: acts.CaseActs) -> None:
    """Assurances asked for, answered, and told as tasks to those who have to act."""

    def waiting(state: str) -> set[str]:
        rows = lists.tasks(world[state], world.actor(state, "prosecutor"))
        return {task.code for task in rows if task.subject == case.id}

    of = case.act("EG", "prosecutor", "assurance.asked", {"matter": "death_penalty"})
    assert ASKED in waiting("TN")
    assert ASKED not in waiting("EG")
    case.act("EG", "judge", "appeal.waived", {"waived_at": case.now})
    day = {"day": text(world.clock.now())[:10]}
    assert refused(lambda: case.act("EG", "prosecutor", "surrender.dated", day)) == "assurance.missing"
    words = AssuranceText("an invented ministry", "an invented minister", "death is not carried out")
    case.act("TN", "prosecutor", "assurance.given", {"of": of}, words)
    assert ASKED not in waiting("TN")
    assert ANSWERED in waiting("EG")
    case.act("EG", "prosecutor", "surrender.dated", day)
    assert case.state == CaseState.DATED
    steps = cases.read(world["EG"], world.actor("EG", "judge"), case.id).steps
    assert words in [step.paper for step in steps]
