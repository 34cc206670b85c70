"""The main path, the lapses and the races, as the fold sees them on every node."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations

import msgspec
import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.case import MAX_KEPT, Case
from mithaq.domain.case.fold import evolve
from mithaq.domain.case.states import CaseState, Clock, Party
from mithaq.domain.instant import parse, text
from tests.unit.domain.case.story import ALL_PAPERS, EG, IQ, JO, TN, Story, cites, days, law, requested

S = CaseState
SECOND = timedelta(seconds=1)


def voids(story: Story) -> list[str]:
    return [mark.code for mark in story.now.voids]


def breaches(story: Story) -> list[str]:
    return [mark.code for mark in story.now.breaches]


def due(story: Story, clock: Clock) -> str:
    return next(run.due_at for run in story.now.clocks if run.clock == clock)


def test_the_main_path_ends_in_speciality_and_closing() -> None:
    story = Story().to_date().surrender(20)
    assert story.taken_over(20.1).now.state == S.RECEIVED
    assert story.now.held_by == Party.REQUESTING
    assert not any(run.running for run in story.now.clocks)
    story.tell("speciality.undertaken", TN, says.SpecialityUndertaken(), 21)
    assert story.tell("case.closed", TN, says.CaseClosed(), 22).now.state == S.CLOSED
    assert story.now.voids == ()
    assert story.now.breaches == ()


def test_an_appeal_reversed_frees_and_an_appeal_confirmed_does_not() -> None:
    for outcome, state in (("confirmed", S.FINAL), ("reversed", S.RELEASE_DUE)):
        story = Story().to_custody().file(5).court(10)
        story.tell("appeal.lodged", JO, says.AppealLodged(text(days(11))), 11)
        body = says.AppealDecided(outcome, text(days(15)), True)  # type: ignore[arg-type]  # both outcomes in turn
        assert story.tell("appeal.decided", JO, body, 15).now.state == state


def test_clocks_count_from_the_first_moment_of_the_hold() -> None:
    at_post = days(0) - timedelta(hours=13)  # still 1 March in Amman, a day before the arrest
    held = Story().request(-1).admit(-0.5).arrest(0, held=at_post)
    plain = Story().request(-1).admit(-0.5).arrest(0)
    assert parse(due(plain, Clock.DOCUMENT)) - parse(due(held, Clock.DOCUMENT)) == timedelta(days=1)


def test_a_hold_that_proves_to_be_earlier_moves_the_clocks_back_never_forward() -> None:
    story = Story().to_custody()
    before = due(story, Clock.DETENTION)
    story.arrest(1, held=-2)
    assert parse(before) - parse(due(story, Clock.DETENTION)) == timedelta(days=2)
    moved = due(story, Clock.DETENTION)
    assert due(story.arrest(3, held=2), Clock.DETENTION) == moved


@pytest.mark.parametrize(
    ("late", "state"), [(-SECOND, S.INFORMED), (0 * SECOND, S.RELEASE_DUE), (SECOND, S.RELEASE_DUE)]
)
def test_the_document_counts_one_second_before_the_end_of_day_30(late: timedelta, state: CaseState) -> None:
    story = Story().to_custody().lodge_warrant(20)
    end = parse(due(story, Clock.DOCUMENT))
    assert story.receive(end + late).now.state == state


@pytest.mark.parametrize(("late", "state"), [(-SECOND, S.SURRENDERED), (0 * SECOND, S.REMOVED), (SECOND, S.REMOVED)])
def test_the_day_of_collection_ends_after_thirty_days_to_the_second(late: timedelta, state: CaseState) -> None:
    story = Story().to_custody().file(5).court(10)
    order = says.DetentionExtended(text(days(11)), text(days(41)), True)
    story.tell("detention.extended", JO, order, 11).waive(12).date(14, "2026-04-01")
    again = says.DetentionExtended(text(days(40)), text(days(70)), True)
    story.tell("detention.extended", JO, again, 40)
    end = parse(due(story, Clock.COLLECTION_MUST))
    assert text(end) == "2026-04-30T21:00:00.000Z"
    assert story.surrender(end + late).now.state == state


def test_a_receipt_recorded_too_late_does_not_undo_the_lapse() -> None:
    story = Story().to_custody().lodge_warrant(20)
    assert story.receive(31, received=29).now.state == S.RELEASE_DUE
    assert story.now.release_reason == "lapsed"
    assert story.now.release_due_at == due(story, Clock.DOCUMENT)


def test_a_paper_received_before_the_arrest_answers_the_document_clock() -> None:
    story = Story().request().lodge_warrant(0).receive(0.1).admit(0.2).arrest(0.3).rights(0.4)
    assert story.tell("message.sent", JO, says.MessageSent(), 40).now.state == S.INFORMED


def test_what_is_lodged_counts_only_when_it_was_received() -> None:
    story = Story().to_custody().lodge_warrant(2)
    assert story.tell("message.sent", JO, says.MessageSent(), 31).now.state == S.RELEASE_DUE


def test_a_file_without_the_warrant_does_not_stop_the_clock() -> None:
    story = Story().to_custody().lodge_file(2, ("identity", "memorandum")).receive(2.1)
    assert story.tell("message.sent", JO, says.MessageSent(), 31).now.state == S.RELEASE_DUE


def test_what_the_receiver_finds_missing_is_missing() -> None:
    story = Story().to_custody().lodge_file(2).receive(2.1, missing=("provisions",)).court(3)
    assert voids(story) == ["file.incomplete"]
    assert story.lodge_file(4).receive(4.1).court(5).now.state == S.GRANTED


def test_day_60_ends_the_detention_even_with_the_file() -> None:
    story = Story().to_custody().file(5)
    assert text(days(61)) > due(story, Clock.DETENTION)
    assert story.court(61).now.state == S.RELEASE_DUE
    assert "release.due" in voids(story)


def test_a_reasoned_order_with_an_end_goes_beyond_day_60_and_not_beyond_its_end() -> None:
    order = says.DetentionExtended(text(days(50)), text(days(80)), True)
    story = Story().to_custody().file(5).tell("detention.extended", JO, order, 50)
    assert story.court(70).now.state == S.GRANTED
    assert story.waive(91).now.state == S.RELEASE_DUE
    assert story.now.release_due_at == text(days(80))


def test_no_order_without_the_file_without_rights_or_without_an_end() -> None:
    order = says.DetentionExtended(text(days(10)), text(days(40)), True)
    no_file = Story().to_custody().tell("detention.extended", JO, order, 10)
    no_rights = Story().request().admit().arrest().file(5).tell("detention.extended", JO, order, 10)
    no_end = says.DetentionExtended(text(days(10)), text(days(10)), True)
    endless = Story().to_custody().file(5).tell("detention.extended", JO, no_end, 10)
    assert [voids(s) for s in (no_file, no_rights, endless)] == [
        ["file.incomplete"],
        ["case.not_possible"],
        ["order.no_end"],
    ]


def test_a_lapse_is_signed_when_it_is_due_and_not_before() -> None:
    story = Story().to_custody()
    lapse = says.DetentionLapsed(Clock.DOCUMENT, due(story, Clock.DOCUMENT))
    early = story.tell("detention.lapsed", JO, lapse, 20)
    assert early.now.state == S.INFORMED
    assert voids(early) == ["clock.not_due"]
    story.tell("detention.lapsed", JO, lapse, 30)
    assert story.now.state == S.RELEASE_DUE
    assert story.now.lapse_signed_at == text(days(30))
    assert story.now.release_due_at == lapse.due_at


@pytest.mark.parametrize("order", list(permutations(("withdraw", "arrest"))))
def test_a_withdrawal_that_crosses_the_arrest_frees(order: tuple[str, str]) -> None:
    story = Story().request().admit()
    for act in order:
        getattr(story, act)(1)
    assert story.now.state == S.RELEASE_DUE
    assert story.now.release_reason == "withdrawn"
    assert story.now.held_by == Party.REQUESTED
    assert story.now.breaches == ()
    assert story.release(1.1).now.state == S.RELEASED


@pytest.mark.parametrize(("order", "breach"), [(("withdraw", "surrender"), True), (("surrender", "withdraw"), False)])
def test_a_withdrawal_that_crosses_the_surrender_frees(order: tuple[str, str], breach: bool) -> None:
    story = Story().to_date()
    for act in order:
        getattr(story, act)(20)
    assert story.now.release_due
    assert story.now.held_by == Party.REQUESTING
    assert ("custody_without_decision" in breaches(story)) == breach
    assert story.taken_over(20.1).now.release_due
    assert story.release(21, by=JO).now.release_due  # Jordan has nobody to release any more
    assert story.release(21, by=TN).now.state == S.RELEASED


@pytest.mark.parametrize("order", list(permutations(("refuse", "arrest"))))
def test_an_arrest_around_a_refusal_is_kept_and_freed(order: tuple[str, str]) -> None:
    story = Story().request()
    for act in order:
        if act == "refuse":
            story.tell("detention.refused", JO, says.DetentionRefused("own_national"), 1)
        else:
            story.arrest(1)
    assert story.now.state == S.RELEASE_DUE
    assert breaches(story)


def test_no_statement_reverses_a_due_release() -> None:
    told = Story().to_date().surrender(20).events
    for event in told:
        story = Story().to_custody().withdraw(1)
        after = structs.replace(event, lamport=99, at=text(days(2)))
        state = evolve(story.now, after, story.law)
        assert state is not None
        assert state.state in {S.RELEASE_DUE, S.REMOVED}
        assert state.release_due_at == story.now.release_due_at


def test_surrender_without_decision_is_a_breach_that_stays_visible() -> None:
    story = Story().to_custody()
    assert story.surrender(3).now.state == S.REMOVED
    assert breaches(story) == ["custody_without_decision"]
    assert story.tell("case.closed", TN, says.CaseClosed(), 4).now.state == S.REMOVED
    assert story.release(5, by=TN).tell("case.closed", TN, says.CaseClosed(), 6).now.state == S.CLOSED
    assert breaches(story) == ["custody_without_decision"]


@pytest.mark.parametrize("by", [TN, JO])
def test_either_party_may_say_that_the_person_was_removed(by: str) -> None:
    for story in (Story().request(), Story().to_custody(), Story().to_custody().withdraw(1), Story().to_date()):
        assert story.remove(15, by=by).now.state == S.REMOVED
        assert breaches(story) == ["removed_outside_procedure"]


def test_a_lawful_surrender_cannot_be_called_a_removal_afterwards() -> None:
    story = Story().to_date().surrender(20).taken_over(20.1)
    assert story.remove(21, by=JO).now.state == S.RECEIVED


@pytest.mark.parametrize(
    ("changes", "cited", "code"),
    [
        ({"circulated": "d" * 64}, cites(), "request.no_circulated_alert"),
        ({}, (), "request.no_circulated_alert"),
        ({}, cites()[:1], "instrument.unconfirmed"),
        ({"bound": ""}, cites(), "instrument.unconfirmed"),
        ({"instrument": "none-1900"}, cites(), "instrument.unknown"),
        ({"requested": TN}, cites(), "request.to_itself"),
        ({"requested": "LB"}, cites(requested="LB"), "instrument.not_binding"),
    ],
)
def test_a_request_that_rests_on_nothing_opens_an_unfounded_case(changes: dict, cited: tuple, code: str) -> None:
    story = Story().tell("detention.requested", TN, requested(**changes), 0, cites=cited)
    assert story.now.state == S.UNFOUNDED
    assert voids(story) == [code]


def test_an_arrest_on_an_unfounded_request_is_kept_and_freed() -> None:
    story = Story().tell("detention.requested", TN, requested(), 0).arrest(1)
    assert story.now.state == S.RELEASE_DUE
    assert breaches(story) == ["arrest_without_request"]


def test_a_confirmed_pair_needs_no_statement() -> None:
    story = Story(IQ)
    body = requested(IQ, bound="")
    event_cites = cites(JO)[:1]
    assert story.tell("detention.requested", JO, body, 0, cites=event_cites).now.state == S.REQUESTED


def test_where_the_law_gives_no_limit_nobody_is_held() -> None:
    story = Story().request().admit()
    bare = structs.replace(law(), instruments={})
    story.law = bare
    assert story.arrest(1).now.state == S.RELEASE_DUE
    assert story.now.release_reason == "no_limit_known"


def test_incomplete_rights_do_not_count() -> None:
    for change in ({"language_understood": False}, {"reasons_told": False}, {"hearing_told": False}):
        story = Story().request().admit().arrest().rights(**change)
        assert story.now.state == S.ARRESTED
        assert voids(story) == ["rights.incomplete"]
    consul = Story().request().admit().arrest().rights(consul_notified=True)
    assert voids(consul) == ["rights.consul_not_asked"]


def test_no_decision_to_grant_before_rights_file_and_hearing() -> None:
    before = Story().request().admit().arrest().file(1).court(2)
    without = Story().to_custody().court(2)
    unheard = Story().to_custody().file(1).court(2, heard=False)
    assert [voids(s) for s in (before, without, unheard)] == [
        ["case.not_possible"],
        ["file.incomplete"],
        ["rights.not_heard"],
    ]


def test_a_court_may_free_before_any_file() -> None:
    assert Story().request().admit().arrest().court(1, "refused").now.state == S.RELEASE_DUE


def test_others_have_no_say() -> None:
    story = Story().to_custody()
    story.tell("request.withdrawn", EG, says.RequestWithdrawn(), 1)
    story.tell("court.decided", TN, says.CourtDecided("granted", text(days(1)), True), 1)
    assert story.now.state == S.INFORMED
    assert voids(story) == ["case.not_party", "case.not_possible"]


def test_the_requesting_states_fast_clock_frees_nobody() -> None:
    story = Story().to_custody().tell("message.sent", TN, says.MessageSent(), 365)
    assert story.now.state == S.INFORMED


def test_nothing_but_a_request_opens_a_case() -> None:
    for event in Story().to_date().events[1:]:
        assert evolve(None, event, law()) is None


def test_a_flood_does_not_grow_the_case() -> None:
    story = Story().to_custody()
    for _ in range(MAX_KEPT + 20):
        story.lodge_warrant(1)
        story.tell("request.withdrawn", EG, says.RequestWithdrawn(), 1)
    assert len(story.now.lodged) == MAX_KEPT
    assert len(story.now.voids) == MAX_KEPT


def test_a_case_survives_its_own_json() -> None:
    story = Story().to_date().surrender(20)
    assert msgspec.json.decode(msgspec.json.encode(story.now), type=Case) == story.now


def test_a_statement_of_another_kind_is_void() -> None:
    story = Story().to_custody()
    stray = structs.replace(story.events[-1], type="alert.approved", lamport=50)
    swapped = structs.replace(story.events[-1], type="court.decided", lamport=51)
    unknown = structs.replace(story.events[-1], body=says.BoundStated("riyadh-1983", TN), lamport=52)
    case: Case | None = story.now
    for event in (stray, swapped, unknown):
        case = evolve(case, event, law())
    assert case is not None
    assert [mark.code for mark in case.voids] == ["event.not_about_cases"] * 3


def test_the_stories_lodge_what_the_pack_asks_for() -> None:
    assert tuple(rule.paper for rule in law().instruments["riyadh-1983"].file) == ALL_PAPERS


@pytest.mark.parametrize(
    ("until", "heard", "code"),
    [
        (days(40) + SECOND, True, "order.too_long"),
        (parse("2199-01-01T00:00:00.000Z"), True, "order.too_long"),
        (days(40), False, "rights.not_heard"),
    ],
)
def test_no_order_lasts_longer_than_the_house_rule_or_is_made_unheard(until: datetime, heard: bool, code: str) -> None:
    order = says.DetentionExtended(text(days(10)), text(until), heard)
    assert voids(Story().to_custody().file(5).tell("detention.extended", JO, order, 10)) == [code]
