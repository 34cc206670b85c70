"""Time held in another case while this one was under way: counted when it is known, and never to the person's harm."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.again import counted
from mithaq.domain.case.case import DAY, Case
from mithaq.domain.case.decide import Command, decide
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.case.view import status
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from tests.unit.domain.case.story import CASE, JO, Story, days, law

S = CaseState


def count(story: Story, held_days: float, day: float, **changes: bool) -> Story:
    body = says.DetentionCounted(round(held_days * DAY), **changes)
    return story.tell("detention.counted", JO, body, day)


def due(story: Story) -> dict[str, str]:
    return {run.clock: run.due_at for run in story.now.clocks}


def refusal(story: Story, day: float, note: Note | None = None) -> str:
    """The code with which an officer is told that he may not arrest on that day; empty where he may."""
    at = text(days(day))
    command = Command("person.arrested", JO, CASE, says.PersonArrested(at, at), note)
    try:
        decide(story.case, command, law(), days(day))
    except Refusal as told:
        return told.code
    return ""


def test_an_arrest_after_a_detention_elsewhere_needs_the_file_and_an_order_that_knows_of_it() -> None:
    story = count(Story().request().admit(), 20, 21)
    assert refusal(story, 22) == "rearrest.not_ordered"
    assert story.order_arrest(22).now.voids[-1].code == "file.incomplete"
    story.file(22).order_arrest(22)
    assert refusal(story, 22) == ""
    story.arrest(22)
    assert story.now.state == S.ARRESTED
    assert status(story.now, days(23)).held_seconds == 21 * DAY
    assert due(story)[Clock.DETENTION] == due(Story().request(2).admit(2).arrest(2))[Clock.DETENTION]


def test_an_order_from_before_that_detention_does_not_know_of_it() -> None:
    story = count(Story().request().admit().file(1).order_arrest(1), 20, 21)
    assert refusal(story, 22) == "rearrest.not_ordered"
    assert refusal(story.order_arrest(22), 22) == ""


def test_an_arrest_that_happened_all_the_same_is_kept_and_the_release_is_due_at_once() -> None:
    story = count(Story().request().admit(), 20, 21)
    assert refusal(story, 22, Note("he was taken before anybody knew")) == ""
    story.arrest(22)
    assert (story.now.state, story.now.release_reason) == (S.RELEASE_DUE, "not_ordered")
    assert story.now.release_due_at == text(days(22))
    assert story.now.breaches[-1].code == "arrest_without_order"


def test_where_nothing_is_left_the_release_is_due_with_the_arrest() -> None:
    story = count(Story().request().admit(), 60, 61).file(61).order_arrest(61).arrest(62)
    assert (story.now.state, story.now.release_reason, story.now.release_due_at) == (
        S.RELEASE_DUE, "lapsed", text(days(62)),
    )  # fmt: skip


def test_a_hold_at_a_post_elsewhere_shortens_and_needs_no_order() -> None:
    story = count(Story().request().admit(), 5 / 24, 1).arrest(2)
    assert story.now.state == S.ARRESTED
    assert story.now.held_before == 5 * 3600


def test_whoever_was_not_collected_elsewhere_is_not_arrested() -> None:
    story = count(Story().request().admit().file(1), 20, 21, not_collected=True).order_arrest(22)
    assert refusal(story, 23) == "rearrest.barred"
    assert story.arrest(23).now.state == S.RELEASE_DUE


def test_what_becomes_known_later_shortens_what_runs() -> None:
    plain, later = Story().to_custody(), count(Story().to_custody(), 20, 3)
    assert later.now.state == S.INFORMED
    assert all(due(later)[clock] < due(plain)[clock] for clock in (Clock.DOCUMENT, Clock.DETENTION))
    assert status(later.now, days(3)).held_seconds == 23 * DAY
    assert count(later.copy(), 12, 4).now.clocks == later.now.clocks  # less than was counted gives no day back
    assert later.release(5).now.held_before == 25 * DAY


def test_what_becomes_known_later_may_show_that_a_limit_has_passed() -> None:
    story = count(Story().to_custody(), 28, 5)
    assert (story.now.state, story.now.release_reason) == (S.RELEASE_DUE, "lapsed")
    assert story.now.release_due_at < text(days(5))


def test_an_answer_in_time_stays_one() -> None:
    story = count(Story().to_custody().file(2), 20, 3)
    assert [run.clock for run in story.now.clocks if run.running] == [Clock.DETENTION]


def test_a_finding_that_the_facts_are_others_counts_nothing_and_has_reasons() -> None:
    story = Story().to_custody()
    found = says.DetentionCounted(20 * DAY, other_facts=True)
    assert story.tell("detention.counted", JO, found, 3).now.held_elsewhere == 0
    other = Story().request().now
    for unsure, code in (((), "count.nothing_asked"), ((other,), "admission.reasons_missing")):
        with pytest.raises(Refusal) as told:
            decide(story.case, Command("detention.counted", JO, CASE, found, unsure=unsure), law(), days(3))
        assert told.value.code == code


def test_what_the_other_case_counts_of_this_one_is_not_counted_back() -> None:
    here = Story().to_custody().release(10)
    there = count(Story(JO).request().admit(), 10, 11).file(11).order_arrest(11).arrest(12).release(17).now
    assert elsewhere(here.now, there, 20) == 5 * DAY
    assert elsewhere(count(here, 5, 20).now, there, 21) == 5 * DAY


def test_while_this_state_holds_the_person_nobody_else_does() -> None:
    there = Story().to_custody().now  # its release is not here yet
    here = Story().request().admit().arrest(8).now
    assert elsewhere(here, there, 12) == 8 * DAY


def elsewhere(case: Case, other: Case, day: float) -> int:
    other = structs.replace(other, id="c-aaaaaaaaaaaaaaaa")
    return counted(case, says.DetentionCounted(), (other,), text(days(day))).held_elsewhere


halves = st.integers(0, 120).map(lambda number: number / 2)


@settings(max_examples=60)
@given(halves, halves, st.floats(0.2, 50), st.booleans())
def test_a_clock_never_ends_later_for_more_that_was_served(one: float, other: float, day: float, early: bool) -> None:
    """Counted before the arrest or in the middle of the hold."""

    def told(held: float) -> Story:
        story = Story().request().admit().file(0)
        if early:
            return count(story, held, 0.5).order_arrest(0.5).arrest(1)
        return count(story.arrest(1), held, 1 + day)

    less, more = sorted((one, other))
    short, long = told(more), told(less)
    assert all(due(short)[clock] <= at for clock, at in due(long).items())
    assert status(short.now, days(62)).release_due or not status(long.now, days(62)).release_due
    assert not status(short.now, days(1 + day)).release_due or more + day >= 59
