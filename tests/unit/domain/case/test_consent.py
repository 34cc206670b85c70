"""Consent to surrender: before a judge, not too early, to be taken back until the hand-over; it waives the appeal alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.guards_person import uncollected
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.instant import parse, text
from tests.unit.domain.case.story import JO, Story, days, law, rights

S = CaseState
HOURS = law().house["consent_after"].number
SECOND = timedelta(seconds=1)


def void(story: Story) -> str:
    return story.now.voids[-1].code if story.now.voids else ""


def on_consent() -> Story:
    return Story().to_custody().file(2).consent(5).court(6)


def test_a_decision_on_consent_is_final_and_one_without_is_not() -> None:
    assert on_consent().now.state == S.FINAL
    assert Story().to_custody().file(2).court(6).now.state == S.GRANTED


@pytest.mark.parametrize(("late", "code"), [(-SECOND, "consent.too_early"), (0 * SECOND, ""), (SECOND, "")])
def test_consent_is_heard_after_so_many_hours_to_the_second(late: timedelta, code: str) -> None:
    story = Story().to_custody()
    at = parse(story.now.arrested_at) + timedelta(hours=HOURS) + late
    story.tell("consent.given", JO, says.ConsentGiven(text(at), "present", "present", True), at)
    assert void(story) == code
    assert bool(story.now.consent_at) == (not code)


def test_where_nobody_knows_the_hours_there_is_no_consent() -> None:
    story = Story(data=structs.replace(law(), house={})).to_custody().consent(20)
    assert void(story) == "consent.too_early"


def test_consent_needs_the_rights_and_the_word_on_speciality() -> None:
    assert void(Story().request().admit().arrest().consent(5)) == "case.not_possible"
    assert void(Story().to_custody().consent(5, speciality_kept=False)) == "consent.speciality"


@pytest.mark.parametrize(
    ("language", "interpreter", "code"),
    [("ar", "not_needed", ""), ("fr", "not_needed", "consent.interpreter"), ("fr", "present", "")],
)
def test_no_interpreter_only_where_the_court_hears_in_the_persons_language(
    language: str, interpreter: str, code: str
) -> None:
    story = Story().request().admit().arrest()
    told = rights(text(days(1)), language=language, interpreter="present")
    story.tell("rights.informed", JO, told, 1).consent(5, interpreter=interpreter)
    assert void(story) == code


def test_where_nobody_knows_how_a_court_hears_an_interpreter_is_there() -> None:
    silent = structs.replace(law(), hearings={})
    assert void(Story(data=silent).to_custody().consent(5)) == "consent.interpreter"


def test_consent_neither_replaces_the_file_nor_the_hearing() -> None:
    assert void(Story().to_custody().consent(5).court(6)) == "file.incomplete"
    assert void(Story().to_custody().file(2).consent(5).court(6, heard=False)) == "rights.not_heard"


def test_revoked_before_the_decision_it_is_as_if_never_given() -> None:
    story = Story().to_custody().file(2).consent(5).revoke(5.5).court(6)
    assert story.now.state == S.GRANTED
    assert void(story.revoke(7)) == "case.not_possible"


def test_revoked_after_it_the_decision_falls_and_a_full_one_is_possible() -> None:
    for story in (on_consent(), on_consent().date(7, text(days(25))[:10])):
        story.revoke(8)
        assert (story.now.state, story.now.decision, story.now.court_at) == (S.INFORMED, None, "")
        assert story.now.surrender_day == ""
        assert not any(
            run.running for run in story.now.clocks if run.clock in (Clock.COLLECTION_MAY, Clock.COLLECTION_MUST)
        )
        assert story.court(9).now.state == S.GRANTED


def test_after_the_hand_over_nothing_is_revoked() -> None:
    story = on_consent().date(7, text(days(20))[:10]).surrender(20).revoke(20.1)
    assert story.now.state == S.SURRENDERED
    assert void(story) == "case.not_possible"


def test_without_consent_there_is_nothing_to_revoke() -> None:
    assert void(Story().to_custody().file(2).court(6).waive(7).revoke(8)) == "consent.none"


def test_consent_is_revoked_also_right_after_a_new_arrest() -> None:
    """Until the hand-over, whatever happened in between: a flight does not make it final."""
    story = Story().to_custody().consent(3).file(4).court(5).escape(6).arrest(7)
    assert story.now.consent_at
    story.revoke(7.1)
    assert (story.now.consent_at, story.now.decision) == ("", None)
    assert story.rights(7.2).now.state == S.INFORMED


def fled() -> Story:
    return on_consent().escape(7)


def let_go() -> Story:
    return on_consent().release(7)


def let_go_and_ordered() -> Story:
    return let_go().order_arrest(8)


def due() -> Story:
    return on_consent().review(7, "ended")


@pytest.mark.parametrize("away", [fled, let_go, let_go_and_ordered, due])
def test_consent_is_revoked_also_while_nobody_holds_the_person(away: Callable[[], Story]) -> None:
    """Until the hand-over: the case stays where it is, and what rested on the consent falls."""
    story = away()
    before = story.now
    after = story.revoke(8.5).now
    assert after.voids == before.voids
    assert (after.state, after.consent_at, after.decision, after.court_at) == (before.state, "", None, "")
    assert (after.release_due_at, after.clocks) == (before.release_due_at, before.clocks)


@pytest.mark.parametrize("away", [fled, let_go_and_ordered])
def test_after_it_a_new_arrest_needs_a_full_decision_with_its_appeal(away: Callable[[], Story]) -> None:
    story = away().revoke(8.5).arrest(9).rights(9.1)
    assert story.now.state == S.INFORMED
    assert story.court(10).now.state == S.GRANTED
    assert away().arrest(9).rights(9.1).now.state == S.FINAL  # where nobody took it back


def test_revoking_does_not_undo_that_nobody_came() -> None:
    """Whoever was not collected is not sought for the same acts again (Riyadh 48), on consent or without."""
    story = on_consent().date(7, text(days(8))[:10]).release(44)
    assert uncollected(story.now)
    story.revoke(45).order_arrest(46)
    assert uncollected(story.now)
    assert story.now.state == S.RELEASED
    assert void(story) == "rearrest.barred"


def test_after_a_hand_over_that_a_withdrawal_crossed_nothing_is_revoked() -> None:
    story = on_consent().date(7, text(days(8))[:10]).surrender(8).withdraw(8.1)
    assert story.now.state == S.RELEASE_DUE
    assert void(story.revoke(8.2)) == "case.not_possible"
