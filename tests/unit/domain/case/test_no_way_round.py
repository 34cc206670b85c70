"""Ways by which a detention might outlive its limits, and that none of them is open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.again import EARLIER, way_round
from mithaq.domain.case.case import DAY, Case
from mithaq.domain.case.clocks import ClockRun
from mithaq.domain.case.decide import Command, Statement, decide
from mithaq.domain.case.facts_after import Transit
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.content import Offence
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import parse, text
from mithaq.law.load import load_law
from tests.unit.domain.case.story import CASE, JO, TN, Story, days, law, request_paper

S = CaseState
TESTS = ("bound", "threshold_charge", "dual_criminality")


def void(story: Story) -> str:
    return story.now.voids[-1].code


def admit(story: Story, day: float, earlier: Case, **stated: Any) -> tuple[Statement, ...]:
    """The requested state's prosecutor admits the request, with that other case at hand."""
    body = says.DetentionAdmitted(TESTS, **stated)
    command = Command("detention.admitted", JO, CASE, body, request=request_paper(), earlier=(earlier,))
    return decide(story.case, command, law(), days(day))


def refused(story: Story, day: float, earlier: Case, **stated: Any) -> str:
    with pytest.raises(Refusal) as told:
        admit(story, day, earlier, **stated)
    return told.value.code


@pytest.mark.parametrize(("by", "code"), [(TN, "case.not_possible"), (JO, "release.due")])
def test_a_new_date_that_is_agreed_too_late_does_not_start_the_clock_again(by: str, code: str) -> None:
    """The person was not collected for 30 days; no agreement after that takes the release away (Riyadh 48)."""
    story = Story().to_custody().file(2).court(3).waive(4).date(5, text(days(6))[:10])
    over = next(run.due_at for run in story.now.clocks if run.clock == Clock.COLLECTION_MUST)
    other = JO if by == TN else TN
    story.tell("surrender.redate_proposed", other, says.RedateProposed("2026-04-20"), 30)
    story.tell("surrender.redated", by, says.SurrenderRedated("2026-04-20"), parse(over))
    assert void(story) == code
    assert story.tell("message.sent", JO, says.MessageSent(), days(40)).now.state == S.RELEASE_DUE
    assert story.now.release_due_at == over


def test_the_requesting_state_moves_no_date_by_a_word_that_it_dates_back() -> None:
    story = Story().to_custody().file(2).court(3).waive(4).date(5, text(days(6))[:10])
    story.tell("surrender.redate_proposed", JO, says.RedateProposed("2026-04-20"), 30)
    story.tell("surrender.redated", TN, says.SurrenderRedated("2026-04-20"), 31)  # signed on day 50, says its clock
    assert void(story) == "case.not_possible"
    assert story.tell("message.sent", JO, says.MessageSent(), days(40)).now.state == S.RELEASE_DUE


@pytest.mark.parametrize(
    "ground", ["identity_refuted", "no_legal_basis", "court_refused", "request_withdrawn", "", "?"]
)
def test_a_release_that_ends_the_matter_is_not_undone_by_a_new_arrest(ground: str) -> None:
    story = Story().to_custody().file(2)
    story.tell("person.released", JO, says.PersonReleased(text(days(5)), ground), 5)
    assert void(story.order_arrest(6)) == "rearrest.barred"


@pytest.mark.parametrize("ground", ["with_measures", "health_or_family", "decided_by_court", "clock_lapsed"])
def test_another_release_may_be_followed_by_one(ground: str) -> None:
    story = Story().to_custody().file(2)
    story.tell("person.released", JO, says.PersonReleased(text(days(5)), ground), 5)
    assert story.order_arrest(6).now.state == S.ADMITTED


def test_a_second_case_needs_the_complete_file_and_a_courts_order_as_a_new_arrest_does() -> None:
    """Re-arrest on day 31 under another request: the warrant alone carried it for 30 days more."""
    first = Story().to_custody().release(30).now
    second = Story().request(31).lodge_warrant(31).receive(31)
    assert refused(second, 31, first) == "rearrest.not_ordered"
    assert void(second.order_arrest(31)) == "file.incomplete"
    assert second.file(32).order_arrest(33).now.state == S.REQUESTED
    (said,) = admit(second, 34, first)
    assert isinstance(said.body, says.DetentionAdmitted)
    assert said.body.held_before == 30 * DAY
    second.tell(said.type, JO, structs.replace(said.body, also=()), 34)
    assert second.arrest(35).now.state == S.ARRESTED
    assert second.now.held_before == 30 * DAY


