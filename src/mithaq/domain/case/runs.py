"""The clocks of a case: which run, since when, and what has answered them already. Used by the fold alone."""

from __future__ import annotations

from datetime import date

from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.clocks import ClockRun, due, instant, midnight, sound, started, zone_of
from mithaq.domain.case.guards import Said
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.states import Clock
from mithaq.domain.instant import text
from mithaq.domain.instrument import Instrument

HOLD = (Clock.DOCUMENT, Clock.DETENTION)


def with_clocks(case: Case, clocks: tuple[Clock, ...], said: Said, law: CaseLaw) -> Case | None:
    """The case with these clocks running; None where the pack gives no limit, for then nobody may be held."""
    for clock in clocks:
        run = _run(case, clock, said, law)
        if run is None:
            return None
        case = structs.replace(case, clocks=started(case.clocks, run))
    return case


def _run(case: Case, clock: Clock, said: Said, law: CaseLaw) -> ClockRun | None:
    instrument = law.instruments.get(case.instrument)
    rule = instrument.clocks.get(Clock.DETENTION if clock == Clock.ORDER else clock) if instrument else None
    start = instant(_start(case, clock, said, law))
    if rule is None or start is None:
        return None
    zone = zone_of(law.zones.get(case.requested, ""))
    ends = _until(said) if clock == Clock.ORDER else text(due(rule, start, zone))
    run = ClockRun(
        clock=clock,
        article=rule.article,
        started_at=text(start),
        due_at=ends,
        must_release=rule.lapse == "must_release",
        confirmed=rule.confirmed and rule.counting_confirmed,
    )
    answered = _answered(case, clock, instrument)
    return structs.replace(run, stopped_at=answered) if answered and answered < run.due_at else run


def _start(case: Case, clock: Clock, said: Said, law: CaseLaw) -> str:
    body = said.body
    if isinstance(body, says.SurrenderDated):
        day = date.fromisoformat(body.day)
        return text(midnight(day, zone_of(law.zones.get(case.requested, ""))))
    return said.when if clock == Clock.ORDER else case.held_from


def _until(said: Said) -> str:
    return sound(said.body.until)[0] if isinstance(said.body, says.DetentionExtended) else said.when


def _answered(case: Case, clock: Clock, instrument: Instrument | None) -> str:
    """When this clock was answered already: a paper may arrive before the arrest, an arrest may prove to be
    earlier.
    """
    known = next((run.stopped_at for run in case.clocks if run.clock == clock and not run.running), "")
    if clock != Clock.DOCUMENT or known:
        return known if clock in HOLD else ""
    return min((row.received_at for row in case.lodged if answers(row, instrument)), default="")


def answers(row: Lodged, instrument: Instrument | None) -> bool:
    """Whether this lodgement answers the document clock: the 42(b) document, alone or in a file, or a
    continuation.
    """
    if not row.received_at:
        return False
    if row.event != "file.lodged":
        return True
    return instrument is not None and any(rule.stops_document and rule.paper in row.held for rule in instrument.file)
