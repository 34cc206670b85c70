"""Transit asked for on a granted case, and looked at by the state passed through before it lets anybody in."""

from __future__ import annotations

from typing import Literal

import pytest
from msgspec import structs

from mithaq.app import case_reading, cases, transits
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted
from mithaq.domain.errors import NotFound, Refusal
from mithaq.testing import acts
from mithaq.testing.acts import INSTRUMENT, CaseActs, case_until, person
from mithaq.testing.world import World


class Passage(CaseActs):
    """The transit of the person of a main case through JO."""

    def __init__(self, main: CaseActs, kind: str = "transit.requested") -> None:
        self.kind, self.main = kind, main
        super().__init__(main.world, main.alert, main.requesting, "JO")

    def _request(self) -> str:
        world, through = self.world, self.requested
        word = cases.state_bound(world[through], world.actor(through, "bureau"), INSTRUMENT, self.requesting)
        world.settle()
        said = transits.request(
            world[self.requesting], world.actor(self.requesting, "prosecutor"), through, INSTRUMENT, self.main.id,
            paper(self.main.content), kind=self.kind, bound=word.hash,  # type: ignore[arg-type]  # one of the two kinds
        )  # fmt: skip
        world.settle()
        return said.subject


def paper(content: Wanted | None = None) -> DetentionRequest:
    said = content or person("TN")
    return DetentionRequest(said.identity, said.offence, said.warrant, "TN", True, True)


def test_a_passage_from_request_to_departure(world: World) -> None:
    told = Passage(case_until(world, CaseState.DATED))
    with pytest.raises(Refusal, match=r"file\.incomplete"):
        told.act("JO", "prosecutor", "transit.permitted")
    told.lodge()
    told.act("JO", "prosecutor", "transit.permitted")
    told.act("JO", "bureau", "transit.entered", {"entered_at": told.now})
    told.act("JO", "bureau", "transit.left", {"left_at": told.now})
    assert told.state == CaseState.TRANSIT_LEFT
    assert told.main.state == CaseState.DATED
    assert world.agree()
    page = cases.read(world["JO"], world.actor("JO", "bureau"), told.id)
    assert all(step.paper is not None for step in page.steps if step.event.payload)
    with pytest.raises(NotFound):
        cases.read(world["EG"], world.actor("EG", "bureau"), told.id)


@pytest.mark.parametrize("state", [CaseState.INFORMED, CaseState.GRANTED, CaseState.APPEALED, CaseState.REFUSED])
def test_only_a_final_decision_carries_a_transit(world: World, state: CaseState) -> None:
    with pytest.raises(Refusal, match=r"transit\.no_granted_case"):
        Passage(case_until(world, state))


@pytest.mark.parametrize("kind", ["transit.requested", "transit.notified"])
def test_a_passage_is_screened_like_any_request_and_of_the_same_person(
    world: World, kind: Literal["transit.requested", "transit.notified"]
) -> None:
    main = case_until(world, CaseState.DATED)
    said = paper(main.content)
    with pytest.raises(Refusal, match=r"request\.other_person"):
        transits.request(
            world["TN"], world.actor("TN", "prosecutor"), "JO", INSTRUMENT, main.id, paper(person("TN", 7))
        )
    act = structs.replace(said.offence, own_part="نشر تغريدات على حسابه ضد الحكومة", means="")
    tn = world.actor("TN", "prosecutor")
    with pytest.raises(Refusal, match=r"request\.stopped") as refusal:
        transits.request(world["TN"], tn, "JO", INSTRUMENT, main.id, structs.replace(said, offence=act), kind=kind)
    assert "speech.words" in refusal.value.missing


def test_nobody_asks_for_transit_in_anothers_case(world: World) -> None:
    told = case_until(world, CaseState.FINAL)
    prosecutor = world.actor("EG", "prosecutor")
    with pytest.raises(NotFound):
        transits.request(world["EG"], prosecutor, "JO", INSTRUMENT, told.id, paper())
    with pytest.raises(NotFound):
        transits.request(world["TN"], world.actor("TN", "prosecutor"), "JO", INSTRUMENT, "c-unknown", paper())


def test_the_transit_state_looks_at_the_main_case_first(world: World) -> None:
    """Withdrawn between request and permission: nobody is let in on a decision that no longer stands."""
    told = Passage(case_until(world, CaseState.DATED))
    told.lodge()
    told.main.withdraw()
    with pytest.raises(Refusal, match=r"transit\.no_granted_case"):
        told.act("JO", "prosecutor", "transit.permitted")


def test_an_unscheduled_landing_is_a_request_that_a_prosecutor_judges(world: World) -> None:
    told = Passage(case_until(world, CaseState.SURRENDERED), "transit.notified")
    told.act("JO", "bureau", "landing.stated", {"landed_at": told.now})
    landed = told.now
    assert told.state == CaseState.REQUESTED
    with pytest.raises(Refusal, match=r"admissibility\.arguable"):
        told.act("JO", "prosecutor", "detention.admitted", {"decided": []})
    told.admit()
    world.clock.forward(hours=1)
    told.arrest()
    told.inform()
    with world["TN"].store.read() as reader:
        case = case_reading.load(reader, told.id)
    assert case is not None
    assert case.held_from == landed
    assert case.in_custody
    assert world.agree()


def test_a_state_that_wants_the_person_refuses_with_reasons(world: World) -> None:
    told = Passage(case_until(world, CaseState.DATED))
    for ground in ("request_withdrawn", "no_such"):
        with pytest.raises(Refusal, match=r"ground\.unknown"):
            told.act("JO", "prosecutor", "transit.refused", {"ground": ground}, acts.reasons())
    told.act("JO", "prosecutor", "transit.refused", {"ground": "wanted_here"}, acts.reasons())
    assert told.state == CaseState.TRANSIT_REFUSED
