"""A day count that is changed in a pack changes the clocks that begin from its day on, and none that began before.

The packs here are the shipped one, written to a file with another number; no law is made up in what is shipped.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import ClockRun, domestic_due, due
from mithaq.domain.case.dates import dates
from mithaq.domain.case.events_speciality import FinalRelease, StayStated
from mithaq.domain.case.states import CaseState
from mithaq.domain.case.view import status
from mithaq.domain.earlier import EarlierDays, EarlierNumber
from mithaq.domain.instant import text
from mithaq.domain.instrument import Clock
from mithaq.domain.timing import Timing
from mithaq.law.instruments import read_instrument
from mithaq.law.tables import shipped
from tests.unit.domain.case.story import JO, TN, CaseData, Story, days, law
from tests.unit.domain.case.test_runs import PROSECUTOR, run_of

S = CaseState
SECOND = timedelta(seconds=1)
NAME = "instruments/riyadh-1983.yaml"
CHANGE = "2026-03-10"  # eight days after the stories begin
RULE = law().instruments["riyadh-1983"].clocks[Clock.DOCUMENT]
ZONES = {"IQ": "Asia/Baghdad", "JO": "Asia/Amman", "EG": "Africa/Cairo"}
Folds = Callable[..., CaseData]


@pytest.fixture
def folds(tmp_path: Path) -> Folds:
    """The law of the stories with the Riyadh pack of a file in which some lines were written anew."""

    def make(*changes: tuple[str, str]) -> CaseData:
        file = tmp_path / "riyadh-1983.yaml"
        content = shipped(NAME)
        for old, new in changes:
            assert content.count(f"    {old}\n") >= 1
            content = content.replace(f"    {old}\n", f"    {new}\n", 1)
        file.write_text(content, encoding="utf-8")
        pack = read_instrument(NAME, file.read_text(encoding="utf-8"))
        return structs.replace(law(), instruments={**law().instruments, pack.id: pack})

    return make


def since(number: int, was: int, day: str = CHANGE) -> tuple[str, str]:
    """The line of a number with what it was before, and up to when."""
    return f"days: {was}", f"days: {number}\n    earlier: [{{before: {day}, days: {was}}}]"


def refold(story: Story, data: CaseData) -> Story:
    """The same journal, folded by another law."""
    other = Story(story.requested, data)
    for event in story.events:
        other.tell(event.type, event.member, event.body, datetime.fromisoformat(event.at), cites=event.cites)
    return other


def clock(case: Case, which: Clock = Clock.DOCUMENT) -> ClockRun:
    (found,) = [run for run in case.clocks if run.clock == which]
    return found


def since_start(at: datetime) -> float:
    """The instant as the stories count: days after their start."""
    return (at - days(0)) / timedelta(days=1)


def plain(case: Case) -> Case:
    """The case without what its clocks say of the number by which they run."""
    return structs.replace(case, clocks=tuple(structs.replace(run, earlier=None) for run in case.clocks))


def told() -> Story:
    """Held for 24 days before the warrant came, then handed over on day 40."""
    story = Story().to_custody().lodge_warrant(24).receive(24).file(30).court(32).waive(33)
    return story.date(34, text(days(40))[:10]).surrender(40.5)


def test_a_shorter_number_makes_no_breach_of_what_was_lawful(folds: Folds) -> None:
    old = told()
    assert old.now.state == S.SURRENDERED
    without = refold(old, folds(("days: 30", "days: 20")))
    assert without.now.state == S.RELEASE_DUE or without.now.breaches, "the case that this is about"
    dated = refold(old, folds(since(20, 30)))
    assert (dated.now.state, dated.now.breaches, dated.now.voids) == (S.SURRENDERED, (), ())
    assert plain(dated.now) == plain(old.now)


def test_a_longer_number_revives_nothing(folds: Folds) -> None:
    """Nobody signed the lapse: it stands all the same, at the second at which it stood."""
    old = Story().to_custody()
    end = datetime.fromisoformat(clock(old.now).due_at)
    assert status(refold(old, folds(("days: 30", "days: 45"))).now, end).state == S.INFORMED, "the case this is about"
    dated = refold(old, folds(since(45, 30)))
    assert plain(dated.now) == plain(old.now)
    assert status(dated.now, end - SECOND).state == S.INFORMED
    assert status(dated.now, end).state == S.RELEASE_DUE


@pytest.mark.parametrize(("was", "number"), [(30, 20), (30, 45)])
def test_a_new_case_gets_the_new_number(folds: Folds, was: int, number: int) -> None:
    data = folds(since(number, was))
    before = clock(Story(data=data).request().admit().arrest().now)
    after = clock(Story(data=data).request(8).admit(8).arrest(8).now)
    assert (before.due_at, before.earlier) == (text(_midnight(was)), EarlierNumber(date(2026, 3, 10), was))
    assert (after.due_at, after.earlier) == (text(_midnight(8 + number)), None)


def _midnight(day: int) -> datetime:
    """The midnight in Amman with which that day of the story begins."""
    zone = ZoneInfo("Asia/Amman")
    return datetime(2026, 3, 2, tzinfo=zone) + timedelta(days=day)


@pytest.mark.parametrize("state", ZONES)
@pytest.mark.parametrize("day", ["2026-03-10", "2026-04-24", "2026-10-29"])  # in Cairo the second has no midnight
def test_one_second_of_the_requested_state_decides_which_number_holds(folds: Folds, state: str, day: str) -> None:
    zone = ZoneInfo(ZONES[state])
    first = datetime.combine(date.fromisoformat(day), datetime.min.time(), zone).timestamp()
    data = folds(since(20, 30, day))
    for shift, number in ((-1, 30), (0, 20), (1, 20)):
        at = datetime.fromtimestamp(first + shift, zone)
        story = Story(state, data).request().admit(since_start(at)).arrest(since_start(at))
        last = datetime.fromisoformat(clock(story.now).due_at).astimezone(zone) - SECOND
        assert (last.date() - at.date()).days + 1 == number, (state, day, shift)


@given(
    st.timedeltas(timedelta(0), timedelta(days=700)),
    st.integers(1, 366),
    st.integers(1, 366),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from(sorted(ZONES.values())),
    st.booleans(),
)
def test_a_clock_is_that_of_the_pack_which_held_when_it_began(
    after: timedelta, was: int, number: int, day: date, name: str, by_the_hour: bool
) -> None:
    zone, start = ZoneInfo(name), days(0) + after
    rule = structs.replace(RULE, days=number, ends="hour" if by_the_hour else "midnight")
    then = structs.replace(rule, days=was) if start.astimezone(zone).date() < day else rule
    assert due(structs.replace(rule, earlier=(EarlierDays(day, was),)), start, zone) == due(then, start, zone)


def test_each_of_several_changes_holds_up_to_its_day(folds: Folds) -> None:
    lines = "days: 30\n    earlier:\n      - {before: 2026-03-10, days: 25}\n      - {before: 2026-03-20, days: 35}"
    data = folds(("days: 30", lines))
    for began, number in ((0, 25), (8, 35), (17, 35), (18, 30)):
        story = Story(data=data).request(began).admit(began).arrest(began)
        assert clock(story.now).due_at == text(_midnight(began + number))


def test_a_hold_stated_to_have_begun_earlier_never_ends_later(folds: Folds) -> None:
    """Nobody wins ten days by moving the first moment across the day of the change."""
    data = folds(since(20, 30))
    story = Story(data=data).request(7).admit(7).arrest(8)
    end = clock(story.now).due_at
    for said in (8.1, 8.2):  # said twice, it gains as little
        story.arrest(said, held=7.5)
        assert (clock(story.now).started_at, clock(story.now).due_at) == (text(days(7.5)), end)
    assert clock(story.arrest(8.3, held=-5).now).due_at == text(_midnight(25)), "an earlier end is taken"


def again(data: CaseData) -> Story:
    """Held for ten days, let go, and arrested again on day 20."""
    return Story(data=data).to_custody().release(10).file(12).order_arrest(13).arrest(20)


@pytest.mark.parametrize(("number", "left"), [(80, 50), (40, 30), (9, 0)])
def test_who_is_held_again_is_held_by_the_shorter_of_both_numbers(folds: Folds, number: int, left: int) -> None:
    """What was made longer gives nothing back; what was made shorter may be used up, and frees on the day."""
    story = again(folds(since(number, 60)))
    run = clock(story.now, Clock.DETENTION)
    assert text(days(20)) <= run.due_at <= text(days(20 + left))
    assert run.due_at > text(days(20 + left - 2))
    assert not story.now.breaches
    assert (run.earlier is not None) == (number == 80)


def test_the_days_to_collect_are_those_of_the_day_fixed(folds: Folds) -> None:
    """15 and 30 days; shortened to 5 from the day on, they bind the dates from then on alone."""
    for day, last in (("2026-03-09", 15), ("2026-03-10", 5)):
        story = Story(data=folds(since(5, 15))).to_custody().file(1).court(2).waive(3).date(4, day)
        end = datetime.fromisoformat(clock(story.now, Clock.COLLECTION_MAY).due_at)
        zone = ZoneInfo("Asia/Amman")
        assert ((end - SECOND).astimezone(zone).date() - date.fromisoformat(day)).days + 1 == last


@pytest.mark.parametrize(("unit", "length", "was"), [("hours", 24, 48), ("days", 5, 3), ("working_days", 2, 4)])
def test_a_clock_of_domestic_law_likewise(unit: str, length: int, was: int) -> None:
    zone = ZoneInfo("Asia/Amman")
    row = structs.replace(
        PROSECUTOR, unit=unit, length=length, earlier=(EarlierNumber(date(2026, 3, 10), was),), answered_by=()
    )
    then = structs.replace(row, length=was, earlier=())
    now = structs.replace(row, earlier=())
    midnight = datetime(2026, 3, 10, tzinfo=zone)
    data = structs.replace(law(), timing=Timing(domestic=(row,)))
    for at, known in ((midnight - SECOND, then), (midnight, now), (midnight + SECOND, now)):
        story = Story(data=data).request().admit(1).arrest(since_start(at))
        run = run_of(story)
        assert run.due_at == text(domestic_due(known, at, zone, data.timing.calendar(JO)))
        assert run.earlier == (row.earlier[0] if known == then else None)


def house(code: str, number: int, was: int, day: str = CHANGE) -> CaseData:
    rule = law().house[code]
    dated = structs.replace(rule, number=number, earlier=(EarlierNumber(date.fromisoformat(day), was),))
    return structs.replace(law(), house={**law().house, code: dated})


@pytest.mark.parametrize(("day", "void"), [(7, []), (8, ["order.too_long"])])
def test_the_longest_order_is_that_of_its_day(day: float, void: list[str]) -> None:
    story = Story(data=house("order_longest", 10, 30)).to_custody().file(5)
    story.tell("detention.extended", JO, says.DetentionExtended(text(days(day)), text(days(day + 20)), True), day)
    assert [mark.code for mark in story.now.voids] == void


@pytest.mark.parametrize(("arrested", "void"), [(7, []), (8, ["consent.too_early"])])
def test_the_hours_before_consent_are_those_of_the_arrest(arrested: float, void: list[str]) -> None:
    story = Story(data=house("consent_after", 96, 48)).request(7).admit(7).arrest(arrested).rights(arrested + 0.1)
    assert [mark.code for mark in story.consent(arrested + 3).now.voids] == void


@pytest.mark.parametrize(("landed", "hours"), [(7, 6), (8, 3)])
def test_the_hours_at_a_post_are_those_of_the_landing(landed: float, hours: int) -> None:
    story = Story(data=house("hold_at_post", 3, 6)).transit().land(landed)
    (run,) = story.now.clocks
    assert run.due_at == text(days(landed) + timedelta(hours=hours))
    assert (run.earlier is None) == (hours == 3)


@pytest.mark.parametrize(("refused", "silence"), [(7, 180), (8, 90)])
def test_the_days_of_silence_are_those_of_the_refusal(refused: int, silence: int) -> None:
    story = Story(data=house("prosecution_word", 90, 180)).request()
    story.tell("detention.refused", JO, says.DetentionRefused("own_national"), refused)
    assert story.now.prosecution is not None
    assert story.now.prosecution.due_at == text(_midnight(refused + silence))
    (run,) = dates(story.now, story.law)
    assert (run.earlier is None) == (silence == 90)


@pytest.mark.parametrize(("day", "ends"), [("2026-06-10", False), ("2026-06-11", True)])
def test_the_days_of_a_stay_are_those_of_the_final_release(folds: Folds, day: str, ends: bool) -> None:
    """Released for good on 10 June 2026; ten days up to the day of the change, forty from then on."""
    line = "test: speciality_stay\n    days: "
    data = folds((f"{line}30", f"{line}40\n    earlier: [{{before: {day}, days: 10}}]"))
    story = Story(data=data).to_speciality()
    story.tell("release.final", TN, FinalRelease(text(days(100)), free_to_leave=True), 100)
    story.tell("stay.stated", TN, StayStated("stayed", text(days(120))), 120)
    assert (status(story.now, days(121)).speciality == "ended") is ends