def test_every_node_voids_an_admission_that_leaves_the_order_out() -> None:
    post = law().house["hold_at_post"].number * 3600
    held = Story().request().tell("detention.admitted", JO, says.DetentionAdmitted((), post), 0)
    assert held.now.state == S.ADMITTED  # held at a post, and let go
    story = Story().request().tell("detention.admitted", JO, says.DetentionAdmitted((), post + 1), 0)
    assert (story.now.state, void(story)) == (S.REQUESTED, "rearrest.not_ordered")
    story.arrest(1)
    assert story.now.breaches[-1].code == "arrest_without_admission"


@pytest.mark.parametrize("state", ["admitted", "arrested", "escaped", "due"])
def test_no_second_case_beside_one_that_may_hold_the_person(state: str) -> None:
    first = Story().request().admit()
    match state:
        case "arrested":
            first.arrest()
        case "escaped":
            first.arrest().escape(1)
        case "due":
            first.arrest().withdraw(1)
    assert refused(Story().request(2), 2, first.now) == "case.another_open"


def test_whoever_was_not_collected_is_not_requested_again() -> None:
    first = Story().to_custody().file(2).court(3).waive(4).date(5, text(days(6))[:10])
    first.tell("person.released", JO, says.PersonReleased(text(days(22)), "not_collected"), 22)
    second = Story().request(23).file(23).order_arrest(24)
    assert refused(second, 25, first.now) == "rearrest.barred"


@pytest.mark.parametrize("when", ["no_date", "same_day", "a_second_before", "date_of_the_past"])
def test_nobody_was_left_behind_before_the_time_to_come_for_him_was_over(when: str) -> None:
    """Signed by the custodian's own node: it is a release, and takes nothing from the requesting state for ever."""
    first, at = Story().to_custody().file(2), days(3)
    if when == "date_of_the_past":
        first.court(3).waive(4).date(25, text(days(6))[:10])
        assert (first.now.state, void(first)) == (S.FINAL, "date.past")
        at = days(26)
    elif when != "no_date":
        first.court(3).waive(4).date(5, text(days(6))[:10])
        may = next(run.due_at for run in first.now.clocks if run.clock == Clock.COLLECTION_MAY)
        at = days(6) if when == "same_day" else parse(may) - timedelta(seconds=1)
    first.tell("person.released", JO, says.PersonReleased(text(at), "not_collected"), at)
    assert first.now.state == S.RELEASED
    second = Story().request(29).file(29).order_arrest(30)
    assert admit(second, 31, first.now), "a second request for the same acts"
    assert first.order_arrest(32).now.state == S.ADMITTED


def test_once_the_time_to_come_is_over_it_bars() -> None:
    first = Story().to_custody().file(2).court(3).waive(4).date(5, text(days(6))[:10])
    may = next(run.due_at for run in first.now.clocks if run.clock == Clock.COLLECTION_MAY)
    first.tell("person.released", JO, says.PersonReleased(may, "not_collected"), parse(may))
    assert void(first.order_arrest(32)) == "rearrest.barred"


def test_a_request_that_held_nobody_stands_in_nobodys_way() -> None:
    first = Story().request().withdraw(1).now
    assert admit(Story().request(2), 2, first)


def asked_of(unsure: Case, decided: tuple[str, ...], note: Note | None = None, **changes: Any) -> Statement:
    """The requested state's prosecutor admits, where another case may be about the same person and another act."""
    story = Story().request(40)
    case = structs.replace(story.now, **changes)
    body = says.DetentionAdmitted((*TESTS, *decided))
    command = Command("detention.admitted", JO, CASE, body, note, request=request_paper(), unsure=(unsure,))
    (said,) = decide(case, command, law(), days(41))
    return said


def held_before(said: Statement) -> int:
    assert isinstance(said.body, says.DetentionAdmitted)
    return said.body.held_before


@pytest.mark.parametrize("state", ["released", "still_held", "uncollected"])
def test_where_the_act_may_be_another_its_case_counts_until_the_prosecutor_has_answered(state: str) -> None:
    other = Story().to_custody().release(30).now
    if state == "still_held":
        other = Story().to_custody().now
    if state == "uncollected":
        other = structs.replace(other, release_reason="lapsed", surrender_day="2026-03-20")
    with pytest.raises(Refusal) as told:
        asked_of(other, ())
    assert (told.value.code, told.value.where, told.value.missing) == ("earlier.unanswered", other.id, (EARLIER,))
    with pytest.raises(Refusal) as told:
        asked_of(other, (EARLIER,))
    assert (told.value.code, told.value.missing) == ("admission.reasons_missing", (EARLIER,))
    assert held_before(asked_of(other, (EARLIER,), Note("another act"))) == 0


