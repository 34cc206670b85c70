"""Around the hand-over: ministers, new dates, temporary surrender, property, the days deducted, and cure before refusal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.decide import Command, Statement, decide
from mithaq.domain.case.events import PersonSurrendered, SurrenderReceived
from mithaq.domain.case.guards_person import day_begins
from mithaq.domain.case.papers import CasePaper, Note, Reasons
from mithaq.domain.case.states import CaseState, Clock, Party
from mithaq.domain.case.view import status
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import parse, text
from mithaq.domain.instrument import Procedure
from tests.unit.domain.case.story import CASE, JO, TN, Story, days, law, request_paper, rights

S = CaseState
REASONS = Reasons("Court", "1/2026", "as the invented file shows")
RETURN = text(days(20))[:10]
SECOND = timedelta(seconds=1)


def void(story: Story) -> str:
    return story.now.voids[-1].code if story.now.voids else ""


def ask(story: Story, type: str, by: str, body: Any, day: float, payload: CasePaper | None = None) -> Statement:
    (said,) = decide(story.case, Command(type, by, CASE, body, payload), story.law, days(day))
    return said


def refused(story: Story, type: str, by: str, body: Any, day: float, payload: CasePaper | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        ask(story, type, by, body, day, payload)
    return caught.value.code


def procedure(**changes: Any) -> Story:
    """A story in which the law of the requested state says how it decides."""
    row = Procedure(JO, "", "", "", confirmed=False, synthetic=True, source="invented")
    return Story(data=structs.replace(law(), procedures={JO: structs.replace(row, **changes)})).to_custody().file(2)


def final() -> Story:
    return Story().to_custody().file(2).court(4).waive(5)


def test_no_date_before_the_minister_or_the_word_that_there_is_none() -> None:
    body = says.SurrenderDated(RETURN)
    assert void(final().tell("surrender.dated", JO, body, 6)) == "minister.missing"
    for ready in (final().no_minister(6), final().minister(6)):
        assert ready.tell("surrender.dated", JO, body, 7).now.state == S.DATED


def test_where_the_law_knows_a_minister_nobody_talks_him_away() -> None:
    story = procedure(minister="yes").court(4).waive(5).no_minister(6)
    assert void(story) == "minister.foreseen"
    assert void(story.tell("surrender.dated", JO, says.SurrenderDated(RETURN), 7)) == "minister.missing"
    assert story.minister(8).tell("surrender.dated", JO, says.SurrenderDated(RETURN), 9).now.state == S.DATED


def test_where_the_law_knows_none_a_date_is_enough() -> None:
    story = procedure(minister="no").court(4).waive(5).minister(6)
    assert void(story) == "minister.not_foreseen"
    assert story.tell("surrender.dated", JO, says.SurrenderDated(RETURN), 7).now.state == S.DATED


def test_a_minister_who_refuses_frees() -> None:
    story = final().minister(6, "refused", "non_refoulement")
    assert (story.now.state, story.now.release_reason, story.now.ground) == (
        S.RELEASE_DUE, "minister_refused", "non_refoulement",
    )  # fmt: skip
    held_elsewhere = final().postpone(6).minister(7, "refused", "non_refoulement")
    assert (held_elsewhere.now.state, held_elsewhere.now.held_by) == (S.REFUSED, None)


def test_a_body_that_is_no_court_decides_only_after_a_judge_heard_the_person() -> None:
    heard = says.JudgeHeard(text(days(3)), "present", "not_needed")
    for story in (procedure(deciding_body="other").court(4), Story().to_custody().file(2).court(4, body="other")):
        assert void(story) == "judge.not_heard"
        again = structs.replace(story.events[-1].body, decided_at=text(days(6)))
        story.tell("judge.heard", JO, heard, 5).tell("court.decided", JO, again, 6)
        assert story.now.state == S.GRANTED


@pytest.mark.parametrize(("late", "state"), [(-SECOND, S.GRANTED), (0 * SECOND, S.FINAL)])
def test_an_appeal_does_not_lapse_before_its_days(late: timedelta, state: CaseState) -> None:
    story = procedure(appeal_days="15").court(4)
    at = days(19) + timedelta(hours=12) + late  # decided at noon in Amman; the fifteenth day counts to its end there
    assert story.tell("appeal.lapsed", JO, says.AppealLapsed(text(at)), at).now.state == state


def test_a_new_date_needs_both_sides() -> None:
    story = Story().to_date()
    old = story.now.surrender_day
    body = says.SurrenderRedated("2026-04-10")
    assert void(story.tell("surrender.redated", JO, body, 16)) == "date.not_proposed"
    story.tell("surrender.redate_proposed", TN, says.RedateProposed("2026-04-10"), 17)
    assert void(story.tell("surrender.redated", TN, body, 18)) == "case.not_possible"
    other = says.SurrenderRedated("2026-04-11")
    assert void(story.tell("surrender.redated", JO, other, 18)) == "date.not_proposed"
    assert story.now.surrender_day == old
    story.tell("surrender.redated", JO, body, 19)
    assert (story.now.surrender_day, story.now.proposal) == ("2026-04-10", None)
    may = next(run for run in story.now.clocks if run.clock == Clock.COLLECTION_MAY)
    assert may.started_at == "2026-04-09T21:00:00.000Z"  # midnight in Amman
    past = says.RedateProposed("2026-03-01")
    assert refused(story, "surrender.redate_proposed", TN, past, 20, Note("a storm")) == "date.past"


def test_a_person_is_lent_against_a_word_to_return_and_comes_back() -> None:
    story = final().postpone(6).no_minister(6)
    agreed = says.TemporaryAgreed(RETURN)
    assert void(story.tell("temporary.agreed", JO, agreed, 7)) == "return.not_undertaken"
    story.tell("return.undertaken", TN, says.ReturnUndertaken(text(days(19))[:10]), 7)
    assert void(story.tell("temporary.agreed", JO, agreed, 7)) == "return.too_late"
    story = final().postpone(6).lend(8, RETURN)
    assert (story.now.state, story.now.held_by) == (S.LENT, Party.REQUESTING)
    assert status(story.now, days(9)).return_due_at == story.now.lending.due_at
    assert story.tell("person.lent_received", TN, says.LentReceived(text(days(8.1))), 8.1).now.state == S.LENT
    assert story.tell("person.returned", TN, says.PersonReturned(text(days(9))), 9).now.state == S.LENT
    assert story.give_back(10).now.state == S.POSTPONED
    assert story.now.held_by == Party.REQUESTED
    assert story.now.breaches == ()
    assert story.lend(11, RETURN).now.state == S.LENT


def test_an_overdue_return_shows_to_the_second_and_stays() -> None:
    story = final().postpone(6).lend(8, RETURN)
    due = parse(story.now.lending.due_at)
    assert text(due) == "2026-03-22T21:00:00.000Z"  # the end of that day in Amman
    assert status(story.now, due - SECOND).breaches == ()
    assert status(story.now, due).breaches == ("return_overdue",)
    assert status(story.give_back(30).now, days(31)).breaches == ("return_overdue",)


def test_lending_without_agreement_is_a_surrender_without_decision() -> None:
    for story in (final().postpone(6), final(), Story().to_date()):
        story.tell("person.lent", JO, says.PersonLent(text(days(20))), 20)
        assert story.now.state == S.REMOVED
        assert story.now.breaches[-1].code == "custody_without_decision"


def test_what_lending_rested_on_may_go_and_the_person_is_to_be_returned_at_once() -> None:
    story = final().postpone(6).lend(8, RETURN).withdraw(9)
    assert status(story.now, days(9.1)).breaches == ("return_overdue",)
    assert story.give_back(9.5).now.state == S.WITHDRAWN
    assert story.now.held_by is None
    consented = Story().to_custody().file(2).consent(3).court(4).postpone(6).lend(8, RETURN).revoke(9)
    assert status(consented.now, days(9.1)).breaches == ("return_overdue",)
    assert consented.give_back(9.5).resume(10).now.state == S.INFORMED


def test_who_lets_a_lent_person_go_broke_the_word() -> None:
    story = final().postpone(6).lend(8, RETURN).release(9, by=TN)
    assert (story.now.state, story.now.held_by) == (S.RELEASED, None)
    assert [mark.code for mark in story.now.breaches] == ["not_returned"]


def test_property_goes_even_after_a_death() -> None:
    story = Story().to_custody()
    assert void(story.copy().die(3).hand(4)) == "property.not_seized"
    story.seize(2).die(3)
    received = says.PropertyReceived(text(days(5)))
    assert void(story.copy().tell("property.received", TN, received, 5)) == "property.not_handed"
    story.hand(4).tell("property.received", TN, received, 5)
    goods = story.now.goods
    assert (goods.seized_at, goods.handed_at, goods.received_at) == tuple(text(days(n)) for n in (2, 4, 5))
    assert goods.third_parties == "settled"


def test_what_was_handed_is_signed_for_however_the_case_ends() -> None:
    """The hand-over of goods and the withdrawal cross."""
    story = final().seize(5).hand(6).withdraw(7)
    received = says.PropertyReceived(text(days(8)))
    assert story.copy().tell("property.received", TN, received, 8).now.goods.received_at == text(days(8))
    free = story.release(7.5)
    assert free.now.state == S.RELEASED
    assert free.copy().tell("property.received", TN, received, 8).now.goods.received_at == text(days(8))
    closed = free.tell("case.closed", TN, says.CaseClosed(), 7.8).tell("property.received", TN, received, 8)
    assert (closed.now.state, closed.now.goods.received_at) == (S.CLOSED, text(days(8)))


def test_the_record_states_the_days_in_custody() -> None:
    story = Story().to_date()
    at = text(days(20.5))
    said = ask(story, "person.surrendered", JO, says.PersonSurrendered(at), 20.5)
    assert said.body == says.PersonSurrendered(at, 21)
    for stated in (20, 21, 22):
        kept = ask(story, "person.surrendered", JO, says.PersonSurrendered(at, stated), 20.5)
        assert kept.body == says.PersonSurrendered(at, stated)
    for stated in (19, 23):
        assert (
            refused(story, "person.surrendered", JO, says.PersonSurrendered(at, stated), 20.5) == "custody.days_differ"
        )
    story.tell("person.surrendered", JO, said.body, 20.5).taken_over(20.6)
    story.tell("custody.credited", TN, says.CustodyCredited(text(days(21)), 21), 21)
    assert (story.now.custody_days, story.now.credited_days) == (21, 21)


def credit(story: Story, counted: int, day: float = 21) -> Story:
    return story.tell("custody.credited", TN, says.CustodyCredited(text(days(day)), counted), day)


def test_nobody_signs_that_fewer_days_count_than_the_record_says() -> None:
    story = Story().to_date().tell("person.surrendered", JO, says.PersonSurrendered(text(days(20.5)), 21), 20.5)
    story.taken_over(20.6)
    for at in (21, 19):  # nor by a date from before the hand-over
        body = says.CustodyCredited(text(days(at)), 20)
        assert refused(story, "custody.credited", TN, body, 21) == "custody.days_differ"
    for counted in (21, 30):
        body = says.CustodyCredited(text(days(21)), counted)
        assert ask(story, "custody.credited", TN, body, 21).body == body


def test_fewer_days_that_were_said_all_the_same_are_kept_as_a_breach() -> None:
    """Forged past the forms, or signed before the record came: nothing is lost, and everybody sees it (Riyadh 51)."""
    story = Story().to_date().tell("person.surrendered", JO, says.PersonSurrendered(text(days(20.5)), 21), 20.5)
    credit(story.taken_over(20.6), 1)
    assert (story.now.voids, story.now.state, story.now.credited_days) == ((), CaseState.RECEIVED, 1)
    assert status(story.now, days(22)).breaches == ("credited_short",)
    credit(story.undertake(22), 20, 23)
    assert status(story.now, days(23)).breaches == ("credited_short",)
    assert credit(story, 21, 24).now.credited_days == 21
    assert len(story.now.breaches) == 2  # what was said stays


def test_without_a_record_the_days_are_those_that_the_statements_add_up_to() -> None:
    story = Story().to_date().taken_over(20.5)
    assert (story.now.custody_days, story.now.record_days) == (0, 21)
    assert credit(story.copy(), 21).now.breaches == ()
    assert credit(story, 20).now.breaches


def test_the_longer_time_served_counts() -> None:
    earlier = Story().to_custody().release(9).now
    story = Story().request().file(0).order_arrest(9.5)
    tests = ("bound", "threshold_charge", "dual_criminality")
    for stated, counted in ((0, 9), (20, 20)):
        body = says.DetentionAdmitted(tests, stated * 86_400)
        command = Command("detention.admitted", JO, CASE, body, request=request_paper(), earlier=(earlier,))
        (said,) = decide(story.case, command, law(), days(10))
        assert isinstance(said.body, says.DetentionAdmitted)
        assert said.body.held_before == counted * 86_400


def test_a_third_case_counts_each_stretch_once() -> None:
    first = Story().to_custody().withdraw(5).release(5).now
    asked = Story().request().file(5.1).order_arrest(5.2)
    again = asked.tell("detention.admitted", JO, says.DetentionAdmitted((), 5 * 86_400), 6)
    never_arrested = again.copy().withdraw(7).now
    second = again.arrest(7).rights(7).withdraw(10).release(10).now
    story, tests = Story().request(), ("bound", "threshold_charge", "dual_criminality")
    for earlier, counted in (((first, never_arrested), 5), ((first, second), 8), ((second,), 8)):
        body = says.DetentionAdmitted(tests)
        command = Command("detention.admitted", JO, CASE, body, request=request_paper(), earlier=earlier)
        ordered = structs.replace(story.now, rearrest_at=text(days(10)))  # else whoever was held is not admitted again
        (said,) = decide(ordered, command, law(), days(11))
        assert isinstance(said.body, says.DetentionAdmitted)
        assert said.body.held_before == counted * 86_400


CURABLE = ("file_insufficient", "evidence_insufficient", "statements_missing", "identity_not_established")


def test_the_table_says_which_grounds_can_be_cured() -> None:
    assert {code for code, ground in law().grounds.items() if ground.curable} == set(CURABLE)
    incurable = says.DetentionRefused("below_threshold")
    assert Story().request().tell("detention.refused", JO, incurable, 1).now.state == S.REFUSED


@pytest.mark.parametrize("ground", CURABLE)
def test_no_refusal_for_what_is_curable_before_it_could_be_cured(ground: str) -> None:
    body = says.DetentionRefused(ground)
    story = Story().request()
    assert refused(story, "detention.refused", JO, body, 1, REASONS) == "cure.not_asked"
    assert void(story.copy().tell("detention.refused", JO, body, 1)) == "cure.not_asked"
    asked = story.copy().tell("cure.asked", JO, says.CureAsked(("evidence",), text(days(5))[:10]), 1)
    assert refused(asked, "detention.refused", JO, body, 5, REASONS) == "cure.not_answered"
    assert ask(asked, "detention.refused", JO, body, 6, REASONS).body == body
    answered = asked.copy().file(3)
    assert answered.tell("detention.refused", JO, body, 4).now.state == S.REFUSED
    open_end = story.copy().tell("cure.asked", JO, says.CureAsked(("evidence",)), 1)
    assert void(open_end.tell("detention.refused", JO, body, 60)) == "cure.not_answered"


def test_a_court_is_held_to_article_45_but_a_refusal_it_signed_frees() -> None:
    story = Story().to_custody()
    body = says.CourtDecided("refused", text(days(3)), True, "file_insufficient")
    assert refused(story, "court.decided", JO, body, 3, REASONS) == "cure.not_asked"
    assert story.tell("court.decided", JO, body, 3).now.state == S.RELEASE_DUE


def test_each_right_has_its_own_instant() -> None:
    at, before, after = text(days(1)), text(days(0.5)), text(days(2))
    body = rights(at, lawyer_at=before, consul_asked=True)
    assert body.rights["lawyer"] == before
    assert body.rights["reasons"] == body.rights["consul_asked"] == at
    assert "consul_notified" not in body.rights
    story = Story().request().admit().arrest()
    assert ask(story, "rights.informed", JO, body, 1).body == body
    assert refused(story, "rights.informed", JO, rights(at, hearing_at=after), 3) == "rights.after_information"
    assert refused(story, "rights.informed", JO, rights(at, hearing_at=after), 1) == "instant.future"
    assert refused(story, "rights.informed", JO, rights(""), 3) == "instant.invalid"
    unasked = rights(at, consul_notified_at=at)
    assert refused(story, "rights.informed", JO, unasked, 3) == "rights.consul_not_asked"


def test_nobody_is_handed_over_before_the_day_begins_in_the_requested_state() -> None:
    story = Story().to_date()
    begins = parse(day_begins(story.now.surrender_day, story.now, story.law))
    early = PersonSurrendered(text(begins - SECOND))
    assert refused(story, "person.surrendered", JO, early, 15) == "date.not_come"
    for type, member, body in (
        ("person.surrendered", JO, early), ("surrender.received", TN, SurrenderReceived(text(begins - SECOND))),
    ):  # fmt: skip
        told = story.copy().tell(type, member, body, begins)
        assert told.now.state == S.REMOVED, "what happened is kept, and shows as a breach"
        assert [mark.code for mark in told.now.breaches] == ["custody_without_decision"]
    assert story.surrender(begins).now.state == S.SURRENDERED
