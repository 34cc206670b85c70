"""The case as a fold over signed statements, in the order `(lamport, member, seq)`.

`evolve` is total and has no clock. A statement that does not fit is void: kept, marked with a code, without
effect. What happened to the person is never void: an arrest or a hand-over that nothing carries is kept, and
a release is due.
"""

from __future__ import annotations

from typing import Any

from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case.case import MAX_KEPT, Case, Lodged
from mithaq.domain.case.clocks import lapsed, sound, stopped
from mithaq.domain.case.fold_after import noted, opened
from mithaq.domain.case.fold_desk import receipt
from mithaq.domain.case.guards import Said, judge
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.runs import HOLD, answers, with_clocks
from mithaq.domain.case.states import CaseState, Clock, Move, Party
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event


def evolve(case: Case | None, event: Event, law: CaseLaw) -> Case | None:
    """The case after this statement. None as long as nobody has requested anything."""
    body = event.body
    row = says.CASE_TYPES.get(event.type)
    if row is None or not isinstance(body, says.CaseBody) or not isinstance(body, row.body):
        return case.voided(event.hash, "event.not_about_cases") if case else None
    said = Said(event.type, event.member, event.subject, body, event.at, event.hash, event.cites)
    return _open(said, law) if case is None else _go_on(case, said, law)


def overtaken(case: Case, said: Said) -> Case:
    """The case as the clocks have left it when this was said: what lapsed before stays lapsed.

    Only the custodian's clock counts, and the hand-over itself; a fast clock in the requesting state frees
    nobody and a slow one keeps nobody. `detention.lapsed` says the same thing itself.
    """
    timed = case.party(said.member) == Party.REQUESTED or said.type == "surrender.received"
    if not timed or not case.in_custody or said.type == "detention.lapsed":
        return case
    return lapse(case, said.when)


def lapse(case: Case, at: str) -> Case:
    """The case with its release due if a clock that obliges to release is over at that instant."""
    run = lapsed(case.clocks, at) if case.in_custody else None
    if run is None:
        return case
    over = structs.replace(case, state=CaseState.RELEASE_DUE, since=run.due_at)
    return _release_due(over, run.due_at, "lapsed")


def _open(said: Said, law: CaseLaw) -> Case | None:
    body = said.body
    move = judge(None, said, law)
    if not isinstance(body, says.DetentionRequested):
        passage = opened(said, move)
        return passage.voided(said.hash, move.code) if passage and isinstance(move, Refusal) else passage
    case = Case(
        id=said.subject,
        requesting=said.member,
        requested=body.requested,
        instrument=body.instrument,
        alert=body.alert,
        content=body.content,
        state=CaseState.UNFOUNDED if isinstance(move, Refusal) else move.to,
        requested_at=said.signed,
        since=said.signed,
    )
    return case.voided(said.hash, move.code) if isinstance(move, Refusal) else case


def _go_on(before: Case, said: Said, law: CaseLaw) -> Case:
    case = overtaken(before, said)
    move = judge(case, said, law)
    if isinstance(move, Refusal):
        return case.voided(said.hash, move.code)
    if len(case.lodged) >= MAX_KEPT and said.type in LODGEMENTS:
        return case.voided(said.hash, "case.too_many")
    if said.type == "detention.lapsed":
        case = lapse(case, said.when)  # due since the clock ran out, whenever that is signed
    case = _moved(noted(_noted(case, said, law), said, law), move, said, law)
    return lapse(case, said.when) if case.party(said.member) == Party.REQUESTED else case


LODGEMENTS = frozenset({"warrant.lodged", "continuation.requested", "file.lodged"})


