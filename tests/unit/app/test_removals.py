"""A removal outside procedure: at once before the commission, counted, and no new request between the two states."""

from __future__ import annotations

import pytest

from mithaq.app import case_reading, cases, lists, removals
from mithaq.app.alarms import STATED
from mithaq.app.candidates import effect_here
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.testing import acts
from mithaq.testing.acts import INSTRUMENT, CaseActs, case_until, person
from mithaq.testing.world import World


def answer(world: World, told: CaseActs, outcome: str = "unfounded") -> None:
    with world["OC"].store.read() as reader:
        case = case_reading.load(reader, told.id)
    assert case is not None
    body = {"of": case.removals[-1].hash, "outcome": outcome}
    told.act("OC", "commissioner", "removal.answered", body, acts.reasons())


def suspended(world: World, one: str, other: str) -> list[bool]:
    found = []
    for code in ("TN", "EG", "OC"):
        with world[code].store.read() as reader:
            found.append(removals.suspended(reader, one, other))
    return found


def waiting(world: World) -> list[str]:
    return [task.subject for task in lists.tasks(world["OC"], world.actor("OC", "commissioner")) if task.code == STATED]


def test_the_commission_has_it_at_once_and_until_it_answers_nothing_new_begins(world: World) -> None:
    told = case_until(world, CaseState.REMOVED)
    assert waiting(world) == [told.id]
    assert suspended(world, "TN", "EG") == suspended(world, "EG", "TN") == [True] * 3
    assert suspended(world, "TN", "JO") == [False] * 3
    said, alert = person("TN", 3), acts.circulated(world, content=person("TN", 3))
    paper = DetentionRequest(said.identity, said.offence, said.warrant, "TN", True, True)
    with pytest.raises(Refusal, match=r"pair\.suspended"):
        cases.request(world["TN"], world.actor("TN", "prosecutor"), "EG", INSTRUMENT, alert, paper)
    answer(world, told)
    assert waiting(world) == []
    assert suspended(world, "TN", "EG") == [False] * 3
    assert CaseActs(world, alert).state == CaseState.REQUESTED
    assert world.agree()


def test_an_alert_of_the_other_state_is_locate_only_meanwhile(world: World) -> None:
    told = case_until(world, CaseState.INFORMED)
    with world["EG"].store.read() as reader:
        (entry,) = reader.register.entries_of(told.alert)
        assert effect_here(world["EG"], reader, entry).effect != "locate_only"
    told.remove()
    with world["EG"].store.read() as reader:
        assert effect_here(world["EG"], reader, entry).effect == "locate_only"
    answer(world, told, "found")
    with world["EG"].store.read() as reader:
        assert effect_here(world["EG"], reader, entry).effect != "locate_only"


def test_it_is_counted_alike_everywhere(world: World) -> None:
    told = case_until(world, CaseState.REMOVED)
    assert counted(world) == {removals.Removals(1, 1, 0, 0)}
    answer(world, told, "found")
    assert counted(world) == {removals.Removals(1, 0, 1, 0)}


def counted(world: World) -> set[removals.Removals]:
    found = set()
    for node in world.nodes.values():
        with node.store.read() as reader:
            (last, *_) = reversed(removals.by_month(reader, "2027"))
            found.add(last)
    return found


def test_what_was_stated_this_month_is_counted_in_the_next(world: World) -> None:
    told = case_until(world, CaseState.REMOVED)
    world.clock.forward(days=31)
    answer(world, told, "found")
    with world["JO"].store.read() as reader:
        assert removals.by_month(reader, "2026-11") == []
        assert removals.by_month(reader, "2026-12") == [removals.Removals(1, 1, 0, 0)]
        assert removals.by_month(reader, "2027-01")[-1] == removals.Removals(1, 0, 1, 0)


def test_only_the_commission_answers(world: World) -> None:
    told = case_until(world, CaseState.REMOVED)
    body = {"of": "0" * 64, "outcome": "found"}
    with pytest.raises(Refusal, match=r"removal\.unknown"):
        told.act("OC", "commissioner", "removal.answered", body, acts.reasons())
    for code, role in (("TN", "prosecutor"), ("EG", "judge")):
        with pytest.raises(Forbidden):
            told.act(code, role, "removal.answered", body, acts.reasons())


def test_a_person_taken_after_a_release_suspends_the_pair_like_every_removal(world: World) -> None:
    """The release and the receipt cross: nobody had to say `removed` for the commission to have it at once."""
    told = case_until(world, CaseState.DATED)
    world.net.cut("TN", world.nodes)
    told.take_over()
    told.release()
    assert waiting(world) == []
    world.net.heal()
    world.settle()
    assert told.state == CaseState.REMOVED
    assert waiting(world) == [told.id]
    assert suspended(world, "TN", "EG") == [True] * 3
    with world["OC"].store.read() as reader:
        assert removals.counted(reader).stated == 1
    answer(world, told)
    assert (waiting(world), suspended(world, "TN", "EG")) == ([], [False] * 3)
    assert world.agree()
