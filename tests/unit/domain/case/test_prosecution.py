"""A state that refuses its own national prosecutes him instead, and its silence is seen (Riyadh 39)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.dates import dates
from mithaq.domain.case.decide import Command, decide
from mithaq.domain.case.events_beside import ProsecutionNotOwed, ProsecutionReported, ProsecutionUndertaken
from mithaq.domain.case.papers import NotOwed, Undertaking
from mithaq.domain.case.prosecuting import may_owe
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.view import status
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.offence import Penalty
from tests.unit.domain.case.story import CASE, JO, TN, Story, days, law, request_paper

SECOND = timedelta(seconds=1)
SILENCE = law().house["prosecution_word"].number


def refused(ground: str = "own_national") -> Story:
    return Story().request().tell("detention.refused", JO, says.DetentionRefused(ground), 1)


def undertake(story: Story, day: float = 3, by: str = JO) -> Story:
    return story.tell("prosecution.undertaken", by, ProsecutionUndertaken(), day)


def report(story: Story, outcome: str, day: float) -> Story:
    return story.tell("prosecution.reported", JO, ProsecutionReported(outcome), day)  # type: ignore[arg-type]  # one of the codes


def overdue(story: Story, day: float) -> bool:
    return status(story.now, days(day)).prosecution_overdue


def test_the_duty_begins_with_the_refusal_and_ends_with_the_report() -> None:
    story = refused()
    assert not overdue(story, SILENCE)
    assert overdue(story, 1 + SILENCE)
    undertake(story, 100)
    assert not overdue(story, 1 + SILENCE)
    assert overdue(story, 100 + SILENCE)
    report(story, "pending", 200)
    assert overdue(story, 200 + SILENCE)
    report(story, "convicted", 300)
    assert not overdue(story, 9000)
    assert story.now.prosecution is not None
    assert story.now.prosecution.outcome == "convicted"


@pytest.mark.parametrize(
    ("state", "refused_at", "silent_from"),
    [
        # Cairo enters summer time on 24 April 2026 and leaves it on 30 October
        ("EG", "2026-03-02T23:59:59+02:00", "2026-08-29T00:00:00+03:00"),
        ("EG", "2026-03-03T00:00:00+02:00", "2026-08-30T00:00:00+03:00"),
        ("EG", "2026-05-04T10:00:00+03:00", "2026-10-31T00:00:00+02:00"),
        ("EG", "2026-05-03T23:59:59+03:00", "2026-10-30T00:00:00+02:00"),  # 29 October has 25 hours
        ("EG", "2025-10-26T10:00:00+03:00", "2026-04-24T01:00:00+03:00"),  # that midnight does not exist
        ("JO", "2026-03-02T23:59:59+03:00", "2026-08-29T00:00:00+03:00"),
        ("JO", "2026-03-03T00:00:00+03:00", "2026-08-30T00:00:00+03:00"),
    ],
)
def test_the_days_of_silence_are_local_days_of_the_state_that_refused(
    state: str, refused_at: str, silent_from: str
) -> None:
    """By the midnight that closes the last one, also where the clocks were changed meanwhile."""
    at, end = datetime.fromisoformat(refused_at), datetime.fromisoformat(silent_from)
    story = Story(state).request((at - days(0)) / timedelta(days=1) - 1)
    story.tell("detention.refused", state, says.DetentionRefused("own_national"), at)
    assert dates(story.now, story.law)[0].due_at == text(end)
    assert not status(story.now, end - SECOND).prosecution_overdue
    assert status(story.now, end).prosecution_overdue
    assert status(story.now, end + SECOND).prosecution_overdue


def test_a_silence_in_another_unit_is_counted_in_it() -> None:
    """The number is a row of a table: whoever writes hours or months there gets hours or months."""
    rule = structs.replace(law().house["prosecution_word"], number=6)
    for unit, end in (("hours", days(1) + timedelta(hours=6)), ("months", datetime(2026, 9, 3, 9, tzinfo=UTC))):
        data = structs.replace(law(), house={"prosecution_word": structs.replace(rule, unit=unit)})
        story = Story(data=data).request().tell("detention.refused", JO, says.DetentionRefused("own_national"), 1)
        assert dates(story.now, data)[0].due_at == text(end)


def test_a_courts_refusal_obliges_too_also_after_release_and_closing() -> None:
    story = Story().to_custody().court(10, "refused", ground="own_national").release(11)
    assert undertake(story, 12).now.prosecution is not None
    story.tell("case.closed", TN, says.CaseClosed(), 13)
    assert report(story, "not_opened", 14).now.state == CaseState.CLOSED
    assert story.now.prosecution is not None
    assert story.now.prosecution.reported_at == text(days(14))


@pytest.mark.parametrize("story", [refused("political_offence"), Story().to_custody().court(10, "refused")])
def test_another_ground_obliges_to_nothing(story: Story) -> None:
    assert undertake(story, 12).now.prosecution is None
    assert story.now.voids[-1].code == "prosecution.not_owed"
    assert not overdue(story, 9000)


def test_where_the_pack_knows_no_such_duty_nobody_is_silent() -> None:
    packs = {
        code: structs.replace(pack, rules=tuple(rule for rule in pack.rules if rule.test != "prosecute_own"))
        for code, pack in law().instruments.items()
    }
    story = Story(data=structs.replace(law(), instruments=packs)).request()
    story.tell("detention.refused", JO, says.DetentionRefused("own_national"), 1)
    assert undertake(story).now.prosecution is None
    assert not overdue(story, 9000)


def test_nothing_is_reported_that_was_not_undertaken_and_not_by_the_other_side() -> None:
    assert report(refused(), "convicted", 4).now.voids[-1].code == "prosecution.not_undertaken"
    assert undertake(refused(), by=TN).now.voids[-1].code == "case.not_possible"


@pytest.mark.parametrize(("here", "there", "owed"), [(12, 12, True), (60, 12, True), (11, 60, False), (60, 11, False)])
def test_the_act_must_carry_enough_in_both_laws(here: int, there: int, owed: bool) -> None:
    paper = Undertaking("synthetic prosecution", "1/2026", there, here)
    command = Command("prosecution.undertaken", JO, CASE, ProsecutionUndertaken(), paper)
    if owed:
        assert decide(refused().now, command, law(), days(5))[0].payload == paper
        return
    with pytest.raises(Refusal, match=r"prosecution\.below_threshold"):
        decide(refused().now, command, law(), days(5))


def not_owed(story: Story, day: float) -> Story:
    return story.tell("prosecution.not_owed", JO, ProsecutionNotOwed(), day)


def test_whoever_says_that_nothing_is_owed_is_waited_for_no_more() -> None:
    story = not_owed(refused(), 5)
    assert not overdue(story, 9000)
    assert dates(story.now, story.law) == ()
    assert status(story.now, days(6)).prosecution_free == "stated"
    undertake(story, 10)  # and may do it all the same
    assert status(story.now, days(11)).prosecution_free == ""
    assert overdue(story, 10 + SILENCE)


def test_nobody_takes_an_undertaking_back_by_that_word() -> None:
    story = not_owed(undertake(refused()), 5)
    assert story.now.voids[-1].code == "prosecution.undertaken"
    assert overdue(story, 3 + SILENCE)
    assert not_owed(refused("political_offence"), 5).now.voids[-1].code == "prosecution.not_owed"
    by_the_other = refused().tell("prosecution.not_owed", TN, ProsecutionNotOwed(), 5)
    assert by_the_other.now.voids[-1].code == "case.not_possible"


@pytest.mark.parametrize(("there", "here", "owed"), [(24, 6, False), (11, 60, False), (12, 12, True), (60, 24, True)])
def test_nothing_is_owed_only_where_one_of_the_two_laws_carries_too_little(there: int, here: int, owed: bool) -> None:
    paper = NotOwed("synthetic prosecution", "1/2026", "synthetic reasons", there, here)
    command = Command("prosecution.not_owed", JO, CASE, ProsecutionNotOwed(), paper)
    if not owed:
        assert decide(refused().now, command, law(), days(5))[0].payload == paper
        return
    with pytest.raises(Refusal, match=r"prosecution\.owed"):
        decide(refused().now, command, law(), days(5))


def test_it_names_its_reasons() -> None:
    command = Command("prosecution.not_owed", JO, CASE, ProsecutionNotOwed(), NotOwed("synthetic", "1", " ", 24, 6))
    with pytest.raises(Refusal, match=r"content\.invalid"):
        decide(refused().now, command, law(), days(5))


@pytest.mark.parametrize(
    ("here", "discretionary", "waits"), [(6, False, False), (12, False, True), (None, False, True), (None, True, True)]
)
def test_where_the_data_of_the_case_show_that_too_little_is_carried_nobody_is_silent(
    here: int | None, discretionary: bool, waits: bool
) -> None:
    """By the penalty on record here; what is not known, or left to a court, is arguable and stays waited for."""
    row = Penalty(JO, "fraud", "1", None, here, discretionary, synthetic=False, confirmed=True, source="test")
    data = structs.replace(law(), penalties={(JO, "fraud"): row})
    asked = request_paper()
    story = Story(data=data).request().tell("detention.refused", JO, says.DetentionRefused("own_national"), 1)
    assert may_owe(story.now, asked, data) == waits
    view = status(story.now, days(1 + SILENCE), may_owe=may_owe(story.now, asked, data))
    assert (view.prosecution_overdue, view.prosecution_free) == (waits, "" if waits else "shown")
    assert may_owe(undertake(story).now, asked, data), "who undertook it owes it"
    assert may_owe(story.now, None, data), "where the request is not here nobody can tell"


def test_a_request_that_names_too_little_shows_it_too() -> None:
    asked = request_paper(offence=structs.replace(request_paper().offence, maximum_months=11))
    assert not may_owe(refused().now, asked, law())
    asked = request_paper(offence=structs.replace(request_paper().offence, maximum_months=None))
    assert may_owe(refused().now, asked, law())
