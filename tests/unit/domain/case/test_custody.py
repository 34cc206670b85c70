"""Who has the person, since when, and who may say that the person is free."""

from __future__ import annotations

from mithaq.domain.case import events as says
from mithaq.domain.case.states import CaseState, Party
from mithaq.domain.case.view import status
from tests.unit.domain.case.story import JO, TN, Story, days

S = CaseState


def test_only_the_custodian_says_that_the_person_is_free() -> None:
    story = Story().to_custody().withdraw(1)
    assert story.release(2, by=TN).now.state == S.RELEASE_DUE
    assert story.now.voids[-1].code == "release.not_custodian"
    assert story.release(2, by=JO).now.state == S.RELEASED
    assert story.now.held_by is None


def test_taking_over_somebody_whose_release_is_due_is_a_breach() -> None:
    story = Story().to_custody().withdraw(1).taken_over(2)
    assert (story.now.state, story.now.held_by) == (S.REMOVED, Party.REQUESTING)
    assert [mark.code for mark in story.now.breaches] == ["custody_without_decision"]


def test_a_case_closed_after_a_lawful_surrender_stays_closed() -> None:
    story = Story().to_date().surrender(20).taken_over(20.1)
    story.tell("speciality.undertaken", TN, says.SpecialityUndertaken(), 21)
    story.tell("case.closed", TN, says.CaseClosed(), 22)
    assert story.remove(23, by=JO).arrest(24).surrender(25).now.state == S.CLOSED
    assert story.now.breaches == ()


def test_an_arrest_after_release_is_kept_with_a_release_of_its_own() -> None:
    story = Story().to_custody().withdraw(1).release(2)
    first = story.now.release_due_at
    story.arrest(40)
    assert story.now.state == S.RELEASE_DUE
    assert story.now.release_due_at > first
    assert (story.now.release_reason, story.now.released_at) == ("released", "")
    assert [mark.code for mark in story.now.breaches] == ["arrest_after_release"]


def test_a_person_expelled_after_release_on_bail_is_a_breach() -> None:
    story = Story().to_custody().release(3).remove(10, by=JO)
    assert status(story.now, days(11)).breaches == ("removed_outside_procedure",)
    assert status(story.now, days(11)).overdue


def test_an_earlier_hold_may_show_that_the_answer_came_too_late() -> None:
    story = Story().request(0).admit(0).arrest(10).rights(10.1).lodge_warrant(35)
    assert story.receive(35).now.state == S.INFORMED
    assert story.arrest(36, held=1).now.state == S.RELEASE_DUE


def test_an_arrest_stated_after_its_own_limit_frees_at_once() -> None:
    story = Story().request(0).admit(0).arrest(31, held=0.5)
    assert story.now.state == S.RELEASE_DUE
    assert story.now.release_reason == "lapsed"


def test_the_first_receipt_stands() -> None:
    story = Story().to_custody().lodge_file(2).receive(3)
    first = story.now.lodged
    story.receive(4, missing=("warrant", "identity"))
    assert story.now.lodged == first
    assert story.now.voids[-1].code == "lodgement.unknown"


def test_once_a_release_is_due_no_later_end_is_announced() -> None:
    view = status(Story().to_custody().now, days(40))
    assert view.release_due
    assert view.next_due == ""
