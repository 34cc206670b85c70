"""The clocks of a case: which run, since when, and what has answered them already. Used by the fold alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.clocks import (
    ClockRun,
    Counts,
    domestic_due,
    due,
    instant,
    midnight,
    shortened,
    sound,
    started,
    stopped,
    zone_of,
)
from mithaq.domain.case.guards import Said
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.states import CUSTODY, Clock, Party
from mithaq.domain.case.stopping import CONTINUATION, answers, applying
from mithaq.domain.earlier import EarlierNumber, held_on
from mithaq.domain.instant import Instant, text
from mithaq.domain.instrument import ClockRule
from mithaq.domain.timing import DomesticClock

HOLD = (Clock.DOCUMENT, Clock.DETENTION)
COUNTS: Mapping[str, Counts] = {"hours": "hours", "days": "calendar", "working_days": "working"}


def with_clocks(case: Case, clocks: tuple[Clock, ...], said: Said, law: CaseLaw) -> Case | None:
    """The case with these clocks running; None where the pack gives no limit, for then nobody may be held."""
    for clock in clocks:
        run = _run(case, clock, said, law)
        if run is None:
            return None
        case = structs.replace(case, clocks=started(case.clocks, run))
    return case


def recounted(case: Case, said: Said, law: CaseLaw) -> Case:
    """The case with the limits of this hold counted anew: more was served elsewhere than was known when they began. Like a
    hold that proves to have begun earlier, it may show that a limit has passed.
    """
    known = {run.clock for run in case.clocks}
    return with_clocks(case, tuple(clock for clock in HOLD if clock in known), said, law) or case


def _run(case: Case, clock: Clock, said: Said, law: CaseLaw) -> ClockRun | None:
    """The clock by the instrument named at the arrest, or by another that applies besides and ends earlier."""
    start = instant(_start(case, clock, said, law))
    kind = Clock.DETENTION if clock == Clock.ORDER else clock
    named = law.instruments.get(case.instrument)
    if start is None or named is None or kind not in named.clocks:
        return None
    rules = [(pack.clocks[kind], pack.id) for pack in applying(case, law) if kind in pack.clocks]
    ends, rule, id, earlier = min(
        ((ends, rule, id, earlier) for rule, id in rules for ends, earlier in _ends(case, clock, rule, start, law)),
        key=lambda one: (one[0], one[2] != case.instrument, one[3] is not None),
    )
    run = ClockRun(
        clock=clock,
        article=rule.article,
        started_at=text(start),
        due_at=_until(said) if clock == Clock.ORDER else text(ends),
        must_release=rule.lapse == "must_release",
        confirmed=rule.confirmed and rule.counting_confirmed,
        instrument="" if id == case.instrument else id,
        house=rule.house,
        counts="until" if clock == Clock.ORDER else rule.counts,
        earlier=None if clock == Clock.ORDER else earlier,
    )
    if clock in HOLD:
        run = _no_later(case, run)
    answered = _answered(case, run, law)
    return structs.replace(run, stopped_at=answered) if answered and answered < run.due_at else run


def _no_later(case: Case, run: ClockRun) -> ClockRun:
    """The clock, which a hold that is stated to have begun earlier never ends later, also where a longer number held then:
    nobody wins time by what he says of the past.
    """
    was = next((old for old in case.clocks if old.clock == run.clock and old.started_at >= run.started_at), None)
    return structs.replace(run, due_at=was.due_at, earlier=was.earlier) if was and was.due_at < run.due_at else run


def _ends(
    case: Case, clock: Clock, rule: ClockRule, start: Instant, law: CaseLaw
) -> Iterator[tuple[Instant, EarlierNumber | None]]:
    """When it may be over, and by which earlier number if by one: by the number that held when it started, and on a person
    who was held before by the one that held then too, so that a number made longer meanwhile gives nothing back.
    """
    zone = zone_of(law.zones.get(case.requested, ""))
    begun = [start]
    if clock in HOLD and rule.earlier and case.held_before:
        first = instant(case.first_held)
        begun += [start - timedelta(seconds=case.held_before), *([first] if first is not None else [])]
    for day in dict.fromkeys(at.astimezone(zone).date() for at in begun):
        then = held_on(rule.earlier, day)
        number = EarlierNumber(then.before, then.days) if then else None
        yield _end(case, clock, rule.on(day), start, law), number


def _end(case: Case, clock: Clock, rule: ClockRule, start: Instant, law: CaseLaw) -> Instant:
    """When it is over. All detention for one request adds up: what the person has served shortens what is left."""
    zone, calendar = zone_of(law.zones.get(case.requested, "")), law.timing.calendar(case.requested)
    end = due(rule, start, zone, calendar)
    if clock not in HOLD or not case.held_before:
        return end
    earlier = start - timedelta(seconds=case.held_before)
    return shortened(end, due(rule, earlier, zone, calendar), case.held_before, start)


def domestic(case: Case, said: Said, law: CaseLaw) -> Case:
    """The case with the clocks of the requested state's own law started and answered by what that state said.

    They end with the hold. An answer counts from the later of act and signing, a start from the earlier.
    """
    for row in law.timing.domestic:
        if row.state != case.requested:
            continue
        if case.held_by != Party.REQUESTED or (said.member == row.state and said.type in row.answered_by):
            case = structs.replace(case, clocks=stopped(case.clocks, (row.code,), said.when))
        if case.in_custody and said.member == row.state and said.type == row.starts_with:
            case = structs.replace(case, clocks=_started(case, row, said, law))
    return case


def _started(case: Case, row: DomesticClock, said: Said, law: CaseLaw) -> tuple[ClockRun, ...]:
    moments = sound(said.at, said.body.acted_at) if said.type != "person.arrested" else sound(case.held_from)
    start = instant(moments[0]) if moments else None
    if start is None:
        return case.clocks
    zone = zone_of(law.zones.get(row.state, ""))
    end = domestic_due(row, start, zone, law.timing.calendar(row.state))
    run = ClockRun(
        clock=row.code,
        article=row.article,
        started_at=text(start),
        due_at=text(end),
        must_release=row.lapse == "must_release",
        confirmed=row.confirmed,
        alarm=row.lapse == "alarm",
        counts=COUNTS[row.unit],
        earlier=held_on(row.earlier, start.astimezone(zone).date()),
    )
    known = _stop_of(case, run)
    return started(case.clocks, structs.replace(run, stopped_at=known if known < run.due_at else ""))


PASSAGE = {"landing.stated": "hold_at_post", "transit.entered": "transit_hold"}
"""Which house rule limits the hold of a person who is on the way and not arrested, by what began it."""


def passage(case: Case, said: Said, law: CaseLaw) -> Case | None:
    """The case with the clock of a hold without arrest started, or answered by an arrest (H). It counts from the first
    moment, by the hour. None where no rule gives its hours, for then nobody may be held.
    """
    if said.type == "person.arrested" and case.state in CUSTODY:
        return structs.replace(case, clocks=stopped(case.clocks, PASSAGE.values(), said.when))
    if said.type not in PASSAGE or not case.in_custody:
        return case
    rule, start = law.house.get(PASSAGE[said.type]), instant(case.held_from)
    if rule is None or rule.unit != "hours" or start is None:
        return None
    day = start.astimezone(zone_of(law.zones.get(case.requested, ""))).date()
    ends = text(start + timedelta(hours=rule.on(day).number))
    run = ClockRun(
        rule.code, "", text(start), ends, must_release=True, confirmed=True, house=rule.house, counts="hours",
        earlier=held_on(rule.earlier, day),
    )  # fmt: skip
    return structs.replace(case, clocks=started(case.clocks, run))


def _start(case: Case, clock: Clock, said: Said, law: CaseLaw) -> str:
    body = said.body
    if isinstance(body, says.SurrenderDated):
        day = date.fromisoformat(body.day)
        return text(midnight(day, zone_of(law.zones.get(case.requested, ""))))
    return said.when if clock == Clock.ORDER else case.held_from


def _until(said: Said) -> str:
    return sound(said.body.until)[0] if isinstance(said.body, says.DetentionExtended) else said.when


def _answered(case: Case, run: ClockRun, law: CaseLaw) -> str:
    """When this clock was answered already: a paper may arrive before the arrest, an arrest may prove to be
    earlier.
    """
    if run.clock == Clock.DOCUMENT:
        packs = applying(case, law)
        return min((row.received_at for row in case.lodged if _still(case, row) and answers(row, packs)), default="")
    return _stop_of(case, run) if run.clock in HOLD else ""


def _still(case: Case, row: Lodged) -> bool:
    """Whether an earlier receipt answers this hold too. A request to continue was about the hold it was made in: of two
    readings of art. 44 the one that frees earlier.
    """
    return row.event != CONTINUATION or not case.held_before or row.received_at >= case.held_from


def _stop_of(case: Case, run: ClockRun) -> str:
    """When the earlier run of the same clock stopped, if that was in this hold: what stopped because an earlier
    hold ended was not answered.
    """
    stops = (old.stopped_at for old in case.clocks if old.clock == run.clock and old.stopped_at > run.started_at)
    return next(stops, "")
