"""How a case stands at an instant: lateness is a view of facts, the same on every node that holds them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import ClockRun, Counts, instant, lapsed
from mithaq.domain.case.floor import no_removal
from mithaq.domain.case.fold import lapse
from mithaq.domain.case.fold_floor import MINOR, TORTURE
from mithaq.domain.case.states import TRANSITIONS, CaseState, Party
from mithaq.domain.earlier import EarlierNumber
from mithaq.domain.instant import Instant, text
from mithaq.domain.instrument import Clock

_OF_TREATIES = frozenset(clock.value for clock in Clock)

ClockState = Literal["running", "answered", "suspended", "over"]

AWAY = frozenset({CaseState.POSTPONED, CaseState.LENT, CaseState.ESCAPED})
"""In these the person is neither held for this request nor free of it: what ran then stands still, and is not answered."""


class ClockView(Struct, frozen=True):
    """One clock now. `seconds_left` is negative once it is over; `confirmed`: whether law and counting
    are. `instrument`: whose `article` it is, empty for a clock of domestic law or of the house; `house`: a limit of Mithaq.
    *Suspended*: it stopped with the hold, because surrender was postponed or the person fled. `counts`: which days.
    `earlier`: the number by which it runs, and until when that held, where the law has another one today.
    """

    clock: str
    article: str
    started_at: str
    due_at: str
    state: ClockState
    seconds_left: int
    must_release: bool
    confirmed: bool
    alarm: bool = False
    instrument: str = ""
    house: bool = False
    counts: Counts = "calendar"
    earlier: EarlierNumber | None = None


class Possible(Struct, frozen=True):
    """A statement that fits the state: who may make it."""

    party: Party
    event: str


class CaseView(Struct, frozen=True):
    """A case at an instant.

    `state` already counts what lapsed, signed or not. `release_due_at`: since when a release is owed, empty
    if none is. `may_release`: the collection date passed far enough that the requested state may let go.
    `breaches`: codes, the overdue return of a person who was lent among them. `held_seconds`: how long the person
    was held for this request so far. `return_due_at`: when a lent person has to be back. `next_due`: the next end
    of a running clock. `possible`: what fits next, by party.
    `no_removal`: the case forbids every removal to the requesting state. `removal_open`: one was stated, and the
    commission has not answered. `speciality`: whether it binds the requesting state. `prosecution_overdue`: the state
    that refused its own national has been silent too long; `prosecution_free`: why it owes no prosecution, because it has
    said so or because the data of the case show it. `awaits_paper`: lodgements (by statement) that are here
    electronically and do not count before their paper is. `deferred`: another state's request comes first.
    `assurances`: matters that the requested state asked to be assured of and that are not given; no date before they are.
    `weighing`: tests of the floor that a court has yet to answer before it may grant.
    """

    state: CaseState
    held_by: Party | None
    rights_told: bool
    release_due: bool
    release_due_at: str
    release_reason: str
    overdue: bool
    lapse_signed: bool
    may_release: bool
    next_due: str
    clocks: tuple[ClockView, ...]
    breaches: tuple[str, ...]
    held_seconds: int
    return_due_at: str
    possible: tuple[Possible, ...]
    no_removal: bool = False
    removal_open: bool = False
    speciality: Literal["none", "binds", "ended"] = "none"
    prosecution_overdue: bool = False
    prosecution_free: Literal["", "stated", "shown"] = ""
    awaits_paper: tuple[str, ...] = ()
    deferred: bool = False
    assurances: tuple[str, ...] = ()
    weighing: tuple[str, ...] = ()


def status(case: Case, now: Instant, *, may_owe: bool = True) -> CaseView:
    """The case as it stands at `now`. A lapse that the custodian's node has not signed shows all the same. `may_owe`: what
    `prosecuting.may_owe` says, for those who hold the request.
    """
    at = text(now)
    seen = lapse(case, at)
    owed = seen.release_due
    running = [run.due_at for run in seen.clocks if run.running and run.due_at > at]
    return CaseView(
        state=seen.state,
        held_by=seen.held_by,
        rights_told=bool(seen.informed_at),
        release_due=owed,
        release_due_at=seen.release_due_at if owed else "",
        release_reason=seen.release_reason if owed else "",
        overdue=owed and at > seen.release_due_at,
        lapse_signed=bool(seen.lapse_signed_at),
        may_release=seen.in_custody and any(run.may_release and run.over(at) for run in seen.clocks),
        next_due=min(running, default="") if seen.in_custody else "",
        clocks=tuple(clock_view(run, seen, now) for run in _in_order(seen)),
        breaches=_breaches(seen, at),
        held_seconds=seen.held_seconds(at),
        return_due_at=seen.lending.due_at if seen.state == CaseState.LENT else "",
        possible=_possible(seen.state),
        no_removal=no_removal(seen),
        speciality="none" if not seen.surrendered_at else "ended" if seen.after.ended_at else "binds",
        prosecution_overdue=may_owe and _silent(seen, at),
        prosecution_free=_free(seen, may_owe=may_owe),
        awaits_paper=tuple(row.event for row in seen.lodged if row.awaits_paper),
        deferred=seen.place is not None and seen.place.deferred,
        assurances=seen.floor.missing,
        weighing=_weighing(seen),
        removal_open=any(not one.answer for one in seen.removals),
    )


def _in_order(case: Case) -> list[ClockRun]:
    return sorted(case.clocks, key=lambda run: (run.due_at, run.clock))


def _silent(case: Case, at: str) -> bool:
    owed = case.prosecution
    return owed is not None and bool(owed.due_at) and at >= owed.due_at


def _free(case: Case, *, may_owe: bool) -> Literal["", "stated", "shown"]:
    if case.prosecution is None:
        return ""
    if case.prosecution.not_owed_at:
        return "stated"
    return "" if may_owe else "shown"


def _weighing(case: Case) -> tuple[str, ...]:
    kept = case.floor
    waits = ((MINOR, kept.minor_at and not kept.interest_at), (TORTURE, kept.flagged_at > kept.risk_at))
    return tuple(test for test, open_ in waits if open_)


def _breaches(case: Case, at: str) -> tuple[str, ...]:
    overdue = case.state == CaseState.LENT and at >= case.lending.due_at
    codes = (*(mark.code for mark in case.breaches), *(("return_overdue",) if overdue else ()))
    return tuple(dict.fromkeys(codes))


def due_lapses(case: Case, now: Instant) -> tuple[ClockRun, ...]:
    """The clock whose lapse the requested state's node has to sign now: none, or the one that ran out first.

    Also where a later statement already showed that it had run out: the signed lapse is the proof of when.
    """
    if not case.in_custody and (not case.lapse_shown or case.lapse_signed_at):
        return ()
    run = lapsed(case.clocks, text(now))
    return (run,) if run else ()


def clock_view(run: ClockRun, case: Case, now: Instant) -> ClockView:
    """How a clock of this case, or a date that stands open in it, stands at `now`."""
    due = instant(run.due_at) or now
    state: ClockState = "answered"
    if run.running:
        state = "over" if now >= due else "running"
    elif case.state in AWAY and run.stopped_at == case.held_until:
        state = "suspended"
    left = int((due - now).total_seconds())
    whose = (run.instrument or case.instrument) if run.clock in _OF_TREATIES else ""
    return ClockView(
        run.clock, run.article, run.started_at, run.due_at, state, left, run.must_release, run.confirmed, run.alarm,
        whose, run.house, run.counts, run.earlier,
    )  # fmt: skip


def _possible(state: CaseState) -> tuple[Possible, ...]:
    rows = (Possible(row.by, row.event) for row in TRANSITIONS[state] if not row.happened)
    return tuple(dict.fromkeys(rows))
