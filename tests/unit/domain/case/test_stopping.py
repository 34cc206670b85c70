"""What may go ahead of the file, and which instrument of the case would not take it as an answer to the clock (art. 44)."""

from __future__ import annotations

import pytest
from msgspec import Struct, structs

from mithaq.domain.authority import Authority
from mithaq.domain.case.case import Case
from mithaq.domain.case.events_before import ContinuationRequested
from mithaq.domain.case.states import Clock
from mithaq.domain.case.stopping import AHEAD, CONTINUATION, WARRANT, Way, answers, applying, ways
from tests.unit.domain.case.story import ALL_PAPERS, TN, Story, law

RIYADH, TERRORISM, LEAGUE = "riyadh-1983", "arab-terrorism-1998", "arab-league-1952"


class Nobody(Struct, frozen=True):
    """A directory in which no state has said anything."""

    authorities: tuple[Authority, ...] = ()


def held(*instruments: str) -> Case:
    first, *besides = instruments
    return structs.replace(Story().to_custody().now, instrument=first, also=tuple(besides))


def found(case: Case) -> dict[str, Way]:
    return {way.event: way for way in ways(case, law(), Nobody())}


def test_both_stop_the_clock_of_the_riyadh_agreement() -> None:
    assert found(held(RIYADH)).keys() == set(AHEAD)
    for way in found(held(RIYADH)).values():
        assert (way.stops, way.unknown_to, way.papers) == (True, (), ())


def test_an_instrument_that_knows_no_continuation_is_named_with_what_it_asks_for() -> None:
    way = found(held(LEAGUE))[CONTINUATION]
    assert (way.stops, way.unknown_to, way.papers) == (False, (LEAGUE,), ("warrant",))


def test_of_several_instruments_every_one_has_to_be_answered() -> None:
    case = held(RIYADH, TERRORISM)
    for event in AHEAD:
        way = found(case)[event]
        assert (way.stops, way.unknown_to) == (False, (TERRORISM,)), event
        assert set(way.papers) == set(ALL_PAPERS), "the convention of 1998 asks for the whole file"


def test_without_an_instrument_nothing_stops() -> None:
    for way in found(held("unknown")).values():
        assert (way.stops, way.unknown_to) == (False, ())


def test_what_nobody_says_of_electronic_receipt_does_not_count() -> None:
    assert {way.receipt for way in found(held(RIYADH)).values()} == {"paper"}


@pytest.mark.parametrize("instruments", [(RIYADH,), (LEAGUE,), (TERRORISM,), (RIYADH, LEAGUE), (RIYADH, TERRORISM)])
def test_what_is_said_is_what_the_fold_does(instruments: tuple[str, ...]) -> None:
    """The page promises nothing that the clock does not keep."""
    told = {
        WARRANT: Story().to_custody().lodge_warrant(3).receive(4),
        CONTINUATION: Story().to_custody().tell("continuation.requested", TN, ContinuationRequested(), 3).receive(4),
    }
    for event, story in told.items():
        packs = applying(held(*instruments), law())
        assert answers(story.now.lodged[-1], packs) is found(held(*instruments))[event].stops
    stopped = {event: _stopped(story.now) for event, story in told.items()}
    assert stopped == {WARRANT: True, CONTINUATION: True}, (
        "both under the Riyadh agreement, which the story is told under"
    )


def _stopped(case: Case) -> bool:
    return next(bool(run.stopped_at) for run in case.clocks if run.clock == Clock.DOCUMENT)
