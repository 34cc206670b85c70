"""Every clock of the shipped pack at its boundary, in zones with and without daylight saving."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from mithaq.domain.case.clocks import FIRST_MIDNIGHT, ClockRun, due, instant, lapsed, sound, stopped, zone_of
from mithaq.domain.instant import text
from mithaq.domain.instrument import Clock, ClockRule
from tests.unit.domain.case.story import law

SECOND = timedelta(seconds=1)
PACK = law().instruments["riyadh-1983"]
LIMITS = {Clock.DOCUMENT: 30, Clock.DETENTION: 60, Clock.COLLECTION_MAY: 15, Clock.COLLECTION_MUST: 30}

# zone, first moment of the hold (local), and the local midnights that close day 15, 30 and 60. Cairo leaves daylight
# saving on 29 October 2026 and enters it on 24 April 2026 at 0:00, which does not exist; Casablanca stops its summer time
# for Ramadan (15 February to 22 March 2026); Tunis and Riyadh never change.
STARTS = [
    ("Asia/Riyadh", (2026, 3, 2, 0, 0, 0)),
    ("Asia/Riyadh", (2026, 3, 2, 23, 59, 59)),
    ("Africa/Tunis", (2027, 12, 31, 23, 59, 59)),
    ("Africa/Cairo", (2026, 3, 26, 10, 30, 0)),
    ("Africa/Cairo", (2026, 9, 30, 22, 0, 0)),
    ("Africa/Casablanca", (2026, 2, 10, 1, 0, 0)),
    ("Africa/Casablanca", (2026, 3, 1, 23, 30, 0)),
]


@pytest.mark.parametrize(("zone", "start"), STARTS)
@pytest.mark.parametrize("clock", LIMITS)
def test_a_clock_ends_when_its_last_local_day_ends(zone: str, start: tuple[int, ...], clock: Clock) -> None:
    year, month, day, hour, minute, second = start
    began = datetime(year, month, day, hour, minute, second, tzinfo=ZoneInfo(zone))
    end = due(PACK.clocks[clock], began.astimezone(UTC), ZoneInfo(zone))
    last = began.date() + timedelta(days=LIMITS[clock] - 1)
    assert (end - SECOND).astimezone(ZoneInfo(zone)).date() == last
    assert end.astimezone(ZoneInfo(zone)).date() == last + timedelta(days=1)
    assert end.tzinfo is UTC


@pytest.mark.parametrize(
    ("began", "zone", "clock", "end"),
    [
        ("2026-03-02T09:00:00Z", "Asia/Riyadh", Clock.DOCUMENT, "2026-03-31T21:00:00.000Z"),
        ("2026-03-02T09:00:00Z", "Asia/Riyadh", Clock.DETENTION, "2026-04-30T21:00:00.000Z"),
        # winter time at the start, summer time (UTC+3) at the end
        ("2026-03-26T08:30:00Z", "Africa/Cairo", Clock.DOCUMENT, "2026-04-24T21:00:00.000Z"),
        # the midnight of 24 April 2026 does not exist in Cairo: the day before ends with the change
        ("2026-03-25T08:30:00Z", "Africa/Cairo", Clock.DOCUMENT, "2026-04-23T22:00:00.000Z"),
        # 29 October 2026 has 25 hours in Cairo, and the last day ends when they have all passed
        ("2026-09-30T10:00:00Z", "Africa/Cairo", Clock.DOCUMENT, "2026-10-29T22:00:00.000Z"),
        # 30 October 2020 began twice in Amman: the first midnight counts
        ("2020-09-30T10:00:00Z", "Asia/Amman", Clock.DOCUMENT, "2020-10-29T21:00:00.000Z"),
        ("2026-03-01T23:30:00Z", "Africa/Casablanca", Clock.DOCUMENT, "2026-03-30T23:00:00.000Z"),
    ],
)
def test_known_ends(began: str, zone: str, clock: Clock, end: str) -> None:
    start = instant(began)
    assert start is not None
    assert text(due(PACK.clocks[clock], start, ZoneInfo(zone))) == end


@pytest.mark.parametrize("clock", LIMITS)
def test_one_second_decides(clock: Clock) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    end = due(PACK.clocks[clock], start, ZoneInfo("Africa/Tunis"))
    run = ClockRun(clock, "44", text(start), text(end), must_release=True, confirmed=True)
    assert not run.over(text(end - SECOND))
    assert not run.over(text(end - timedelta(milliseconds=1)))
    assert run.over(text(end))
    assert run.over(text(end + SECOND))


def test_a_day_more_in_the_pack_is_a_day_more_on_the_clock() -> None:
    rule, start, zone = PACK.clocks[Clock.DOCUMENT], datetime(2026, 3, 2, 9, tzinfo=UTC), ZoneInfo("Asia/Amman")
    longer = structs.replace(rule, days=rule.days + 1)
    assert due(longer, start, zone) - due(rule, start, zone) == timedelta(days=1)


def test_not_counting_the_first_day_adds_one() -> None:
    rule, start, zone = PACK.clocks[Clock.DOCUMENT], datetime(2026, 3, 2, 9, tzinfo=UTC), ZoneInfo("Asia/Amman")
    later = structs.replace(rule, first_day_counts=False)
    assert due(later, start, zone) - due(rule, start, zone) == timedelta(days=1)


def test_by_the_hour_is_elapsed_time() -> None:
    rule = ClockRule("9", 40, True, "hour", "must_release", False, False, "")
    start = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert due(rule, start, ZoneInfo("Africa/Cairo")) == start + timedelta(days=40)


def test_an_unknown_zone_is_the_one_in_which_the_day_ends_first() -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    rule = PACK.clocks[Clock.DOCUMENT]
    for name in ("", "No/Where", "../../etc/passwd"):
        assert zone_of(name) is FIRST_MIDNIGHT
    assert due(rule, start, FIRST_MIDNIGHT) < due(rule, start, ZoneInfo("Asia/Riyadh"))


def test_only_a_running_clock_that_obliges_lapses() -> None:
    run = ClockRun(Clock.DOCUMENT, "44", "2026-01-01T00:00:00.000Z", "2026-01-30T23:00:00.000Z", True, True)
    may = structs.replace(run, clock=Clock.COLLECTION_MAY, must_release=False)
    late = "2026-02-01T00:00:00.000Z"
    assert lapsed((run, may), late) == run
    assert lapsed((may,), late) is None
    assert lapsed(stopped((run,), (Clock.DOCUMENT,), "2026-01-20T00:00:00.000Z"), late) is None


def test_what_is_no_instant_is_left_out() -> None:
    assert (
        sound("", "2026-02-30T00:00:00.000Z", "2026-02-03", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00") == ()
    )
    assert sound("2026-02-03T03:00:00+03:00", "2026-02-02T23:00:00Z") == (
        "2026-02-02T23:00:00.000Z",
        "2026-02-03T00:00:00.000Z",
    )
