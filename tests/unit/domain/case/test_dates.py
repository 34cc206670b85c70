"""Days by which somebody has to speak: to complete a file, to appeal, to report of a prosecution."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.agenda import END, WARN, agenda
from mithaq.domain.case.clocks import LAST_MIDNIGHT, ClockRun
from mithaq.domain.case.dates import APPEAL, CURE, DATES, PROSECUTION, dates
from mithaq.domain.case.events_beside import ProsecutionReported, ProsecutionUndertaken
from mithaq.domain.case.guards_person import appeal_ends
from mithaq.domain.instant import parse, text
from mithaq.law.load import load_law
from tests.unit.domain.case.story import JO, Story, days, law
from tests.unit.domain.case.test_around_surrender import procedure

TIMING = load_law().timing
WARNINGS = {WARN + name for name in ("half", "days_7", "hours_48", "hours_12")}
SILENCE = law().house["prosecution_word"].number


def open_dates(story: Story) -> dict[str, ClockRun]:
    return {run.clock: run for run in dates(story.now, story.law)}


def silent_from(day: float) -> str:
    """The midnight in Amman that closes the last day, if the word came on this day."""
    zone = ZoneInfo("Asia/Amman")
    end = days(day).astimezone(zone).date() + timedelta(days=SILENCE)
    return text(datetime.combine(end, time(0), zone))


def codes(story: Story, clock: str) -> set[str]:
    """What there is to notice of one date."""
    return {due.code for due in agenda(story.now, TIMING, dates(story.now, story.law)) if due.clock == clock}


def cure(story: Story, by_day: str = "2026-04-01", day: float = 1) -> Story:
    return story.tell("cure.asked", JO, says.CureAsked(("evidence",), by_day), day)


def test_curing_the_file_ends_with_its_day_in_the_requested_state() -> None:
    story = cure(Story().to_custody())
    run = open_dates(story)[CURE]
    assert (run.started_at, run.due_at) == (text(days(1)), "2026-04-01T21:00:00.000Z")  # midnight in Amman
    assert (run.article, run.confirmed, run.must_release) == ("45", True, False)
    assert codes(story, CURE) == {END, *WARNINGS}


def test_no_day_no_date_and_an_answer_ends_it() -> None:
    assert CURE not in open_dates(cure(Story().to_custody(), ""))
    assert CURE not in open_dates(cure(Story().to_custody()).file(2))
    assert CURE not in open_dates(cure(Story().to_custody()).withdraw(3)), "nothing is refused any more"


def test_the_time_to_appeal_runs_from_the_decision_to_an_appeal_or_a_word() -> None:
    story = procedure(appeal_days="15").court(4)
    run = open_dates(story)[APPEAL]
    assert (run.started_at, run.due_at) == (text(days(4)), "2026-03-21T21:00:00.000Z")
    assert (run.must_release, run.confirmed) == (False, False)
    assert codes(story, APPEAL) == {END, *WARNINGS}
    for ended in (story.copy().waive(5), story.copy().tell("appeal.lodged", JO, says.AppealLodged(text(days(5))), 5)):
        assert APPEAL not in open_dates(ended)


@pytest.mark.parametrize("story", [procedure().court(4), procedure(appeal_days="15"), Story().to_custody()])
def test_where_nobody_knows_the_days_or_nothing_was_decided_no_time_to_appeal_runs(story: Story) -> None:
    assert APPEAL not in open_dates(story)


def test_word_on_a_prosecution_is_awaited_anew_after_each_word_and_no_more_after_the_last() -> None:
    story = Story().request().tell("detention.refused", JO, says.DetentionRefused("own_national"), 1)
    assert open_dates(story)[PROSECUTION].due_at == silent_from(1)
    story.tell("prosecution.undertaken", JO, ProsecutionUndertaken(), 100)
    run = open_dates(story)[PROSECUTION]
    assert (run.started_at, run.due_at, run.house) == (text(days(100)), silent_from(100), True)
    assert codes(story, PROSECUTION) == {END, *WARNINGS}
    story.tell("prosecution.reported", JO, ProsecutionReported("convicted"), 120)
    assert open_dates(story) == {}


def test_a_rule_that_is_gone_and_instants_that_are_none_give_no_date() -> None:
    story = Story().request().tell("detention.refused", JO, says.DetentionRefused("own_national"), 1)
    assert dates(story.now, structs.replace(story.law, house={})) == ()
    owed = structs.replace(story.now, prosecution=structs.replace(story.now.prosecution, due_at="soon"))  # type: ignore[type-var]  # it is there
    assert dates(owed, story.law) == ()


ZONES = ("Asia/Amman", "Africa/Cairo", "Africa/Casablanca", "Asia/Beirut", "", "Nowhere/None")


@given(
    st.timedeltas(timedelta(0), timedelta(days=2000)),
    st.integers(1, 60),
    st.sampled_from(ZONES),
)
def test_the_time_to_appeal_is_never_shorter_than_any_reading_of_its_days(
    after: timedelta, count: int, zone: str
) -> None:
    at = parse(text(days(0) + after))
    told = procedure(appeal_days=str(count))
    case = structs.replace(told.now, court_at=text(at))
    ends = parse(appeal_ends(case, structs.replace(told.law, zones={JO: zone})))
    assert ends >= at + timedelta(days=count)
    if zone in ZONES[:4]:
        local = ends - timedelta(milliseconds=1)
        assert (local.astimezone(ZoneInfo(zone)).date() - at.astimezone(ZoneInfo(zone)).date()).days in (
            count,
            count + 1,
        )
    else:
        last = ends.astimezone(LAST_MIDNIGHT) - timedelta(milliseconds=1)
        assert last.date() == at.astimezone(LAST_MIDNIGHT).date() + timedelta(days=count), (
            "nothing is taken from the person"
        )


def test_every_date_has_a_code_of_its_own() -> None:
    assert len(set(DATES)) == len(DATES) == 3
