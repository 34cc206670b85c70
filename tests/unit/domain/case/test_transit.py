"""Transit (Riyadh 54): its own case, on a decision that is cited; a landing counts as a request for detention."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from mithaq.domain.case.agenda import agenda
from mithaq.domain.case.case import DAY
from mithaq.domain.case.clocks import due, zone_of
from mithaq.domain.case.events import (
    DetentionAdmitted,
    DetentionLapsed,
    DetentionRefused,
    PersonArrested,
    PersonReleased,
    RearrestOrdered,
)
from mithaq.domain.case.events_transit import TransitEntered, TransitLeft, TransitPermitted, TransitRefused
from mithaq.domain.case.states import CaseState, Clock, Party
from mithaq.domain.case.view import due_lapses, status
from mithaq.domain.events import Cite
from mithaq.domain.instant import parse, text
from mithaq.law.load import load_law
from tests.unit.domain.case.story import BOUND, GRANTED, IQ, JO, TN, Story, days, transit_body

S = CaseState
SECOND = timedelta(seconds=1)


def permit(story: Story, day: float = 2) -> Story:
    return story.tell("transit.permitted", JO, TransitPermitted(), day)


def leave(story: Story, day: float) -> Story:
    return story.tell("transit.left", JO, TransitLeft(text(days(day))), day)


def test_the_whole_passage() -> None:
    story = permit(Story().transit().file(1)).tell("transit.entered", JO, TransitEntered(text(days(3))), 3)
    assert story.now.state == S.TRANSIT_ENTERED
    case = leave(story, 3.2).now
    assert case.state == S.TRANSIT_LEFT
    assert case.transit is not None
    assert (case.transit.main, case.transit.holder) == ("c-aaaaaaaaaaaaaaaa", IQ)
    assert (case.transit.permitted_at, case.transit.entered_at) == (text(days(2)), text(days(3)))
    assert ([run.running for run in case.clocks], case.breaches, case.release_due) == ([False], (), False)


def test_without_the_complete_file_nothing_is_permitted() -> None:
    for story in (Story().transit(), Story().transit().lodge_file(1), Story().transit().lodge_file(1, ()).receive(1)):
        assert permit(story).now.state == S.TRANSIT_REQUESTED
        assert story.now.voids[-1].code == "file.incomplete"


@pytest.mark.parametrize(
    ("changes", "cited", "code"),
    [
        ({}, (Cite(JO, 1, BOUND),), "transit.no_granted_case"),
        ({"granted": "e1" * 32}, (Cite(IQ, 1, GRANTED), Cite(JO, 1, BOUND)), "transit.no_granted_case"),
        ({"holder": JO}, (Cite(JO, 1, GRANTED), Cite(JO, 1, BOUND)), "transit.same_state"),
        ({"holder": TN}, (Cite(TN, 1, GRANTED), Cite(JO, 1, BOUND)), "transit.same_state"),
        ({"requested": TN}, (Cite(IQ, 1, GRANTED),), "request.to_itself"),
        ({"bound": ""}, (Cite(IQ, 1, GRANTED),), "instrument.unconfirmed"),
        ({"instrument": "none"}, (Cite(IQ, 1, GRANTED), Cite(JO, 1, BOUND)), "instrument.unknown"),
    ],
)
def test_what_a_transit_must_rest_on(changes: dict[str, str], cited: tuple[Cite, ...], code: str) -> None:
    body = structs.replace(transit_body(), **changes)
    case = Story().tell("transit.requested", TN, body, 0, cites=cited).now
    assert (case.state, case.voids[-1].code) == (S.UNFOUNDED, code)


def test_who_wants_the_person_himself_refuses() -> None:
    story = permit(Story().transit().file(1).tell("transit.refused", JO, TransitRefused("wanted_here"), 1.5))
    assert story.now.state == S.TRANSIT_REFUSED


def test_the_clocks_of_a_landing_count_from_the_landing() -> None:
    story = Story().transit(notified=True).land(2).admit(2.2)
    arrest = PersonArrested(text(days(2.24)), text(days(2.24)))  # whoever arrests may forget the hours before
    case = story.tell("person.arrested", JO, arrest, 2.24).now
    assert (case.state, case.held_from) == (S.ARRESTED, text(days(2)))
    rule = story.law.instruments["riyadh-1983"].clocks[Clock.DOCUMENT]
    run = next(run for run in case.clocks if run.clock == Clock.DOCUMENT)
    assert run.due_at == text(due(rule, days(2), zone_of("Asia/Amman")))


def test_what_was_held_before_the_journey_counts_after_a_landing_without_an_order() -> None:
    story = Story().transit(notified=True).land(1)
    story.tell("detention.admitted", JO, DetentionAdmitted((), 7 * DAY), 1.1).arrest(1.2)
    assert story.now.state == S.ARRESTED
    due_at = {run.clock: run.due_at for run in story.now.clocks}[Clock.DOCUMENT]
    alone = Story().transit(notified=True).land(1).admit(1.1).arrest(1.2).now.clocks
    whole = {run.clock: run.due_at for run in alone}[Clock.DOCUMENT]
    assert parse(whole) - parse(due_at) == timedelta(days=7)


def test_a_landing_without_admission_carries_no_arrest() -> None:
    case = Story().transit(notified=True).land(2).arrest(2.1).now
    assert case.state == S.RELEASE_DUE
    assert case.breaches[-1].code == "arrest_without_admission"


def test_an_aircraft_goes_on_before_anybody_is_arrested() -> None:
    assert leave(Story().transit(notified=True).land(2), 2.1).now.state == S.TRANSIT_LEFT


def test_whoever_was_arrested_goes_on_only_with_permission() -> None:
    story = Story().transit(notified=True).land(2).admit(2).arrest(2).rights(2.1)
    assert leave(story, 3).now.state == S.INFORMED
    assert story.now.voids[-1].code == "transit.not_permitted"
    permit(story.file(4), 5)
    case = leave(story, 6).now
    assert case.state == S.TRANSIT_LEFT
    assert not any(run.running for run in case.clocks)
    assert case.held_by is None


def test_a_lapse_is_not_flown_away_from() -> None:
    story = permit(Story().transit(notified=True).file(1).land(2).admit(2).arrest(2).rights(2.1), 5)
    assert leave(story, 70).now.state == S.RELEASE_DUE


def test_an_ordinary_case_is_no_transit() -> None:
    story = leave(permit(Story().to_custody().file(3), 4), 5)
    assert story.now.state == S.INFORMED
    assert [mark.code for mark in story.now.voids] == ["transit.none", "transit.none"]


@pytest.mark.parametrize("notified", [False, True])
def test_a_mere_passage_carries_no_arrest(notified: bool) -> None:
    case = Story().transit(notified=notified).arrest(1).now
    assert (case.state, case.release_reason) == (S.RELEASE_DUE, "transit_only")
    assert case.breaches[-1].code == "arrest_in_transit"


def test_who_is_freed_on_the_way_is_free() -> None:
    story = permit(Story().transit().file(1)).tell("transit.entered", JO, TransitEntered(text(days(3))), 3)
    body = PersonReleased(text(days(3.2)), "request_withdrawn")
    freed = story.copy().tell("person.released", JO, body, 3.2).now
    assert (freed.state, freed.released_at) == (S.TRANSIT_LEFT, text(days(3.2)))
    assert story.withdraw(3.1).now.state == S.RELEASE_DUE
    assert story.tell("person.released", JO, body, 3.2).now.state == S.RELEASED


@pytest.mark.parametrize("admitted", [False, True])
@pytest.mark.parametrize("ending", ["detention.refused", "request.withdrawn"])
def test_who_landed_is_released_on_the_record_when_the_request_is_over(ending: str, admitted: bool) -> None:
    story = Story().transit(notified=True).land(2)
    if admitted:
        story.admit(2.05)
    if ending == "request.withdrawn":
        story.withdraw(2.1)
    else:
        story.tell(ending, JO, DetentionRefused("nationality"), 2.1)
    due = story.now
    assert (due.state, due.release_due_at) == (S.RELEASE_DUE, text(days(2.1)))
    assert due.held_by == Party.REQUESTED
    assert due.notice_owed
    assert "alarm" in {one.code for one in agenda(due, load_law().timing)}
    assert story.copy().arrest(2.12).now.state == S.RELEASE_DUE
    freed = story.tell("person.released", JO, PersonReleased(text(days(2.2)), "request_withdrawn"), 2.2).now
    assert (freed.state, freed.held_by, freed.held_until) == (S.RELEASED, None, text(days(2.2)))


def test_who_landed_is_let_go_before_anything_else_is_said() -> None:
    story = Story().transit(notified=True).land(2)
    freed = story.tell("person.released", JO, PersonReleased(text(days(2.1)), "no_legal_basis"), 2.1).now
    assert (freed.state, freed.held_by) == (S.TRANSIT_LEFT, None)
    assert freed.held_seconds(text(days(9))) == DAY // 10
    assert story.arrest(2.2).now.state == S.RELEASE_DUE


HOLDS = [
    ("hold_at_post", Story().transit(notified=True).land(2), 2.0),
    (
        "transit_hold",
        permit(Story().transit().file(1)).tell("transit.entered", JO, TransitEntered(text(days(3))), 3),
        3.0,
    ),
]


@pytest.mark.parametrize(("code", "story", "start"), HOLDS)
def test_nobody_is_held_on_the_way_for_longer_than_the_house_rule(code: str, story: Story, start: float) -> None:
    end = days(start) + timedelta(hours=story.law.house[code].number)
    run = next(run for run in story.now.clocks if run.clock == code)
    assert (run.started_at, run.due_at, run.must_release) == (text(days(start)), text(end), True)
    assert not due_lapses(story.now, end - SECOND)
    assert status(story.now, end - SECOND).state == story.now.state
    assert [one.clock for one in due_lapses(story.now, end)] == [code]
    assert status(story.now, end).release_due
    assert {"lapse", "alarm", "warn.half"} <= {due.code for due in agenda(story.now, load_law().timing)}
    signed = story.copy().tell("detention.lapsed", JO, DetentionLapsed(code, text(end)), end).now
    assert (signed.state, signed.release_due_at, signed.release_reason) == (S.RELEASE_DUE, text(end), "passage_lapsed")
    early = story.copy().tell("detention.lapsed", JO, DetentionLapsed(code, text(end)), end - SECOND).now
    assert early.voids[-1].code == "clock.not_due"


@pytest.mark.parametrize(("code", "story", "start"), HOLDS)
def test_without_a_house_rule_nobody_is_held_on_the_way(code: str, story: Story, start: float) -> None:
    lawless = Story(data=structs.replace(story.law, house={}))
    for event in story.events:
        lawless.tell(event.type, event.member, event.body, parse(event.at), cites=event.cites)
    assert (lawless.now.state, lawless.now.release_reason) == (S.RELEASE_DUE, "no_limit_known")


def test_after_the_hours_at_the_post_nothing_is_admitted_and_nobody_arrested() -> None:
    story = Story().transit(notified=True).land(2).admit(2.2)
    late = story.copy().arrest(2.26)
    assert (late.now.state, late.now.release_due_at) == (S.RELEASE_DUE, text(days(2.25)))
    assert Story().transit(notified=True).land(2).admit(2.26).now.voids[-1].code == "release.due"
    late.tell("person.released", JO, PersonReleased(text(days(3)), "clock_lapsed"), 3).file(4)
    ordered = late.tell("rearrest.ordered", JO, RearrestOrdered(text(days(5))), 5).now
    assert (ordered.state, ordered.voids[-1].code) == (S.RELEASED, "rearrest.barred")  # never admitted, never arrested
    held = story.arrest(2.24).now
    assert not next(run for run in held.clocks if run.clock == "hold_at_post").running


def test_an_arrest_carries_no_clock_of_the_post() -> None:
    assert not any(run.clock == "hold_at_post" for run in Story().request().admit().now.clocks)
    assert not Story().request().admit().now.in_custody
