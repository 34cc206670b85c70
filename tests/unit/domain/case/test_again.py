"""Detention that ends and begins again: the time served adds up, and nothing is taken up again without a court."""

from __future__ import annotations

import pytest

from mithaq.domain.case import events as says
from mithaq.domain.case.case import DAY, days_begun, seconds
from mithaq.domain.case.states import CaseState, Clock, Party
from mithaq.domain.case.view import status
from mithaq.domain.instant import text
from tests.unit.domain.case.story import JO, TN, Story, days

S = CaseState


def void(story: Story) -> str:
    return story.now.voids[-1].code


def lapsed() -> Story:
    """Released after day 30, and the complete file came on the day after."""
    story = Story().to_custody()
    body = says.DetentionLapsed(Clock.DOCUMENT, next(run.due_at for run in story.now.clocks))
    return story.tell("detention.lapsed", JO, body, 30).release(30).file(31)


def test_a_new_arrest_needs_the_complete_file_and_a_courts_order() -> None:
    early = Story().to_custody().release(5).order_arrest(6)
    assert void(early) == "file.incomplete"
    assert lapsed().arrest(32).now.breaches[-1].code == "arrest_after_release"
    story = lapsed().order_arrest(32)
    assert story.now.state == S.ADMITTED
    assert story.arrest(33).now.state == S.ARRESTED
    assert story.now.breaches == ()


def test_what_was_held_before_counts_and_the_rights_are_told_anew() -> None:
    story = lapsed()
    assert story.now.held_before == 30 * DAY
    story.order_arrest(32).arrest(33)
    assert (story.now.held_from, story.now.held_until) == (text(days(33)), "")
    assert (story.now.release_due_at, story.now.released_at, story.now.informed_at) == ("", "", "")
    assert status(story.now, days(35)).held_seconds == 32 * DAY
    running = {run.clock for run in story.now.clocks if run.running}
    assert running == {Clock.DETENTION}  # the file has answered the other
    assert story.rights(33.1).now.state == S.INFORMED


@pytest.mark.parametrize("how", ["withdraw", "refuse", "uncollected", "reversed"])
def test_what_is_over_is_not_taken_up_again(how: str) -> None:
    story = Story().to_custody().file(2)
    match how:
        case "withdraw":
            story.withdraw(5).release(6)
        case "refuse":
            story.court(5, "refused").release(6)
        case "reversed":
            story.court(5).tell("appeal.lodged", JO, says.AppealLodged(text(days(6))), 6)
            body = says.AppealDecided("reversed", text(days(7)), True, "amnesty")
            story.tell("appeal.decided", JO, body, 7).release(8)
        case _:
            story.court(5).waive(6).date(7, text(days(8))[:10])
            story.tell("person.released", JO, says.PersonReleased(text(days(24)), "not_collected"), 24)
    assert story.now.state == S.RELEASED
    assert void(story.order_arrest(26)) == "rearrest.barred"


def test_after_a_flight_the_case_goes_on_where_the_decision_was() -> None:
    for told, state in (
        (Story().to_custody(), S.INFORMED),
        (Story().to_custody().file(2).court(4), S.GRANTED),
        (Story().to_custody().file(2).court(4).waive(5), S.FINAL),
        (Story().to_custody().file(2).court(4).waive(5).date(6, text(days(25))[:10]), S.FINAL),
    ):
        told.escape(8)
        assert (told.now.state, told.now.held_by) == (S.ESCAPED, None)
        assert not any(run.running for run in told.now.clocks)
        assert told.now.held_before == 8 * DAY
        assert told.arrest(40).now.state == S.ARRESTED
        assert told.rights(40.1).now.state == state
        assert told.now.surrender_day == ""


def test_time_served_in_earlier_cases_counts_from_admission() -> None:
    story = Story().request().file(0).order_arrest(0)
    story.tell("detention.admitted", JO, says.DetentionAdmitted((), 12 * DAY), 0)
    assert status(story.arrest(1).now, days(3)).held_seconds == 14 * DAY


def test_a_hold_stated_later_to_have_begun_earlier_is_one_stretch() -> None:
    story = Story().request(0).admit(0).arrest(2).rights(2.1).arrest(3, held=1).release(5)
    assert story.now.held_before == 4 * DAY


def test_death_ends_the_case_and_stops_the_clocks() -> None:
    story = Story().to_custody().die(7)
    assert (story.now.state, story.now.held_by, story.now.held_before) == (S.DIED, None, 7 * DAY)
    assert not any(run.running for run in story.now.clocks)
    assert story.tell("case.closed", TN, says.CaseClosed(), 8).now.state == S.CLOSED


def test_a_death_while_the_release_was_due_does_not_hide_it() -> None:
    story = Story().to_custody().withdraw(3).die(5)
    assert status(story.now, days(6)).breaches == ("died_before_release",)
    assert story.now.release_due_at


def test_a_death_abroad_is_said_by_who_has_the_person() -> None:
    story = Story().to_date().surrender(20)
    assert story.die(21).now.state == S.SURRENDERED
    assert story.die(21, by=TN).now.state == S.DIED


def test_a_judge_may_end_the_detention_and_the_file_may_take_it_up() -> None:
    story = Story().to_custody().review(3, "upheld", heard=False)
    assert void(story) == "rights.not_heard"
    assert story.review(4, "upheld").now.state == S.INFORMED
    assert story.now.reviewed_at == text(days(4))
    story.review(5, "ended")
    assert (story.now.state, story.now.release_reason) == (S.RELEASE_DUE, "custody_ended")
    assert story.release(5.1).file(9).order_arrest(10).now.state == S.ADMITTED


def test_whole_seconds_and_days_that_have_begun() -> None:
    assert seconds("2026-03-02T09:00:00.000Z", "2026-03-02T09:00:01.900Z") == 1
    assert seconds("2026-03-02T09:00:00.000Z", "2026-03-02T08:00:00.000Z") == 0
    assert seconds("", "2026-03-02T08:00:00.000Z") == 0
    assert [days_begun(n) for n in (0, 1, DAY, DAY + 1)] == [0, 1, 1, 2]


def test_nobody_is_held_by_this_request_while_another_title_holds() -> None:
    story = Story().to_custody().file(2).court(4).waive(5).postpone(10)
    assert (story.now.state, story.now.held_by, story.now.held_before) == (S.POSTPONED, Party.REQUESTED, 10 * DAY)
    assert status(story.now, days(400)).state == S.POSTPONED
    story.resume(401)
    assert story.now.state == S.FINAL
    assert status(story.now, days(402)).held_seconds == 11 * DAY
    assert any(run.running for run in story.now.clocks if run.clock == Clock.DETENTION)
