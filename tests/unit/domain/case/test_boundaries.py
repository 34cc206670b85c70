"""Every deadline of every pack that is shipped, at its boundary, wherever clocks change and a Hijri month ends.

The oracle does no arithmetic of dates: it walks through the hours and looks which days the wall calendar shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import due, instant, midnight
from mithaq.domain.case.fold import lapse
from mithaq.domain.case.guards import Said
from mithaq.domain.case.runs import HOLD, domestic, with_clocks
from mithaq.domain.case.states import CaseState, Party
from mithaq.domain.hijri import hijri
from mithaq.domain.instant import Instant, text
from mithaq.domain.instrument import Clock, ClockRule
from mithaq.domain.timing import DomesticClock, Timing
from mithaq.domain.workdays import EVERY_DAY, Calendar
from mithaq.law.load import load_law
from tests.unit.domain.case.story import CaseData, Story, law

LAW, DEMO = load_law(), load_law(demo=True)
HOUR = timedelta(hours=1)  # offsets and changes of all these zones fall on whole hours
DAY = timedelta(days=1)
STEPS = (timedelta(seconds=1), timedelta(milliseconds=1))
RULES = [(pack.id, clock, rule) for pack in law().instruments.values() for clock, rule in pack.clocks.items()]
IDS = [f"{pack}-{clock}" for pack, clock, _ in RULES]
# Cairo and Beirut change at midnight, Casablanca leaves summer time for Ramadan, Gaza changes around it, Riyadh never.
ZONES = ("Africa/Cairo", "Africa/Casablanca", "Asia/Gaza", "Asia/Beirut", "Asia/Riyadh")
HIJRI_ENDS = (date(2026, 2, 17), date(2026, 3, 19), date(2026, 6, 15), date(2027, 3, 8))
FRIDAY_AND_SATURDAY = Calendar(frozenset({4, 5}), frozenset({"03-20"}))


@cache
def changes(zone: str) -> tuple[Instant, ...]:
    """When the clocks of a zone were or will be put on or back, 2025 to 2027."""
    hours = [datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(3 * 365 * 24)]
    offsets = [at.astimezone(ZoneInfo(zone)).utcoffset() for at in hours]
    return tuple(hours[n] for n in range(1, len(hours)) if offsets[n] != offsets[n - 1])


def walked(rule: ClockRule, start: Instant, zone: ZoneInfo, calendar: Calendar = EVERY_DAY) -> Instant:
    """The first hour at which the wall calendar has shown all the days of the rule to their end."""
    at = start - (start - datetime(2000, 1, 1, tzinfo=UTC)) % HOUR
    first = start.astimezone(zone).date()
    shown: list[date] = []
    while True:
        day = at.astimezone(zone).date()
        counts = rule.first_day_counts or day != first
        if counts and day not in shown and calendar.works(day):
            if len(shown) == rule.days:
                return at
            shown.append(day)
        elif len(shown) == rule.days and day not in shown and day > shown[-1]:
            return at  # a day off follows: the last working day is over all the same
        at += HOUR


def starts(rule: ClockRule, zone: str) -> Iterator[Instant]:
    """Holds that end around a change of clocks or the end of a Hijri month, or begin there, at both ends of a day."""
    local = ZoneInfo(zone)
    ends = [at.astimezone(local).date() for at in changes(zone)] + list(HIJRI_ENDS)
    for end in ends:
        for shift in (-1, 0, 1):
            first = end + (shift - rule.days) * DAY
            yield midnight(first, local)
            yield midnight(first + DAY, local) - timedelta(milliseconds=1)
        yield midnight(end, local) + timedelta(hours=10)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("pack", "clock", "rule"), RULES, ids=IDS)
def test_every_deadline_ends_where_the_wall_calendar_says(pack: str, clock: Clock, rule: ClockRule, zone: str) -> None:
    local = ZoneInfo(zone)
    for start in starts(rule, zone):
        end = due(rule, start, local)
        if rule.ends == "midnight":
            assert end == walked(rule, start, local), (pack, clock, start)
        else:
            assert end - start == timedelta(hours=24 * rule.days), (pack, clock, start)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("pack", "clock", "rule"), RULES, ids=IDS)
def test_counted_in_working_days_too(pack: str, clock: Clock, rule: ClockRule, zone: str) -> None:
    working, local = structs.replace(rule, counts="working", ends="midnight"), ZoneInfo(zone)
    for start in starts(rule, zone):
        end = due(working, start, local, FRIDAY_AND_SATURDAY)
        assert end == walked(working, start, local, FRIDAY_AND_SATURDAY), (pack, clock, start)


@pytest.mark.parametrize("state", sorted(code for code, info in LAW.members.items() if info.kind == "state"))
@pytest.mark.parametrize(("pack", "clock", "rule"), RULES, ids=IDS)
def test_a_second_and_a_millisecond_decide_in_every_state(pack: str, clock: Clock, rule: ClockRule, state: str) -> None:
    data = structs.replace(law(), zones=LAW.zones)
    for start in (datetime(2026, 2, 18, 22, 30, tzinfo=UTC), datetime(2026, 9, 27, 9, 0, 0, 1000, tzinfo=UTC)):
        case = running(pack, clock, state, start, data)
        (run,) = [one for one in case.clocks if one.clock == clock]
        end = instant(run.due_at)
        assert end is not None
        for step in STEPS:
            assert not lapse(case, text(end - step)).release_due
            assert lapse(case, text(end + step)).release_due is (rule.lapse == "must_release")
        assert lapse(case, text(end)).release_due is (rule.lapse == "must_release")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("pack", "clock", "rule"), RULES, ids=IDS)
def test_a_second_decides_across_changes_of_clocks_and_hijri_months(
    pack: str, clock: Clock, rule: ClockRule, zone: str
) -> None:
    state, data = "JO", structs.replace(law(), zones={**LAW.zones, "JO": zone})
    for start in starts(rule, zone):
        case = running(pack, clock, state, start, data)
        end = due(rule, start, ZoneInfo(zone)) if clock in HOLD else instant(case.clocks[0].due_at)
        assert end is not None
        assert text(end) in {run.due_at for run in case.clocks if run.clock == clock}
        for step in STEPS:
            assert not lapse(case, text(end - step)).release_due
            assert lapse(case, text(end + step)).release_due is (rule.lapse == "must_release")


def running(pack: str, clock: Clock, state: str, start: Instant, data: CaseData) -> Case:
    """A case of that state, in custody, with this clock running since then."""
    at = text(start)
    case = Case("c-1", "TN", state, pack, "a-1", "", CaseState.ARRESTED, at, at, held_from=at, held_by=Party.REQUESTED)
    body = (
        says.PersonArrested(at, at)
        if clock in HOLD
        else says.SurrenderDated(start.astimezone(ZoneInfo(data.zones[state])).date().isoformat())
    )
    said = Said("person.arrested" if clock in HOLD else "surrender.dated", state, case.id, body, at)
    found = with_clocks(case, (clock,), said, data)
    assert found is not None
    return found


@pytest.mark.parametrize("row", DEMO.timing.domestic, ids=lambda row: row.code)
def test_every_domestic_clock_at_its_boundary(row: DomesticClock) -> None:
    data = structs.replace(law(), zones=DEMO.zones, timing=DEMO.timing)
    local, calendar = ZoneInfo(DEMO.zones[row.state]), DEMO.timing.calendar(row.state)
    counts: Literal["calendar", "working"] = "working" if row.unit == "working_days" else "calendar"
    rule = ClockRule("", row.length, True, "midnight", "must_release", False, False, "", counts=counts)
    for last in HIJRI_ENDS:
        start = midnight(last, local) + timedelta(hours=21, minutes=30)
        case = arrested(row.state, start, data)
        (run,) = case.clocks
        end = start + timedelta(hours=row.length) if row.unit == "hours" else walked(rule, start, local, calendar)
        assert run.due_at == text(end)
        for step in STEPS:
            assert not lapse(case, text(end - step)).release_due
            assert lapse(case, text(end + step)).release_due is (row.lapse == "must_release")
        assert lapse(case, text(end)).release_due is (row.lapse == "must_release")


def arrested(state: str, start: Instant, data: CaseData) -> Case:
    """A case of that state, in custody since then, with the clocks of its own law alone."""
    at = text(start)
    case = Case("c-1", "TN", state, "riyadh-1983", "a-1", "", CaseState.ARRESTED, at, at, held_from=at,
                held_by=Party.REQUESTED)  # fmt: skip
    return domestic(case, Said("person.arrested", state, case.id, says.PersonArrested(at, at), at), data)


@pytest.mark.parametrize("last", HIJRI_ENDS)
@pytest.mark.parametrize("zone", ZONES)
def test_a_deadline_at_the_end_of_a_hijri_month_shows_the_next_month(last: date, zone: str) -> None:
    """The Hijri date is shown, never counted: whether a month has 29 or 30 days moves no deadline."""
    local = ZoneInfo(zone)
    rule = law().instruments["riyadh-1983"].clocks[Clock.DOCUMENT]
    end = due(rule, midnight(last - (rule.days - 1) * DAY, local), local)
    before, after = (hijri(at.astimezone(local).date()) for at in (end - STEPS[1], end))
    assert before is not None
    assert after is not None
    assert before[2] in (29, 30)
    assert after[2] == 1
    assert (end - STEPS[1]).astimezone(local).date() == last


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("late", "state"), [(-1, CaseState.INFORMED), (0, CaseState.RELEASE_DUE), (1, CaseState.RELEASE_DUE)]
)
def test_a_paper_received_at_the_boundary(late: int, state: CaseState, step: timedelta) -> None:
    story = Story("EG").to_custody().lodge_warrant(2)
    (document,) = [run for run in story.now.clocks if run.clock == Clock.DOCUMENT]
    end = instant(document.due_at)
    assert end is not None
    assert story.receive(end + late * step).now.state == state


def test_changes_are_crossed() -> None:
    assert [len(changes(zone)) > 0 for zone in ZONES] == [True, True, True, True, False]
    assert {clock for _, clock, _ in RULES} >= set(Clock) - {Clock.ORDER}
    assert Timing().calendar("TN") == EVERY_DAY
