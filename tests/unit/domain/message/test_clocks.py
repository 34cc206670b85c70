"""When an answer is due, at the boundary, in several zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mithaq.domain.instant import text
from mithaq.domain.law import HouseRule, Label
from mithaq.domain.message.clocks import due, due_at
from mithaq.domain.message.retention import erase_from
from mithaq.domain.message.view import status
from tests.unit.domain.message.story import ALERT, CASE, EG, LAW, START, TN, Story, at

NOTHING = Label("", "", "")


def _rule(number: int, unit: str) -> HouseRule:
    return HouseRule("x", number, unit, False, "", NOTHING)  # type: ignore[arg-type]  # one of its four units


@pytest.mark.parametrize(
    ("number", "unit", "zone", "started", "ends"),
    [
        (12, "hours", "Africa/Cairo", "2026-11-22T08:00:00+00:00", "2026-11-22T20:00:00.000Z"),
        (2, "days", "Africa/Cairo", "2026-11-22T08:00:00+00:00", "2026-11-24T08:00:00.000Z"),
        (2, "working_days", "Africa/Cairo", "2026-11-22T08:00:00+00:00", "2026-11-24T22:00:00.000Z"),
        # 23:30 in Riyadh is still the same day there
        (1, "working_days", "Asia/Riyadh", "2026-11-22T20:30:00+00:00", "2026-11-23T21:00:00.000Z"),
        (1, "working_days", "Asia/Riyadh", "2026-11-22T21:00:00+00:00", "2026-11-24T21:00:00.000Z"),
        (2, "months", "Africa/Tunis", "2026-12-31T08:00:00+00:00", "2027-02-28T08:00:00.000Z"),
        (12, "months", "Africa/Tunis", "2028-02-29T08:00:00+00:00", "2029-02-28T08:00:00.000Z"),
        # the same time of day in Cairo, though summer time has begun there
        (2, "months", "Africa/Cairo", "2027-03-15T08:00:00+00:00", "2027-05-15T07:00:00.000Z"),
    ],
)
def test_when_it_is_over(number: int, unit: str, zone: str, started: str, ends: str) -> None:
    assert text(due(_rule(number, unit), datetime.fromisoformat(started), ZoneInfo(zone))) == ends


def test_rest_days_do_not_count_where_a_calendar_is_known() -> None:
    def works(day: date) -> bool:
        return day.isoweekday() not in (5, 6)

    thursday = datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert text(due(_rule(2, "working_days"), thursday, ZoneInfo("Africa/Cairo"), works)) == "2026-11-30T22:00:00.000Z"


def test_an_unknown_rule_has_no_end_and_an_unknown_member_the_earliest_midnight() -> None:
    assert due_at(LAW, "no_such_rule", EG, at()) == ""
    assert due_at(LAW, "wrong_data", "XX", at()) == "2026-11-24T10:00:00.000Z"


@pytest.mark.parametrize(("milliseconds", "overdue"), [(-1, False), (0, True), (1, True)])
def test_an_answer_is_overdue_from_its_due_time_on(milliseconds: int, overdue: bool) -> None:
    now = START + timedelta(hours=12, milliseconds=milliseconds)
    view = status(Story().open(about=CASE).now, now)
    assert (view.overdue, view.owed[0].overdue, view.owed[0].by, view.owed[0].at_once) == (overdue, overdue, EG, False)


def test_what_is_urgent_is_owed_from_the_first_moment() -> None:
    (owed,) = status(Story().open(urgent="arrest").now, START).owed
    assert (owed.at_once, owed.overdue, owed.seconds_left) == (True, True, 0)


def test_nothing_is_owed_once_answered_or_closed() -> None:
    later = START + timedelta(days=2)
    assert status(Story().open(about=CASE).reply(EG, 3, answers=1).now, later).owed == ()
    assert status(Story().open(about=CASE).close().now, later).owed == ()


@pytest.mark.parametrize(("milliseconds", "with_commission"), [(-1, False), (0, True)])
def test_a_dispute_goes_to_the_commission_when_the_time_to_agree_is_over(
    milliseconds: int, with_commission: bool
) -> None:
    told = Story().dispute()
    now = datetime.fromisoformat(told.now.settle_by) + timedelta(milliseconds=milliseconds)
    view = status(told.now, now)
    assert (view.with_commission, view.settle_by) == (with_commission, told.now.settle_by)
    assert not status(told.reply(EG, 9, answers=1, outcome="agreed").now, now).with_commission


def test_who_told_the_owner_too_late_is_seen() -> None:
    assert status(Story().dispute("2026-11-10T08:00:00.000Z").now, START).told_late
    assert not status(Story().dispute().now, START).told_late
    assert not status(Story().open().now, START).told_late


@pytest.mark.parametrize(
    ("told", "about", "ended_at", "erased"),
    [
        (Story().open(about=CASE), CASE, "", ""),
        (Story().open(about=CASE).close(hours=0), CASE, "", "2027-11-22T08:00:00.000Z"),
        (Story().open(about=CASE).close(hours=0), CASE, at(-24), "2027-11-21T08:00:00.000Z"),
        (Story().dispute(), ALERT, at(24), "2027-11-23T08:00:00.000Z"),
        (Story().open("free_text"), "", "", "2027-11-22T08:00:00.000Z"),
        (Story().open("free_text").reply(TN, 24), "", "", "2027-11-23T08:00:00.000Z"),
        (Story().open(about=CASE), CASE, "no instant", "2000-01-01T00:00:00.000Z"),
    ],
)
def test_papers_are_kept_a_year_after_the_end(told: Story, about: str, ended_at: str, erased: str) -> None:
    found = erase_from(told.now, about, ended_at, LAW)
    assert (text(found) if found else "") == erased
