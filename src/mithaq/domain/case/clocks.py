"""When a clock ends: a pure function of its start, the requested state's zone and the pack's way of counting.

`due_at` is the first instant at which the time is over: an act at `due_at` is late, one a millisecond before
is not. Wherever the law leaves a choice, the reading is the one that frees the person earlier.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct, structs

from mithaq.domain.earlier import EarlierNumber
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant, parse, text
from mithaq.domain.instrument import ClockRule
from mithaq.domain.timing import DomesticClock
from mithaq.domain.workdays import EVERY_DAY, Calendar, last_day

# Where the day ends first on Earth (Line Islands): used for a state whose zone nobody knows.
FIRST_MIDNIGHT = timezone(timedelta(hours=14))
# And where it ends last (Baker Island): for a time that is the person's own, such as the one to appeal.
LAST_MIDNIGHT = timezone(timedelta(hours=-12))
# Beyond these years something is wrong with the statement, and calendar arithmetic would overflow.
YEARS = range(1900, 2300)


Counts = Literal["calendar", "working", "hours", "until"]
"""What a clock counts: every day, the working days of the requested state, hours, or nothing, for a court named its end."""


class ClockRun(Struct, frozen=True, omit_defaults=True):
    """One clock of one case. `clock`: a `Clock` of the treaty, or the code of a domestic one. Instants as
    text. `stopped_at`: when it was answered; `confirmed`: whether the law is; `alarm`: its end only raises one.
    `instrument`: whose limit and `article` it is, where not that of the instrument named at the arrest. `house`: a limit of
    Mithaq. `counts`: which days. `earlier`: the number by which it runs, and until when that held, where the law has another
    one today.
    """

    clock: str
    article: str
    started_at: str
    due_at: str
    must_release: bool
    confirmed: bool
    stopped_at: str = ""
    alarm: bool = False
    instrument: str = ""
    house: bool = False
    counts: Counts = "calendar"
    earlier: EarlierNumber | None = None

    @property
    def running(self) -> bool:
        """Whether nothing has answered it yet."""
        return not self.stopped_at

    @property
    def may_release(self) -> bool:
        """Whether its end permits a release without obliging to it."""
        return not self.must_release and not self.alarm

    def over(self, at: str) -> bool:
        """Whether it is still running and its time is over at that instant."""
        return self.running and at >= self.due_at


def as_signed(runs: tuple[ClockRun, ...], clock: str, due_at: str, at: str) -> tuple[ClockRun, ...]:
    """The clocks with the end that the custodian's node signed for this one, where that has come and is the earlier: a
    number that is changed later in a pack gives nobody back a detention that was over.
    """
    ended = next(iter(sound(due_at)), "")
    return tuple(
        structs.replace(run, due_at=max(ended, run.started_at))
        if run.clock == clock and run.running and ended and ended <= at and ended < run.due_at
        else run
        for run in runs
    )


def zone_of(name: str, unknown: tzinfo = FIRST_MIDNIGHT) -> tzinfo:
    """The zone of that IANA name; where there is none, `unknown`, the one in which the day ends first."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return unknown


def due(rule: ClockRule, started: Instant, zone: tzinfo, calendar: Calendar = EVERY_DAY) -> Instant:
    """The instant at which a clock that started then is over.

    By midnight: the start of the local day after the last one. A midnight that does not exist (clocks go
    forward at 0:00) is the instant of the change; of two midnights the first counts. By the hour: that many
    times 24 hours. `calendar`: the days off, for a clock that counts working days. The number is the one that held on the
    local day of the start.
    """
    rule = rule.on(started.astimezone(zone).date())
    if rule.ends == "hour":
        return started + timedelta(days=rule.days)
    first = started.astimezone(zone).date() + timedelta(days=0 if rule.first_day_counts else 1)
    return days_end(first, rule.days, zone, calendar if rule.counts == "working" else EVERY_DAY)


def domestic_due(clock: DomesticClock, started: Instant, zone: tzinfo, calendar: Calendar) -> Instant:
    """The same for a clock of domestic law. Days count from the day of the start and end at midnight: of the
    readings of *so many days* that one frees first. The length is the one that held on that day.
    """
    first = started.astimezone(zone).date()
    clock = clock.on(first)
    if clock.unit == "hours":
        return started + timedelta(hours=clock.length)
    return days_end(first, clock.length, zone, calendar if clock.unit == "working_days" else EVERY_DAY)


def days_end(first: date, count: int, zone: tzinfo, calendar: Calendar = EVERY_DAY) -> Instant:
    """The local midnight that closes the last of so many days, of which this is the first."""
    return midnight(last_day(first, count, calendar) + timedelta(days=1), zone)


def shortened(due_at: Instant, shifted: Instant, held_before: int, started: Instant) -> Instant:
    """The end of a clock on a person who was held before: `due_at` less those seconds, or the end `shifted`
    of the clock had it started so much earlier, whichever frees first; never before the start.
    """
    return max(min(due_at - timedelta(seconds=held_before), shifted), started)


def midnight(day: date, zone: tzinfo) -> Instant:
    """The instant at which that local day begins."""
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def sound(*values: str) -> tuple[str, ...]:
    """Those of the values that are instants of a sound year, in the one spelling, earliest first."""
    return tuple(sorted(filter(None, map(_spelling, values))))


@lru_cache(maxsize=1024)  # one statement asks for its instants a dozen times
def _spelling(value: str) -> str:
    at = instant(value)
    return text(at) if at is not None else ""


def instant(value: str) -> Instant | None:
    """The instant, or None for what is none. For folds, which never raise."""
    try:
        at = parse(value)
    except (Refusal, OverflowError):
        return None
    return at if at.year in YEARS else None


def started(runs: Iterable[ClockRun], run: ClockRun) -> tuple[ClockRun, ...]:
    """The clocks with this one started; it replaces an earlier run of the same clock."""
    return (*(other for other in runs if other.clock != run.clock), run)


def stopped(runs: Iterable[ClockRun], clocks: Iterable[str], at: str) -> tuple[ClockRun, ...]:
    """The clocks, with those of the given kinds answered at that instant."""
    which = frozenset(clocks)
    if not which:
        return tuple(runs)
    return tuple(structs.replace(run, stopped_at=at) if run.clock in which and run.running else run for run in runs)


def lapsed(runs: Iterable[ClockRun], at: str) -> ClockRun | None:
    """The first clock whose end means release and has passed at that instant."""
    over = [run for run in runs if run.must_release and run.over(at)]
    return min(over, key=lambda run: (run.due_at, run.clock), default=None)
