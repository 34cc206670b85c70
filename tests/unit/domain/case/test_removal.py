"""Removed outside procedure, and the promise that a case carries against it (law.md, the floor)."""

from __future__ import annotations

import pytest

from mithaq.domain.case.events import PersonRemoved
from mithaq.domain.case.events_beside import RemovalAnswered, RemovalReported
from mithaq.domain.case.facts_after import MAX_FACTS
from mithaq.domain.case.floor import no_removal
from mithaq.domain.case.states import CaseState, Party
from mithaq.domain.case.view import status
from mithaq.domain.instant import text
from tests.unit.domain.case.story import EG, JO, OC, TN, Story, days

S = CaseState
AT = text(days(6))


def answer(story: Story, outcome: str, day: float = 8, by: str = OC) -> Story:
    of = story.now.removals[-1].hash if story.now.removals else "0" * 64
    return story.tell("removal.answered", by, RemovalAnswered(of, outcome), day)  # type: ignore[arg-type]  # one of the two outcomes


@pytest.mark.parametrize("by", [TN, JO, OC])
def test_either_side_and_the_commission_may_say_so(by: str) -> None:
    case = Story().to_custody().remove(6, by=by).now
    assert case.state == S.REMOVED
    assert [mark.code for mark in case.breaches] == ["removed_outside_procedure"]
    assert [one.answer for one in case.removals] == [""]
    assert status(case, days(7)).removal_open


def test_a_stranger_may_not() -> None:
    case = Story().to_custody().remove(6, by=EG).now
    assert (case.state, case.removals) == (S.INFORMED, ())


def test_counsels_word_waits_for_the_commission_and_leaves_the_person_where_he_is() -> None:
    story = Story().to_custody().tell("removal.reported", JO, RemovalReported(AT, TN), 6)
    assert (story.now.state, story.now.held_by) == (S.INFORMED, Party.REQUESTED)
    assert status(story.now, days(7)).removal_open
    assert answer(story, "found").now.state == S.REMOVED
    assert story.now.held_by == Party.REQUESTING
    assert story.now.release_due
    assert not status(story.now, days(9)).removal_open


def test_what_the_commission_does_not_find_changes_nothing_else() -> None:
    story = Story().to_custody().tell("removal.reported", JO, RemovalReported(AT, TN), 6)
    before = story.now
    after = answer(story, "unfounded").now
    assert (after.state, after.breaches, after.clocks) == (before.state, (), before.clocks)
    assert after.removals[0].answer == "unfounded"


@pytest.mark.parametrize("outcome", ["found", "unfounded"])
def test_a_partys_own_word_is_not_undone_by_the_answer(outcome: str) -> None:
    story = answer(Story().to_custody().remove(6), outcome)
    assert story.now.state == S.REMOVED
    assert story.now.breaches
    assert answer(story.release(9, by=TN), "found", 10).now.state == S.RELEASED


@pytest.mark.parametrize("by", [TN, JO, EG])
def test_only_the_commission_answers_and_once(by: str) -> None:
    story = answer(Story().to_custody().remove(6), "found", by=by)
    assert story.now.removals[0].answer == ""
    answer(story, "unfounded")
    assert answer(story, "found", 9).now.removals[0].answer == "unfounded"
    assert story.now.voids[-1].code == "removal.unknown"


def test_an_answer_to_nothing_is_void() -> None:
    story = answer(Story().to_custody(), "found")
    assert (story.now.state, story.now.voids[-1].code) == (S.INFORMED, "removal.unknown")


def test_after_a_lawful_hand_over_nobody_was_removed() -> None:
    story = Story().to_date().surrender(20).taken_over(21)
    story.tell("removal.reported", JO, RemovalReported(AT, TN), 22)
    assert (story.now.state, story.now.removals) == (S.RECEIVED, ())


def test_a_flood_of_statements_stays_small() -> None:
    story = Story().to_custody()
    for number in range(MAX_FACTS + 10):
        story.tell("person.removed", JO, PersonRemoved(AT, TN), 6 + number / 100)
    assert len(story.now.removals) == MAX_FACTS


@pytest.mark.parametrize(
    ("story", "carried"),
    [
        (Story().request(), False),
        (Story().request().admit(), False),
        (Story().request().admit().arrest(), True),
        (Story().to_custody().file(5).court(10), True),
        (Story().to_date(), True),
        (Story().to_custody().court(10, "refused"), True),
        (Story().to_custody().withdraw(5).release(6), True),
        (Story().to_date().surrender(20), False),
    ],
)
def test_no_removal_from_arrest_on_and_after_refusal_or_release(story: Story, carried: bool) -> None:
    assert no_removal(story.now) == carried
    assert status(story.now, days(20)).no_removal == carried


def test_whoever_was_taken_without_a_decision_is_removed_and_the_commission_answers() -> None:
    """Received by the requesting state after the person was let go: the same task, suspension and figure as any removal."""
    story = Story().to_date().release(14.5).taken_over(15)
    assert (story.now.state, [mark.code for mark in story.now.breaches]) == (S.REMOVED, ["custody_without_decision"])
    (one,) = story.now.removals
    assert (one.hash, one.to, one.reported, one.answer) == (story.events[-1].hash, TN, False, "")
    assert status(story.now, days(16)).removal_open
    assert answer(story, "found", 17).now.state == S.REMOVED
    assert not status(story.now, days(18)).removal_open
    assert story.now.held_by == Party.REQUESTING


def test_counsel_may_say_where_a_person_taken_so_was_brought() -> None:
    story = Story().to_date().release(14.5).taken_over(15)
    story.tell("removal.reported", JO, RemovalReported(text(days(15)), TN), 16)
    assert [one.reported for one in story.now.removals] == [False, True]
    assert answer(story, "found", 17).now.held_by == Party.REQUESTING
