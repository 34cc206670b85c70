"""The case as a fold over signed statements, in the order `(lamport, member, seq)`.

`evolve` is total and has no clock. A statement that does not fit is void: kept, marked with a code, without
effect. What happened to the person is never void: an arrest or a hand-over that nothing carries is kept, and
a release is due.
"""

from __future__ import annotations

from typing import Any

from msgspec import structs

from mithaq.domain.alert_events import ErasureConfirmed
from mithaq.domain.case import events as says
from mithaq.domain.case.case import MAX_KEPT, Case, Lending
from mithaq.domain.case.clocks import as_signed, lapsed, stopped
from mithaq.domain.case.facts import noted, stretch_ended
from mithaq.domain.case.fold_after import noted_after, opened, taken
from mithaq.domain.case.guards import Said, judge
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.runs import HOLD, domestic, passage, recounted, with_clocks
from mithaq.domain.case.states import PASSING, CaseState, Clock, Move, Party
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event


def evolve(case: Case | None, event: Event, law: CaseLaw) -> Case | None:
    """The case after this statement. None as long as nobody has requested anything."""
    body = event.body
    if isinstance(body, ErasureConfirmed):
        return structs.replace(case, erased={**case.erased, event.member: event.at}) if case else None
    row = says.CASE_TYPES.get(event.type)
    if row is None or not isinstance(body, says.CaseBody) or not isinstance(body, row.body):
        return case.voided(event.hash, "event.not_about_cases") if case else None
    said = Said(event.type, event.member, event.subject, body, event.at, event.hash, event.cites)
    return _open(said, law) if case is None else _go_on(case, said, law)


def overtaken(case: Case, said: Said) -> Case:
    """The case as the clocks have left it when this was said: what lapsed before stays lapsed.

    Only the custodian's clock counts, and the hand-over itself; a fast clock in the requesting state frees
    nobody, a slow one keeps nobody, and no stranger's moves anything. `detention.lapsed` says the same itself.
    """
    party = case.party(said.member)
    timed = party == Party.REQUESTED or (party == Party.REQUESTING and said.type == "surrender.received")
    if not timed or not case.in_custody or said.type == "detention.lapsed":
        return case
    return lapse(case, said.when)


def lapse(case: Case, at: str) -> Case:
    """The case with its release due if a clock that obliges to release is over at that instant."""
    run = lapsed(case.clocks, at) if case.in_custody else None
    if run is None:
        return case
    over = structs.replace(case, state=CaseState.RELEASE_DUE, since=run.due_at)
    return _release_due(over, run.due_at, "passage_lapsed" if case.state in PASSING else "lapsed")


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
        earlier=body.earlier,
    )
    return case.voided(said.hash, move.code) if isinstance(move, Refusal) else case


def _go_on(before: Case, said: Said, law: CaseLaw) -> Case:
    case = overtaken(before, said)
    move = judge(case, said, law)
    if isinstance(move, Refusal):
        return case.voided(said.hash, move.code)
    if len(case.lodged) >= MAX_KEPT and said.type in LODGEMENTS:
        return case.voided(said.hash, "case.too_many")
    if isinstance(said.body, says.DetentionLapsed):  # due since the clock ran out, whenever that is signed
        clocks = as_signed(case.clocks, said.body.clock, said.body.due_at, said.when)
        case = lapse(structs.replace(case, clocks=clocks), said.when)
    after = _moved(noted_after(noted(case, said, law), said, law), move, said, law)
    case = domestic(after, said, law)
    case = passage(case, said, law) or _unlimited(case, said)
    return _known(lapse(case, said.when), said) if case.party(said.member) == Party.REQUESTED else case


def _known(case: Case, said: Said) -> Case:
    """Who holds the person knew of the release when it signed this: no clock of another state that runs ahead puts it off,
    nor the alarm over it.
    """
    if not case.release_due or case.release_due_at <= said.signed:
        return case
    return structs.replace(case, release_due_at=said.signed)


LODGEMENTS = frozenset({"warrant.lodged", "continuation.requested", "file.lodged"})


def _moved(case: Case, move: Move, said: Said, law: CaseLaw) -> Case:
    """State, clocks, release and breach, as the row of the table says."""
    fields: dict[str, Any] = {}
    if move.to != case.state:
        fields = {"state": move.to, "since": said.signed}
    if move.to in DECISIONS:
        fields["decision"] = move.to
    if move.stops and case.clocks:
        fields["clocks"] = stopped(case.clocks, move.stops, said.when)
    if fields:
        case = structs.replace(case, **fields)
    case = stretch_ended(case, said)
    if move.starts or (said.type == "person.arrested" and case.in_custody):
        case = _running(case, move.starts or HOLD, said, law)
    elif said.type == "detention.counted" and case.in_custody:
        case = recounted(case, said, law)
    if move.reason:
        case = _release_due(case, said.when, move.reason)
    if move.breach:
        case = case.breached(move.breach, said.hash, said.signed)
        case = taken(case, said) if move.breach == "custody_without_decision" else case
    return _overdue(case, said) if said.type == "person.return_received" else case


DECISIONS = frozenset({CaseState.GRANTED, CaseState.APPEALED, CaseState.FINAL})


def _overdue(case: Case, said: Said) -> Case:
    """A return after the day agreed stays on the case as a breach (Riyadh 49)."""
    due = case.lending.due_at
    case = structs.replace(case, lending=Lending())
    return case.breached("return_overdue", said.hash, said.signed) if due and said.when >= due else case


def _release_due(case: Case, at: str, reason: str) -> Case:
    """The first reason stands until the person was released; a new one after that is due again."""
    if case.release_due_at and not case.released_at:
        return case
    return structs.replace(case, release_due_at=at, release_reason=reason, noticed_at="", released_at="",
                           release_ground="")  # fmt: skip


def _running(case: Case, clocks: tuple[Clock, ...], said: Said, law: CaseLaw) -> Case:
    """The case with these clocks running, or, where there is no limit, with its release due."""
    return with_clocks(case, clocks, said, law) or _unlimited(case, said)


def _unlimited(case: Case, said: Said) -> Case:
    """Nobody is held where no limit is known."""
    freed = structs.replace(case, state=CaseState.RELEASE_DUE, since=said.signed)
    return _release_due(freed, said.when, "no_limit_known")