def test_on_a_courts_order_it_may_stay_unanswered_and_the_time_counts() -> None:
    other = Story().to_custody().release(30).now
    assert held_before(asked_of(other, (), rearrest_at=text(days(40)))) == 30 * DAY


def test_a_landing_needs_no_order_unless_the_person_was_freed_on_the_way_before() -> None:
    passage = Transit("c-aaaaaaaaaaaaaaaa", "IQ", "0" * 64)
    main = structs.replace(Story().to_custody().withdraw(30).release(30).now, requested="IQ", release_due_at="",
                           released_at="", state=S.SURRENDERED)  # fmt: skip
    landed = structs.replace(Story().request().now, transit=passage)
    at = text(days(31))
    assert way_round(landed, (main,), at) is None
    assert way_round(structs.replace(landed, transit=None), (main,), at) is not None
    freed = structs.replace(main, id="c-bbbbbbbbbbbbbbbb", transit=passage, released_at=at)
    problem = way_round(landed, (main, freed), at)
    assert problem is not None
    assert problem.code == "rearrest.not_ordered"


def also(*ids: str, **changes: Any) -> Story:
    """In custody under the Riyadh agreement, beside which these instruments apply."""
    story = Story().request(**changes).tell("detention.admitted", JO, says.DetentionAdmitted(also=ids), 0)
    return story.arrest().rights()


def run_of(story: Story, clock: Clock) -> ClockRun:
    return next(run for run in story.now.clocks if run.clock == clock)


def test_of_several_instruments_the_shortest_limit_holds() -> None:
    alone, beside = also(), also("arab-cyber-2010", "no-such-pack")
    assert run_of(alone, Clock.DETENTION).due_at == "2026-04-30T21:00:00.000Z"
    run = run_of(beside, Clock.DETENTION)
    assert (run.due_at, run.instrument, run.article) == ("2026-03-19T21:00:00.000Z", "arab-cyber-2010", "")
    assert not run.confirmed
    assert run_of(also("arab-terrorism-1998"), Clock.DETENTION) == run_of(alone, Clock.DETENTION)


def test_the_shorter_limit_is_kept_when_the_hold_proves_earlier_or_begins_again() -> None:
    story = also("arab-cyber-2010").arrest(1, held=-1)
    assert run_of(story, Clock.DETENTION).due_at == "2026-03-18T21:00:00.000Z"
    story.escape(5).arrest(40)
    assert run_of(story, Clock.DETENTION).instrument == "arab-cyber-2010"


def test_what_answers_one_instrument_answers_the_clock_only_if_it_answers_them_all() -> None:
    """The terrorism convention wants the file within 30 days; the warrant, enough for Riyadh, does not do there."""
    story = also("arab-terrorism-1998").lodge_warrant(2).receive(2)
    assert run_of(story, Clock.DOCUMENT).running
    assert not run_of(story.file(3), Clock.DOCUMENT).running
    assert not run_of(also().lodge_warrant(2).receive(2), Clock.DOCUMENT).running


@pytest.mark.parametrize(("instrument", "answered"), [("riyadh-1983", True), ("arab-terrorism-1998", False)])
def test_a_request_to_continue_answers_only_where_the_pack_knows_one(instrument: str, answered: bool) -> None:
    story = also(instrument=instrument).tell("continuation.requested", TN, says.ContinuationRequested(), 2).receive(2)
    assert run_of(story, Clock.DOCUMENT).running != answered
    partial = also(instrument=instrument).lodge_file(3, ("identity", "warrant")).receive(3)
    assert run_of(partial, Clock.DOCUMENT).running != answered


def test_admission_names_the_other_instruments_by_the_tables() -> None:
    offence = Offence("0903", "invented acts", "Tunis", "2024-05-01", "author", "art. 1", 60, None, "2034-05-01")
    data = structs.replace(law(), offences=load_law().offences)
    story = Story(data=data).request()
    body = says.DetentionAdmitted(("bound", "threshold_charge", "dual_criminality"))
    command = Command("detention.admitted", JO, CASE, body, request=request_paper(offence=offence))
    (said,) = decide(story.case, command, data, days(1))
    assert isinstance(said.body, says.DetentionAdmitted)
    assert said.body.also == ("arab-cyber-2010",)