def _moved(case: Case, move: Move, said: Said, law: CaseLaw) -> Case:
    """State, clocks, release and breach, as the row of the table says."""
    since = case.since if move.to == case.state else said.signed
    clocks = stopped(case.clocks, move.stops, said.when)
    case = structs.replace(case, state=move.to, since=since, clocks=clocks)
    if move.starts or (said.type == "person.arrested" and case.in_custody):
        case = _running(case, move.starts or HOLD, said, law)
    if move.reason:
        case = _release_due(case, said.when, move.reason)
    return case.breached(move.breach, said.hash, said.signed) if move.breach else case


def _release_due(case: Case, at: str, reason: str) -> Case:
    """The first reason stands until the person was released; a new one after that is due again."""
    if case.release_due_at and not case.released_at:
        return case
    return structs.replace(case, release_due_at=at, release_reason=reason, released_at="", release_ground="")


def _running(case: Case, clocks: tuple[Clock, ...], said: Said, law: CaseLaw) -> Case:
    """The case with these clocks running, or, where there is no limit, with its release due."""
    running = with_clocks(case, clocks, said, law)
    if running is not None:
        return running
    freed = structs.replace(case, state=CaseState.RELEASE_DUE, since=said.signed)
    return _release_due(freed, said.when, "no_limit_known")


def _noted(case: Case, said: Said, law: CaseLaw) -> Case:
    """The facts that the statement adds, whatever it does to the state."""
    body = said.body
    match body:
        case says.PersonArrested():
            return _arrested(case, said, body)
        case says.LodgementReceived():
            return _received(case, said, body, law)
        case says.WarrantLodged() | says.ContinuationRequested():
            return structs.replace(case, lodged=(*case.lodged, Lodged(said.hash, said.type)))
        case says.FileLodged():
            return structs.replace(case, lodged=(*case.lodged, Lodged(said.hash, said.type, body.papers)))
        case says.PersonRemoved():
            holder = Party.REQUESTING if body.to == case.requesting else None
            return structs.replace(case, held_by=holder)
        case _:
            return structs.replace(case, **_plain(said))


def _plain(said: Said) -> dict[str, Any]:
    """The fields that a statement sets as they stand."""
    body, when = said.body, said.when
    fields: dict[str, Any] = {}
    match body:
        case says.DetentionAdmitted():
            fields = {"decided_arguable": body.decided}
        case says.DetentionRefused():
            fields = {"ground": body.ground}
        case says.RightsInformed():
            fields = {"informed_at": when, "language": body.language}
        case says.CourtDecided() | says.AppealDecided():
            fields = {"court_at": when, "ground": body.ground}
        case says.SurrenderDated():
            fields = {"surrender_day": body.day}
        case says.PersonSurrendered() | says.SurrenderReceived():
            fields = {"surrendered_at": when, "held_by": Party.REQUESTING}
        case says.SpecialityUndertaken():
            fields = {"speciality_at": when}
        case says.DetentionLapsed():
            fields = {"lapse_signed_at": when}
        case says.PersonReleased():
            fields = {"released_at": when, "release_ground": body.ground, "held_by": None}
    return fields


def _arrested(case: Case, said: Said, body: says.PersonArrested) -> Case:
    """The first moment of the hold is the earliest that anybody stated."""
    instants = sound(case.held_from, body.held_from, body.arrested_at, said.at)
    arrests = sound(case.arrested_at, body.arrested_at) or sound(said.at)
    return structs.replace(
        case,
        held_from=instants[0] if instants else "",
        arrested_at=arrests[0] if arrests else "",
        held_by=Party.REQUESTED,
    )


def _received(case: Case, said: Said, body: says.LodgementReceived, law: CaseLaw) -> Case:
    """Only the requested state's receipt counts; what it received in time answers the document clock."""
    lodged = tuple(receipt(row, said, body) if row.hash == body.of else row for row in case.lodged)
    case = structs.replace(case, lodged=lodged)
    instrument = law.instruments.get(case.instrument)
    if any(row.hash == body.of and answers(row, instrument) for row in lodged):
        return structs.replace(case, clocks=stopped(case.clocks, (Clock.DOCUMENT,), said.when))
    return case
