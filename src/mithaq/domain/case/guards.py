"""The guards of the table: what must be true, beyond the state, for a move to count. One judge for `decide`
and the fold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from mithaq.domain.case import events as says
from mithaq.domain.case.ahead import not_yet
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import as_signed, instant, sound, zone_of
from mithaq.domain.case.events_transit import TransitRequested
from mithaq.domain.case.guards_after import GUARDS_AFTER, OPENING_AFTER
from mithaq.domain.case.guards_person import PERSON_GUARDS
from mithaq.domain.case.guards_surrender import SURRENDER_GUARDS
from mithaq.domain.case.rules import CaseLaw, bound, cites
from mithaq.domain.case.said import NEVER, Said
from mithaq.domain.case.states import TRANSITIONS, CaseState, Move, Party
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.domain.instant import text

__all__ = ["EVERY", "GUARDS", "NEVER", "OPENING", "OPENS", "Said", "judge", "missed", "speaker"]


def judge(case: Case | None, said: Said, law: CaseLaw) -> Move | Refusal:
    """The row of the table that this statement moves by, or why there is none."""
    party = speaker(case, said.member, law) if case else Party.REQUESTING
    if party is None:
        return Forbidden("case", "case.not_party")
    too_soon = not_yet(said)
    if too_soon is not None:
        return too_soon
    state = case.state if case else CaseState.NOT_OPEN
    outcome, refusal = said.body.outcome_code, None
    for row in TRANSITIONS[state]:
        if row.event != said.type or row.by != party or row.when not in ("", outcome):
            continue
        refusal = _first_problem(row, case, said, law)
        if refusal is None:
            return row
    return refusal or Refusal("release.due" if state == CaseState.RELEASE_DUE else "case.not_possible", state.value)


def missed(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """What the lawful rows for this statement lack, where only a row for what happened all the same is left."""
    party = speaker(case, said.member, law)
    rows = (row for row in TRANSITIONS[case.state] if row.event == said.type and row.by == party and not row.happened)
    return next((problem for row in rows if (problem := _first_problem(row, case, said, law))), None)


def speaker(case: Case, member: str, law: CaseLaw) -> Party | None:
    """As what this member speaks in the case: one of its sides, the commission, or nobody."""
    return case.party(member) or (Party.COMMISSION if member in law.oversight else None)


def _first_problem(row: Move, case: Case | None, said: Said, law: CaseLaw) -> Refusal | None:
    if case is None:
        opening = (OPENS[need](said, law) for need in row.needs)
        return next((problem for problem in opening if problem), None)
    problems = (EVERY[need](case, said, law) for need in row.needs)
    return next((problem for problem in problems if problem), None)


def _alert_circulated(said: Said, law: CaseLaw) -> Refusal | None:
    """The request rests on an alert that the requesting state circulated, and only review lets circulate."""
    body = said.body
    if isinstance(body, says.DetentionRequested) and cites(said.cites, said.member, body.circulated):
        return None
    return Refusal("request.no_circulated_alert", "circulated")


def _instrument_binds(said: Said, law: CaseLaw) -> Refusal | None:
    """No instrument, no request. An unconfirmed pair needs the cited word of the requested state."""
    body = said.body
    if not isinstance(body, says.DetentionRequested | TransitRequested) or body.requested == said.member:
        return Refusal("request.to_itself", "requested")
    instrument = law.instruments.get(body.instrument)
    if instrument is None:
        return Refusal("instrument.unknown", "instrument")
    if said.when == NEVER:
        return Refusal("instant.invalid", "at")
    result = bound(law, instrument.id, (said.member, body.requested), date.fromisoformat(said.when[:10]))
    if result == "not_met":
        return Refusal("instrument.not_binding", "instrument")
    if result == "arguable" and not cites(said.cites, body.requested, body.bound):
        return Refusal("instrument.unconfirmed", "bound")
    return None


def _lodgement_known(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    body = said.body
    of = body.of if isinstance(body, says.LodgementReceived) else ""
    waiting = any(row.hash == of and not row.received_at and not row.electronic_at for row in case.lodged)
    return None if waiting else Refusal("lodgement.unknown", "of")


def _clock_due(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Over as the clock is counted today, or as the custodian's node counted when it signed the end (`as_signed`)."""
    body = said.body
    if not isinstance(body, says.DetentionLapsed):
        return Refusal("clock.not_due", "clock")
    runs = as_signed(case.clocks, body.clock, body.due_at, said.when)
    over = any(run.clock == body.clock and run.must_release and run.over(said.when) for run in runs)
    return None if over else Refusal("clock.not_due", "clock")


