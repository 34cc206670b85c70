"""What everybody sees at an instant: due, overdue, lapsed, breached, and who may speak next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.states import CaseState, Clock, Party
from mithaq.domain.case.view import Possible, due_lapses, status
from mithaq.domain.instant import parse, text
from tests.unit.domain.case.story import JO, Story, days, law

S = CaseState
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("clock", [Clock.DOCUMENT, Clock.DETENTION])
def test_a_lapse_shows_on_every_node_at_the_second_though_nobody_signed_it(clock: Clock) -> None:
    story = Story().to_custody()
    if clock == Clock.DETENTION:
        story.lodge_warrant(1).receive(1)
    end = parse(next(run.due_at for run in story.now.clocks if run.clock == clock))
    assert status(story.now, end - SECOND).state == S.INFORMED
    view = status(story.now, end)
    assert (view.state, view.release_due, view.release_due_at) == (S.RELEASE_DUE, True, text(end))
    assert view.release_reason == "lapsed"
    assert not view.lapse_signed
    assert not view.overdue
    assert status(story.now, end + SECOND).overdue
    assert story.now.state == S.INFORMED  # a view: the facts have not changed


def test_the_node_signs_the_clock_that_ran_out_first_and_only_once() -> None:
    story = Story().to_custody()
    assert due_lapses(story.now, days(29)) == ()
    (run,) = due_lapses(story.now, days(100))
    assert run.clock == Clock.DOCUMENT
    story.tell("message.sent", JO, says.MessageSent(), 31)  # shows the lapse before the node has signed it
    (run,) = due_lapses(story.now, days(31.1))
    story.tell("detention.lapsed", JO, says.DetentionLapsed(run.clock, run.due_at), 31.2)
    assert story.now.lapse_signed_at == text(days(31.2))
    assert story.now.release_due_at == run.due_at
    assert due_lapses(story.now, days(32)) == ()
    assert status(story.now, days(32)).lapse_signed


def test_a_release_before_the_end_owes_nothing() -> None:
    view = status(Story().to_custody().release(3).now, days(100))
    assert (view.state, view.release_due, view.overdue, view.next_due) == (S.RELEASED, False, False, "")
    assert {clock.state for clock in view.clocks} == {"answered"}


def _clocks(story: Story, at: float) -> dict[str, str]:
    return {clock.clock: clock.state for clock in status(story.now, days(at)).clocks}


def test_what_ran_when_the_person_fled_is_suspended_and_what_was_answered_stays_answered() -> None:
    story = Story().to_custody().lodge_warrant(1).receive(1)
    story.escape(4)
    assert _clocks(story, 5) == {Clock.DOCUMENT: "answered", Clock.DETENTION: "suspended"}


def test_postponement_suspends_the_clocks_and_its_end_starts_them_anew() -> None:
    story = Story().to_custody().file(5).court(10).waive(12)
    story.postpone(13)
    assert story.now.state == S.POSTPONED
    assert _clocks(story, 14) == {Clock.DOCUMENT: "answered", Clock.DETENTION: "suspended"}
    story.tell("postponement.ended", JO, says.PostponementEnded(text(days(40))), 40)
    assert "suspended" not in _clocks(story, 41).values()


def test_every_clock_says_which_days_it_counts() -> None:
    assert {clock.counts for clock in status(Story().to_custody().now, days(2)).clocks} == {"calendar"}
    working = structs.replace(law().instruments["riyadh-1983"].clocks[Clock.DOCUMENT], counts="working")
    pack = law().instruments["riyadh-1983"]
    clocks = {**pack.clocks, Clock.DOCUMENT: working}
    data = structs.replace(law(), instruments={**law().instruments, pack.id: structs.replace(pack, clocks=clocks)})
    counted = {clock.clock: clock.counts for clock in status(Story(JO, data).to_custody().now, days(2)).clocks}
    assert counted == {Clock.DOCUMENT: "working", Clock.DETENTION: "calendar"}


def test_fifteen_days_permit_and_thirty_oblige() -> None:
    story = Story().to_custody().file(5).court(10).waive(12).date(14, "2026-03-20")
    may = parse(next(run.due_at for run in story.now.clocks if run.clock == Clock.COLLECTION_MAY))
    assert text(may) == "2026-04-03T21:00:00.000Z"
    before, after = status(story.now, may - SECOND), status(story.now, may)
    assert (before.may_release, before.state) == (False, S.DATED)
    assert (after.may_release, after.state, after.release_due) == (True, S.DATED, False)


def test_the_next_end_is_named_with_its_article() -> None:
    view = status(Story().to_custody().now, days(1))
    assert [(c.clock, c.article, c.state, c.confirmed) for c in view.clocks] == [
        (Clock.DOCUMENT, "44", "running", False),
        (Clock.DETENTION, "44", "running", False),
    ]
    assert view.next_due == view.clocks[0].due_at
    assert view.clocks[0].seconds_left == int((parse(view.next_due) - days(1)).total_seconds())


def test_custody_without_a_decision_is_always_a_visible_breach() -> None:
    for story in (
        Story().to_custody().surrender(1),
        Story().to_custody().remove(1),
        Story().to_custody().file(2).court(3).taken_over(4),
    ):
        view = status(story.now, days(100))
        assert (view.state, view.release_due, view.overdue) == (S.REMOVED, True, True)
        assert view.breaches


def test_who_may_speak_next() -> None:
    view = status(Story().request().now, days(0.1))
    assert Possible(Party.REQUESTED, "detention.admitted") in view.possible
    assert Possible(Party.REQUESTING, "request.withdrawn") in view.possible
    assert Possible(Party.REQUESTED, "person.surrendered") not in view.possible
    after = status(Story().to_custody().now, days(31)).possible
    assert Possible(Party.REQUESTED, "person.released") in after
    assert Possible(Party.REQUESTED, "court.decided") not in after


def test_rights_not_yet_told_are_visible() -> None:
    assert not status(Story().request().admit().arrest().now, days(1)).rights_told
    assert status(Story().to_custody().now, days(1)).rights_told


def test_a_clock_names_whose_limit_it_is_and_one_of_the_house_says_so() -> None:
    clocks = {one.clock: one for one in status(Story().to_custody().now, days(2)).clocks}
    assert (clocks["document"].instrument, clocks["document"].article) == ("riyadh-1983", "44")
    other = (
        Story().request().tell("detention.admitted", JO, says.DetentionAdmitted(also=("arab-cyber-2010",)), 0).arrest()
    )
    seen = next(one for one in status(other.now, days(1)).clocks if one.clock == "detention")
    assert (seen.instrument, seen.article, seen.house) == ("arab-cyber-2010", "", True)
