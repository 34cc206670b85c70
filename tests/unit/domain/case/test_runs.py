"""Clocks of domestic law, and detention that was served before."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import ClockRun, as_signed, due, instant, shortened
from mithaq.domain.case.events_before import ContinuationRequested
from mithaq.domain.case.fold import lapse
from mithaq.domain.case.guards import Said
from mithaq.domain.case.runs import HOLD, with_clocks
from mithaq.domain.case.states import CaseState, Party
from mithaq.domain.case.view import due_lapses, status
from mithaq.domain.instant import text
from mithaq.domain.instrument import Clock, Words
from mithaq.domain.timing import DomesticClock, Timing
from mithaq.domain.workdays import Calendar
from tests.unit.domain.case.story import JO, TN, CaseData, Story, days, law

DAY = timedelta(days=1)
PROSECUTOR = DomesticClock(
    "JO", "jo_prosecutor", "person.arrested", ("rights.informed",), 48, "hours", "must_release", "", True, False, "x",
    Words("أ", "a", "a"),
)  # fmt: skip


def with_rows(*rows: DomesticClock, calendar: Calendar | None = None) -> CaseData:
    timing = Timing(domestic=rows, calendars={"JO": calendar} if calendar else {}, alarm_hours=6)
    return structs.replace(law(), timing=timing)


def held(*rows: DomesticClock, calendar: Calendar | None = None) -> Story:
    """Arrested on day 0 under these domestic clocks."""
    return Story(data=with_rows(*rows, calendar=calendar)).request().admit().arrest()


def run_of(story: Story, code: str = "jo_prosecutor") -> ClockRun:
    (found,) = [run for run in story.now.clocks if run.clock == code]
    return found


def test_a_row_starts_a_clock_like_those_of_the_treaty() -> None:
    run = run_of(held(PROSECUTOR))
    assert (run.started_at, run.due_at) == (text(days(0)), text(days(2)))
    assert run.must_release
    assert run.confirmed
    assert run.running


def test_unanswered_it_frees_before_the_treaty_does() -> None:
    story = held(PROSECUTOR)
    assert status(story.now, days(2) - timedelta(milliseconds=1)).state == CaseState.ARRESTED
    view = status(story.now, days(2))
    assert (view.state, view.release_due_at) == (CaseState.RELEASE_DUE, text(days(2)))
    (run,) = due_lapses(story.now, days(2))
    story.tell("detention.lapsed", JO, says.DetentionLapsed(run.clock, run.due_at), 2)
    assert (story.now.state, story.now.release_reason) == (CaseState.RELEASE_DUE, "lapsed")
    assert story.now.lapse_signed_at == text(days(2))


@pytest.mark.parametrize(("day", "state"), [(1.9999, CaseState.INFORMED), (2, CaseState.RELEASE_DUE)])
def test_its_answer_counts_only_before_its_end(day: float, state: CaseState) -> None:
    assert held(PROSECUTOR).rights(day).now.state == state


def test_an_answer_of_the_other_side_is_none() -> None:
    row = structs.replace(PROSECUTOR, answered_by=("message.sent",))
    story = held(row).tell("message.sent", "TN", says.MessageSent(), 1)
    assert run_of(story).running
    assert not run_of(story.tell("message.sent", JO, says.MessageSent(), 1)).running


def test_another_state_has_other_clocks() -> None:
    story = held(structs.replace(PROSECUTOR, state="EG", code="eg_prosecutor"))
    assert {run.clock for run in story.now.clocks} == set(HOLD)


def test_an_arrest_that_proves_earlier_moves_it_and_keeps_the_answer() -> None:
    story = held(PROSECUTOR).rights(1).arrest(1.5, held=-0.5)
    run = run_of(story)
    assert (run.started_at, run.due_at, run.stopped_at) == (text(days(-0.5)), text(days(1.5)), text(days(1)))


def test_an_arrest_that_proves_too_early_takes_the_answer_back() -> None:
    story = held(PROSECUTOR).rights(1).arrest(1.5, held=-1.5)
    assert story.now.state == CaseState.RELEASE_DUE
    assert story.now.release_due_at == text(days(0.5))


@pytest.mark.parametrize(("lapse", "may"), [("alarm", False), ("may_release", True)])
def test_a_clock_that_obliges_to_nothing_frees_nobody(lapse: str, may: bool) -> None:
    story = held(structs.replace(PROSECUTOR, lapse=lapse))
    view = status(story.now, days(3))
    assert (view.state, view.may_release) == (CaseState.ARRESTED, may)


def test_days_end_at_midnight_and_working_days_skip_the_weekend() -> None:
    # the story begins on Monday 2 March 2026 at noon in Amman
    in_days = structs.replace(PROSECUTOR, unit="days", length=5)
    midnight = ZoneInfo("Asia/Amman")
    assert instant(run_of(held(in_days)).due_at) == days(0).astimezone(midnight).replace(hour=0, minute=0) + 5 * DAY
    in_working_days = structs.replace(in_days, unit="working_days")
    weekend = Calendar(frozenset({4, 5}))
    later = run_of(held(in_working_days, calendar=weekend))
    assert instant(later.due_at) == days(0).astimezone(midnight).replace(hour=0, minute=0) + 7 * DAY
    assert run_of(held(in_working_days)).due_at == run_of(held(in_days)).due_at, "without a calendar every day counts"


def test_it_ends_with_the_hold() -> None:
    story = held(PROSECUTOR).release(1)
    assert run_of(story).stopped_at == text(days(1))


def test_clocks_of_the_released_answer_nothing_when_he_is_held_again() -> None:
    """What stopped because a hold ended was not answered: the limits of the next hold run."""
    story = Story().to_custody().release(10)
    again = _rearrested(structs.replace(story.now, held_before=10 * 24 * 3600), 40)
    assert all(run.running for run in again.clocks)
    document, detention = sorted(again.clocks, key=lambda run: run.due_at)
    assert document.due_at <= text(days(40 + 20))
    assert detention.due_at <= text(days(40 + 50))


def test_a_document_that_was_answered_stays_answered() -> None:
    story = Story().to_custody().lodge_warrant(3).receive(3).release(10)
    again = _rearrested(structs.replace(story.now, held_before=10 * 24 * 3600), 40)
    runs = {run.clock: run for run in again.clocks}
    assert runs["document"].stopped_at == text(days(3))
    assert runs["detention"].running


def test_a_request_to_continue_answers_the_hold_it_was_made_in_and_no_later_one() -> None:
    story = Story().to_custody().tell("continuation.requested", TN, ContinuationRequested(), 3).receive(3)
    assert not {run.clock: run for run in story.now.clocks}["document"].running
    again = _rearrested(structs.replace(story.release(10).now, held_before=10 * 24 * 3600), 40)
    assert {run.clock: run for run in again.clocks}["document"].running


def test_an_end_that_the_custodian_signed_stands_whatever_a_pack_says_later() -> None:
    run = ClockRun("document", "44", text(days(0)), text(days(45)), must_release=True, confirmed=True)
    (ended,) = as_signed((run,), "document", text(days(30)), text(days(31)))
    assert (ended.due_at, ended.over(text(days(31)))) == (text(days(30)), True)
    for clock, due_at, at in (
        ("detention", days(30), days(31)),  # another clock
        ("document", days(32), days(31)),  # an end that has not come
        ("document", days(50), days(60)),  # later than what is counted: nothing is ever extended
    ):
        assert as_signed((run,), clock, text(due_at), text(at)) == (run,)
    assert as_signed((run,), "document", "no instant", text(days(31))) == (run,)


@pytest.mark.parametrize(("served", "owed"), [(59.9, True), (58, False)])
def test_a_limit_that_was_used_up_frees_at_once(served: float, owed: bool) -> None:
    story = Story().to_custody().lodge_warrant(3).receive(3)
    case = structs.replace(story.now, held_from="", held_before=int(served * 24 * 3600), clocks=())
    again = _rearrested(case, 70)
    assert lapse(again, text(days(70))).release_due is owed
    assert all(run.due_at >= text(days(70)) for run in again.clocks), "nobody owes a release before the arrest"


RULE = law().instruments["riyadh-1983"].clocks[Clock.DETENTION]
AMMAN = ZoneInfo("Asia/Amman")


@given(st.integers(0, 70 * 24 * 3600), st.datetimes(days(0).replace(tzinfo=None), days(300).replace(tzinfo=None)))
def test_what_was_served_is_never_given_back(served: int, began: object) -> None:
    start = days(0) + (began - days(0).replace(tzinfo=None))  # type: ignore[operator]  # a datetime less a datetime
    whole, shifted = due(RULE, start, AMMAN), due(RULE, start - timedelta(seconds=served), AMMAN)
    end = shortened(whole, shifted, served, start)
    assert start <= end <= whole
    assert end == start or whole - end >= timedelta(seconds=served)


def _rearrested(case: Case, day: float) -> Case:
    """The two clocks of a hold, started again that day."""
    at = text(days(day))
    held = structs.replace(case, state=CaseState.ARRESTED, held_from=at, held_by=Party.REQUESTED)
    said = Said("person.arrested", JO, case.id, says.PersonArrested(at, at), at)
    found = with_clocks(held, HOLD, said, law())
    assert found is not None
    return found
