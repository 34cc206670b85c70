"""What will have to be noticed of a case, and when: ends of clocks, warnings before them, a release that is owed.

A view of facts, without a clock: the same on every node that holds the same statements. `app/watch.py` acts on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from msgspec import Struct

from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import ClockRun, instant, lapsed
from mithaq.domain.case.directory import misdirected
from mithaq.domain.case.states import TRANSITIONS, CaseState
from mithaq.domain.instant import Instant, text
from mithaq.domain.timing import Timing, WarningRule

LAPSE = "lapse"  # a clock ends, and with it the detention
END = "end"  # a clock ends, and the person may be released or an alarm is raised
SIGN = "sign"  # a clock has ended as a later statement shows, and its lapse is not signed yet
RELEASE = "release"  # a release is owed since then
ALARM = "alarm"  # and was not stated so long after; or a person who was lent is not back
NOTICE = "notice"  # a release is owed, and its notice is not made yet
LODGED = "lodged"  # something was lodged, and the other side has not signed for it
MISDIRECTED = "misdirected"  # paper lies at a desk that is not competent for it
RETURN = "return"  # in the place of a clock: a person who was lent has to be back; so stand the codes of `dates.py`
WARN = "warn."  # with the code of a row of `warnings.csv`

# Later than every clock that ends: what lapses is looked for among all that run.
LAST = "9999"


class Due(Struct, frozen=True, order=True):
    """One thing to notice: from when on, of which kind, and of which clock (empty for a release or a lodgement).

    `at` is empty for what is to be noticed at once.
    """

    at: str
    code: str
    clock: str


def agenda(case: Case, timing: Timing, dates: tuple[ClockRun, ...] = ()) -> tuple[Due, ...]:
    """Everything, earliest first. `dates`: what `dates.dates` says stands open in the case."""
    found = (
        _of_clocks(case, timing),
        _of_lending(case, timing),
        _of_dates(dates, timing),
        _of_release(case, timing),
        _of_lodgements(case),
    )
    return tuple(sorted(set(chain(*found))))


def warnings(run: ClockRun, rules: tuple[WarningRule, ...]) -> tuple[Due, ...]:
    """The warnings before the end of this clock that fall within its run, earliest first."""
    start, end = instant(run.started_at), instant(run.due_at)
    if start is None or end is None:
        return ()
    found = ((_before(start, end, rule), rule.code) for rule in rules)
    return tuple(sorted(Due(text(at), WARN + code, run.clock) for at, code in found if start < at < end))


def _before(start: Instant, end: Instant, rule: WarningRule) -> Instant:
    if rule.unit == "percent":
        return start + (end - start) * rule.number / 100
    return end - timedelta(
        days=rule.number if rule.unit == "days" else 0, hours=rule.number if rule.unit == "hours" else 0
    )


def _of_clocks(case: Case, timing: Timing) -> Iterator[Due]:
    if not case.in_custody:
        run = lapsed(case.clocks, LAST) if case.lapse_shown and not case.lapse_signed_at else None
        if run is not None:
            yield Due(run.due_at, SIGN, run.clock)
        return
    for run in case.clocks:
        if run.running:
            yield Due(run.due_at, LAPSE if run.must_release else END, run.clock)
            yield from warnings(run, timing.warnings)
            if run.must_release:
                yield _alarm(run.due_at, run.clock, timing)


def _of_lending(case: Case, timing: Timing) -> Iterator[Due]:
    lent = case.lending
    if case.state == CaseState.LENT and lent.due_at:
        yield Due(lent.due_at, END, RETURN)
        run = ClockRun(RETURN, "", lent.lent_at, lent.due_at, must_release=False, confirmed=False)
        yield from warnings(run, timing.warnings)
        yield _alarm(lent.due_at, RETURN, timing)


def _of_dates(dates: tuple[ClockRun, ...], timing: Timing) -> Iterator[Due]:
    """Whoever is to speak by a day, and whoever waits for it, is warned as of a clock."""
    for run in dates:
        yield Due(run.due_at, END, run.clock)
        yield from warnings(run, timing.warnings)


def _of_release(case: Case, timing: Timing) -> Iterator[Due]:
    if case.release_due:
        since = case.release_due_at if instant(case.release_due_at) else ""
        yield Due(since, RELEASE, "")
        yield _alarm(since, "", timing)
    if case.notice_owed:
        yield Due("", NOTICE, "")


def _of_lodgements(case: Case) -> Iterator[Due]:
    receivable = any(row.event == "lodgement.received" for row in TRANSITIONS[case.state])
    if receivable and any(not row.received_at and not row.electronic_at for row in case.lodged):
        yield Due("", LODGED, "")
    passed_on = any(row.event == "file.forwarded" for row in TRANSITIONS[case.state])
    if passed_on and any(misdirected(case, row) for row in case.lodged):
        yield Due("", MISDIRECTED, "")


def _alarm(since: str, clock: str, timing: Timing) -> Due:
    at = instant(since)
    return Due(text(at + timedelta(hours=timing.alarm_hours)) if at else "", ALARM, clock)
