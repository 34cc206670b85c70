"""After the hand-over: what the requested state consents to, and when the undertaking ends (Riyadh 50, 52, 53)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.decide import Command, decide
from mithaq.domain.case.events_speciality import (
    ChargeRecharacterised,
    FinalRelease,
    OnwardAsked,
    OnwardConsented,
    OnwardRefused,
    SpecialityBreached,
    SpecialityConsentAsked,
    SpecialityConsentGiven,
    SpecialityConsentRefused,
    StayStated,
)
from mithaq.domain.case.facts_after import MAX_FACTS
from mithaq.domain.case.papers import ChangedCharge, Reasons
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.view import status
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from tests.unit.domain.case.story import CASE, EG, JO, OC, TN, Story, days, law

S = CaseState
RULE = law().instruments["riyadh-1983"].rule("speciality_stay")
STAY_DAYS = RULE.days if RULE else 0
MILLISECOND = timedelta(milliseconds=1)


def ask(story: Story, day: float = 22, of: str = "") -> Story:
    body = SpecialityConsentAsked(of or story.now.lodged[-1].hash)
    return story.tell("speciality.consent_asked", TN, body, day)


def freed(free: bool = True) -> Story:
    """Finally released on day 100."""
    body = FinalRelease(text(days(100)), free_to_leave=free)
    return Story().to_speciality().tell("release.final", TN, body, 100)


def stay(story: Story, day: float, how: str = "stayed", seen: str = "") -> Story:
    body = StayStated(how, seen or text(days(day)))  # type: ignore[arg-type]  # one of the two
    return story.tell("stay.stated", TN, body, day)


@pytest.mark.parametrize("given", [True, False])
def test_consent_is_asked_on_a_new_file_and_answered_once(given: bool) -> None:
    story = ask(Story().to_speciality().file(20))
    of = story.now.after.asked[0].hash
    refusal = SpecialityConsentRefused(of, "consent_withheld")
    yes = ("speciality.consent_given", JO, SpecialityConsentGiven(of), 30)
    no = ("speciality.consent_refused", JO, refusal, 30)
    story.tell(*(yes if given else no)).tell(*(no if given else yes))
    assert [one.answer for one in story.now.after.asked] == ["given" if given else "refused"]
    assert story.now.voids[-1].code == "speciality.not_asked"
    assert story.now.state == S.SPECIALITY


def test_the_file_on_which_he_was_surrendered_is_no_new_file() -> None:
    story = Story().to_speciality()
    assert ask(story).now.voids[-1].code == "speciality.no_new_file"
    assert ask(story.lodge_file(20)).now.voids[-1].code == "speciality.no_new_file"  # not received
    assert ask(story.receive(21), of="0" * 64).now.voids[-1].code == "speciality.no_new_file"
    assert ask(story).now.after.asked


def test_an_old_file_that_arrives_late_is_no_new_file() -> None:
    story = Story().to_date().lodge_file(15).surrender(16).taken_over(17).undertake(18).receive(19)
    assert ask(story).now.voids[-1].code == "speciality.no_new_file"


def test_an_incomplete_file_asks_nothing() -> None:
    assert ask(Story().to_speciality().lodge_file(20, ("identity",)).receive(20)).now.after.asked == ()


def test_onward_surrender() -> None:
    story = Story().to_speciality().tell("onward.asked", TN, OnwardAsked(EG), 20)
    of = story.now.after.asked[0].hash
    assert story.now.after.asked[0].to == EG
    story.tell("speciality.consent_given", JO, SpecialityConsentGiven(of), 21)  # each answer has its own question
    story.tell("onward.consented", TN, OnwardConsented(of), 22)  # and comes from the other side
    assert [one.answer for one in story.now.after.asked] == [""]
    story.tell("onward.refused", JO, OnwardRefused(of, "consent_withheld"), 23)
    assert [one.answer for one in story.now.after.asked] == ["refused"]


def test_what_waits_for_an_answer_is_not_pushed_out() -> None:
    story = Story().to_speciality()
    for number in range(MAX_FACTS + 5):
        story.tell("onward.asked", TN, OnwardAsked(EG), 20 + number / 100)
    assert len(story.now.after.asked) == MAX_FACTS
    first = story.now.after.asked[0].hash
    assert story.tell("onward.consented", JO, OnwardConsented(first), 30).now.after.asked[0].answer == "given"


END = days(100 + STAY_DAYS + 1)


@pytest.mark.parametrize(
    ("at", "ends"), [(END - MILLISECOND, False), (END, False), (END + MILLISECOND, True), (END + timedelta(90), True)]
)
def test_speciality_ends_after_the_days_of_the_pack_and_never_before(at: object, ends: bool) -> None:
    story = freed()
    story.tell("stay.stated", TN, StayStated("stayed", text(at)), at)  # type: ignore[arg-type]  # an instant
    assert bool(story.now.after.ended_at) == ends
    assert status(story.now, days(300)).speciality == ("ended" if ends else "binds")


def test_a_stay_that_is_still_to_come_proves_nothing() -> None:
    assert not stay(freed(), 110, seen=text(days(200))).now.after.ended_at
    assert not stay(freed(), 200, seen=text(days(110))).now.after.ended_at
    assert not stay(freed(), 200, seen="2026-02-30T00:00:00.000Z").now.after.ended_at


def test_who_was_not_free_to_leave_did_not_stay() -> None:
    assert stay(freed(free=False), 200).now.voids[-1].code == "speciality.not_free_to_leave"
    assert stay(Story().to_speciality(), 200).now.voids[-1].code == "speciality.not_free_to_leave"


def test_who_comes_back_ends_it_at_once() -> None:
    assert stay(freed(), 105, "returned").now.after.ended_at == text(days(105))
    assert not stay(Story().to_speciality(), 105, "returned").now.after.ended_at


def test_without_a_rule_in_the_pack_it_never_ends() -> None:
    packs = {
        code: structs.replace(pack, rules=tuple(rule for rule in pack.rules if rule.test != "speciality_stay"))
        for code, pack in law().instruments.items()
    }
    story = freed()
    story.law = structs.replace(law(), instruments=packs)
    assert stay(story, 900).now.voids[-1].code == "speciality.never_ends"


@pytest.mark.parametrize("by", [JO, OC])
@pytest.mark.parametrize("closed", [False, True])
def test_a_breach_is_stated_by_the_other_side_or_the_commission_also_after_closing(by: str, closed: bool) -> None:
    story = Story().to_speciality()
    if closed:
        story.tell("case.closed", TN, says.CaseClosed(), 30)
    story.tell("speciality.breached", by, SpecialityBreached("other_act"), 40)
    assert [mark.code for mark in story.now.breaches] == ["speciality_breached"]
    assert story.now.state == (S.CLOSED if closed else S.SPECIALITY)


def test_no_breach_by_oneself_before_the_hand_over_or_after_the_end() -> None:
    breach = SpecialityBreached("onward_surrender")
    for story, by in ((Story().to_speciality(), TN), (Story().to_date(), JO), (stay(freed(), 200), JO)):
        assert story.tell("speciality.breached", by, breach, 210).now.breaches == ()


def charge(months: int | None, reasons: str = "synthetic") -> ChangedCharge:
    return ChangedCharge("synthetic", "art. 1", reasons, months)


@pytest.mark.parametrize(
    ("months", "code"), [(None, "charge.arguable"), (11, "charge.not_extraditable"), (12, ""), (60, "")]
)
def test_another_characterisation_must_be_extraditable_too(months: int | None, code: str) -> None:
    command = Command("charge.recharacterised", TN, CASE, ChargeRecharacterised(), charge(months))
    case = Story().to_speciality().now
    if not code:
        assert decide(case, command, law(), days(30))[0].payload == charge(months)
        return
    with pytest.raises(Refusal) as refused:
        decide(case, command, law(), days(30))
    assert refused.value.code == code


@pytest.mark.parametrize("paper", [None, Reasons("a", "b", "c"), charge(60, " ")])
def test_a_characterisation_in_no_words_is_none(paper: object) -> None:
    command = Command("charge.recharacterised", TN, CASE, ChargeRecharacterised(), paper)  # type: ignore[arg-type]  # no such paper
    with pytest.raises(Refusal):
        decide(Story().to_speciality().now, command, law(), days(30))