def _order_ends(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """An order names its end, no later than the house rule lets one order last: nothing is extended without one (H)."""
    body, rule, start = said.body, law.house.get("order_longest"), instant(said.first)
    until = sound(body.until) if isinstance(body, says.DetentionExtended) else ()
    if not until or until[0] <= said.when or start is None or rule is None or rule.unit != "days":
        return Refusal("order.no_end", "until")
    day = start.astimezone(zone_of(law.zones.get(case.requested, ""))).date()
    longest = text(start + timedelta(days=rule.on(day).number))
    return Refusal("order.too_long", "until") if until[0] > longest else None


def _rights_complete(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    body = said.body
    if not isinstance(body, says.RightsInformed):
        return Refusal("event.body_invalid", "body")
    needed = ("language_understood", "reasons_told", "hearing_told")
    lacks = tuple(name for name in needed if not getattr(body, name))
    if lacks:
        return Refusal("rights.incomplete", "rights", missing=lacks)
    if (body.consul_notified or body.consul_notified_at) and not body.consul_asked:
        return Refusal("rights.consul_not_asked", "consul_notified")
    late = next((name for name, at in body.rights.items() if not at or at > body.informed_at), "")
    return Refusal("rights.after_information", f"{late}_at") if late else None


def _file_complete(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    instrument = law.instruments.get(case.instrument)
    if instrument is None:
        return Refusal("instrument.unknown", "instrument")
    lacks = case.missing_papers(instrument)
    received = any(row.event == "file.lodged" and row.received_at for row in case.lodged)
    return None if received and not lacks else Refusal("file.incomplete", "42", missing=lacks)


def _person_heard(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    heard = isinstance(said.body, says.CourtDecided | says.AppealDecided | says.DetentionExtended) and said.body.heard
    return None if heard else Refusal("rights.not_heard", "heard")


def _notice_owed(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return None if case.notice_owed else Refusal("notice.not_owed", "case")


def _with_requesting(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return None if case.held_by == Party.REQUESTING else Refusal("release.not_custodian", "party")


def _with_requested(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return Refusal("release.not_custodian", "party") if case.held_by == Party.REQUESTING else None


def _not_handed_over(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return Refusal("case.not_possible", case.state.value) if case.surrendered_at else None


OPENING: Mapping[str, Callable[[Said, CaseLaw], Refusal | None]] = {
    "alert_circulated": _alert_circulated,
    "instrument_binds": _instrument_binds,
}

GUARDS: Mapping[str, Callable[[Case, Said, CaseLaw], Refusal | None]] = {
    "lodgement_known": _lodgement_known,
    "clock_due": _clock_due,
    "order_ends": _order_ends,
    "rights_complete": _rights_complete,
    "file_complete": _file_complete,
    "person_heard": _person_heard,
    "notice_owed": _notice_owed,
    "with_requesting": _with_requesting,
    "with_requested": _with_requested,
    "not_handed_over": _not_handed_over,
    **PERSON_GUARDS,
    **SURRENDER_GUARDS,
}

OPENS: Mapping[str, Callable[[Said, CaseLaw], Refusal | None]] = {**OPENING, **OPENING_AFTER}
EVERY: Mapping[str, Callable[[Case, Said, CaseLaw], Refusal | None]] = {**GUARDS, **GUARDS_AFTER}
"""The guards of all tables by name: of what opens a case, and of every later statement."""
