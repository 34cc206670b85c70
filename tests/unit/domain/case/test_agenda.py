from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.agenda import (
    ALARM,
    END,
    LAPSE,
    LODGED,
    NOTICE,
    RELEASE,
    RETURN,
    SIGN,
    WARN,
    Due,
    agenda,
    warnings,
)
from mithaq.domain.case.clocks import ClockRun
from mithaq.domain.instant import text
from mithaq.domain.instrument import Clock
from mithaq.domain.timing import Timing
from mithaq.law.load import load_law
from tests.unit.domain.case.story import Story, days
from tests.unit.domain.case.test_around_surrender import RETURN as RETURN_DAY
from tests.unit.domain.case.test_around_surrender import final

TIMING = load_law().timing
HOURS = timedelta(hours=1)
BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAMES = ["half", "days_7", "hours_48", "hours_12"]


def run(length: timedelta) -> ClockRun:
    return ClockRun(Clock.DOCUMENT, "44", text(BEGAN), text(BEGAN + length), True, True)


def codes(story: Story) -> dict[tuple[str, str], str]:
    """Kind and clock of everything to notice, and when."""
    return {(due.code, due.clock): due.at for due in agenda(story.now, TIMING)}


@pytest.mark.parametrize(
    ("length", "named"),
    [
        (timedelta(days=30), NAMES),
        (timedelta(days=14, milliseconds=2), NAMES),
        (timedelta(days=7), ["half", "hours_48", "hours_12"]),
        (timedelta(hours=48), ["half", "hours_12"]),
        (timedelta(hours=12, milliseconds=1), ["half", "hours_12"]),
        (timedelta(hours=12), ["half"]),
        (timedelta(0), []),
    ],
)
def test_a_warning_that_is_not_within_the_run_is_left_out(length: timedelta, named: list[str]) -> None:
    found = {due.code.removeprefix(WARN) for due in warnings(run(length), TIMING.warnings)}
    assert found == set(named)


def test_the_instants_are_those_of_the_table() -> None:
    end = BEGAN + timedelta(days=30)
    found = {due.code.removeprefix(WARN): due.at for due in warnings(run(timedelta(days=30)), TIMING.warnings)}
    assert found == {
        "half": text(BEGAN + timedelta(days=15)),
        "days_7": text(end - 7 * 24 * HOURS),
        "hours_48": text(end - 48 * HOURS),
        "hours_12": text(end - 12 * HOURS),
    }


def test_another_table_gives_other_warnings() -> None:
    (half, *_) = TIMING.warnings
    rules = (structs.replace(half, code="tenth", number=10),)
    assert warnings(run(timedelta(days=30)), rules) == (
        Due(text(BEGAN + timedelta(days=3)), "warn.tenth", Clock.DOCUMENT),
    )


@given(st.timedeltas(timedelta(0), timedelta(days=400)))
def test_warnings_come_before_the_end_and_in_order(length: timedelta) -> None:
    clock = run(length)
    found = warnings(clock, TIMING.warnings)
    assert list(found) == sorted(found)
    assert all(clock.started_at < due.at < clock.due_at for due in found)


def test_a_clock_without_sound_instants_has_no_warnings() -> None:
    assert warnings(structs.replace(run(timedelta(days=9)), due_at="soon"), TIMING.warnings) == ()


def test_in_custody_each_running_clock_stands_with_its_warnings_and_its_alarm() -> None:
    story = Story().to_custody()
    found = codes(story)
    for clock in story.now.clocks:
        assert found[LAPSE, clock.clock] == clock.due_at
        assert found[ALARM, clock.clock] > clock.due_at
    assert {code for code, clock in found if clock == Clock.DOCUMENT} == {
        LAPSE, ALARM, *(WARN + name for name in NAMES),
    }  # fmt: skip


def test_an_answered_clock_is_no_more_noticed() -> None:
    story = Story().to_custody().file(5)
    assert not [key for key in codes(story) if key[1] == Clock.DOCUMENT]


def test_a_clock_that_only_permits_ends_without_lapse_and_alarm() -> None:
    found = codes(Story().to_date())
    assert (END, Clock.COLLECTION_MAY) in found
    assert {(LAPSE, Clock.COLLECTION_MAY), (ALARM, Clock.COLLECTION_MAY)}.isdisjoint(found)
    assert (LAPSE, Clock.COLLECTION_MUST) in found


def test_a_lapse_that_a_later_statement_shows_still_has_to_be_signed() -> None:
    story = Story().to_custody().tell("message.sent", "JO", says.MessageSent(), 40)
    document = next(clock for clock in story.now.clocks if clock.clock == Clock.DOCUMENT)
    found = codes(story)
    assert found[SIGN, Clock.DOCUMENT] == document.due_at
    assert found[RELEASE, ""] == document.due_at
    assert (NOTICE, "") not in found, "the notice rests on the signed lapse"
    story.tell("detention.lapsed", "JO", says.DetentionLapsed(Clock.DOCUMENT, document.due_at), 40)
    assert (SIGN, Clock.DOCUMENT) not in codes(story)
    assert (NOTICE, "") in codes(story)


def test_a_release_that_is_owed_stands_until_it_is_stated_and_raises_the_alarm_after_six_hours() -> None:
    story = Story().to_custody().withdraw(3)
    owed = {(RELEASE, ""): text(days(3)), (ALARM, ""): text(days(3) + 6 * HOURS)}
    assert codes(story) == {**owed, (NOTICE, ""): ""}
    assert codes(story.tell("release.noticed", "JO", says.ReleaseNoticed(), 3)) == owed
    assert codes(story.release(3.1)) == {}


def test_a_clock_ahead_in_the_requesting_state_puts_off_no_release_and_no_alarm() -> None:
    story = Story().to_custody().withdraw(400)
    assert codes(story)[NOTICE, ""] == "", "the custodian's node makes the notice at once"
    story.tell("release.noticed", "JO", says.ReleaseNoticed(), 3)
    assert codes(story) == {(RELEASE, ""): text(days(3)), (ALARM, ""): text(days(3) + 6 * HOURS)}


def test_what_was_lodged_waits_for_its_receipt_at_once() -> None:
    story = Story().to_custody().lodge_warrant(2)
    assert codes(story)[LODGED, ""] == ""
    assert (LODGED, "") not in codes(story.receive(2.1))


def test_nothing_waits_where_no_receipt_can_be_signed_any_more() -> None:
    story = Story().request().lodge_warrant(1).withdraw(2)
    assert codes(story) == {}


def test_without_law_there_are_no_warnings_but_the_ends_stay() -> None:
    found = {due.code for due in agenda(Story().to_custody().now, Timing())}
    assert found == {LAPSE, ALARM}


def test_a_case_that_never_held_anybody_has_nothing() -> None:
    assert agenda(Story().request().now, TIMING) == ()


def test_a_person_who_was_lent_is_waited_for_until_he_is_back() -> None:
    story = final().postpone(6).lend(8, RETURN_DAY)
    due = story.now.lending.due_at
    found = codes(story)
    assert found[END, RETURN] == due
    assert found[WARN + "hours_48", RETURN] < due
    assert {clock for _, clock in found} == {RETURN}
    assert codes(story.give_back(10)) == {}
