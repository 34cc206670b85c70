"""What the requested state asks to be assured of, and that nobody is handed over before it is given (law.md, the floor)."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case import events_floor as floor
from mithaq.domain.case.case import MAX_KEPT
from mithaq.domain.case.decide import Command, decide
from mithaq.domain.case.papers import AssuranceText, Note
from mithaq.domain.case.states import CaseState, Party
from mithaq.domain.case.view import status
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from tests.unit.domain.case.story import JO, TN, Story, days, law

DAY_15 = text(days(15))[:10]
TEXT = AssuranceText("an invented ministry of justice", "an invented minister", "death is not carried out")


def final(*matters: floor.Matter) -> Story:
    """A final decision to surrender, with these assurances asked for on day 11."""
    story = Story().to_custody().file(5).court(10)
    for matter in matters:
        story.tell("assurance.asked", JO, floor.AssuranceAsked(matter), 11)
    return story.waive(12)


def give(story: Story, day: float, by: str = TN, which: int = 0) -> Story:
    return story.tell("assurance.given", by, floor.AssuranceGiven(story.now.floor.assurances[which].hash), day)


def decline(story: Story, day: float) -> Story:
    return story.tell("assurance.declined", TN, floor.AssuranceDeclined(story.now.floor.assurances[0].hash), day)


def voided(story: Story) -> str:
    last = story.now.voids[-1:]
    return last[0].code if last and last[0].hash == story.events[-1].hash else ""


def test_no_date_before_it_is_given() -> None:
    story = final("death_penalty").date(13, DAY_15)
    assert (story.now.state, voided(story)) == (CaseState.FINAL, "assurance.missing")
    assert status(story.now, days(13)).assurances == ("death_penalty",)
    give(story, 13.5).date(14, DAY_15)
    assert story.now.state == CaseState.DATED
    assert status(story.now, days(14)).assurances == ()


def test_every_matter_has_to_be_given() -> None:
    story = give(final("death_penalty", "no_onward"), 13).date(14, DAY_15)
    assert (story.now.state, story.now.floor.missing) == (CaseState.FINAL, ("no_onward",))
    assert give(story, 14, which=1).date(14.5, DAY_15).now.state == CaseState.DATED


def test_what_was_declined_holds_the_date_and_may_still_be_given() -> None:
    story = decline(final("death_penalty"), 13)
    assert story.date(14, DAY_15).now.state == CaseState.FINAL
    assert voided(decline(story, 14)) == "assurance.unknown"
    assert give(story, 14.2).date(14.5, DAY_15).now.state == CaseState.DATED


def test_one_matter_is_asked_for_once_at_a_time_and_anew_where_it_was_not_enough() -> None:
    story = final("retrial").tell("assurance.asked", JO, floor.AssuranceAsked("retrial"), 12.5)
    assert voided(story) == "assurance.asked_already"
    give(story, 13).tell("assurance.asked", JO, floor.AssuranceAsked("retrial"), 13.5)
    assert story.now.floor.missing == ("retrial",)
    assert story.date(14, DAY_15).now.state == CaseState.FINAL


def test_only_the_requesting_state_gives_and_only_the_other_asks() -> None:
    story = final("death_penalty")
    assert voided(give(story, 13, by=JO)) == "case.not_possible"
    assert voided(story.tell("assurance.asked", TN, floor.AssuranceAsked("retrial"), 13)) == "case.not_possible"
    assert story.now.floor.missing == ("death_penalty",)
    assert voided(story.tell("assurance.given", TN, floor.AssuranceGiven("e" * 64), 13)) == "assurance.unknown"


def test_nor_is_anybody_lent_before_it_is_given() -> None:
    story = final("death_penalty").postpone(13).no_minister(13)
    story.tell("return.undertaken", TN, says.ReturnUndertaken(text(days(30))[:10]), 14)
    agreed = says.TemporaryAgreed(text(days(30))[:10])
    assert voided(story.tell("temporary.agreed", JO, agreed, 15)) == "assurance.missing"
    give(story, 15).tell("temporary.agreed", JO, agreed, 16)
    story.tell("assurance.asked", JO, floor.AssuranceAsked("retrial"), 16.5)
    story.tell("person.lent", JO, says.PersonLent(text(days(17))), 17)
    assert (story.now.state, story.now.held_by) == (CaseState.REMOVED, Party.REQUESTING)


def test_a_flood_of_questions_is_bounded() -> None:
    story = Story().request()
    for number in range(MAX_KEPT):
        give(story.tell("assurance.asked", JO, floor.AssuranceAsked("retrial"), 0.1), 0.2, which=number)
    assert len(story.now.floor.assurances) == MAX_KEPT
    assert voided(story.tell("assurance.asked", JO, floor.AssuranceAsked("retrial"), 0.3)) == "case.too_many"


@pytest.mark.parametrize("lacking", ["authority", "signed_by", "text"])
def test_an_assurance_names_who_signs_and_says_something(lacking: str) -> None:
    story = final("death_penalty")
    body = floor.AssuranceGiven(story.now.floor.assurances[0].hash)
    command = Command("assurance.given", TN, story.now.id, body, structs.replace(TEXT, **{lacking: " "}))
    with pytest.raises(Refusal) as refused:
        decide(story.now, command, law(), days(13))
    assert (refused.value.code, refused.value.where) == ("content.invalid", lacking)
    command = Command("assurance.given", TN, story.now.id, body, Note("not that paper"))
    with pytest.raises(Refusal) as refused:
        decide(story.now, command, law(), days(13))
    assert refused.value.code == "payload.not_expected"
