"""The facts of a transit (Riyadh 54). Called by the fold; total, no clock."""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.case import events_transit as transits
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import sound
from mithaq.domain.case.facts_after import Transit
from mithaq.domain.case.moves import CaseState, Move, Party
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said
from mithaq.domain.errors import Refusal


def of_transit(case: Case, said: Said, law: CaseLaw) -> Case:
    """The case with what this statement says of a passage."""
    match said.body:
        case transits.TransitPermitted():
            return _passing(case, permitted_at=said.signed)
        case transits.TransitEntered():
            return _held(_passing(case, entered_at=said.when), said, said.body.entered_at)
        case transits.TransitLeft():
            return structs.replace(_passing(case, left_at=said.when), held_by=None)
        case transits.LandingStated():
            return _held(_passing(case, landed_at=said.when), said, said.body.landed_at)
        case _:
            return case


def opened(said: Said, move: Move | Refusal) -> Case | None:
    """The transit case that this statement opens; None for any other statement."""
    body = said.body
    if not isinstance(body, transits.TransitRequested):
        return None
    return Case(
        id=said.subject,
        requesting=said.member,
        requested=body.requested,
        instrument=body.instrument,
        alert="",
        content="",
        state=CaseState.UNFOUNDED if isinstance(move, Refusal) else move.to,
        requested_at=said.signed,
        since=said.signed,
        transit=Transit(body.main, body.holder, body.granted),
    )


def _passing(case: Case, **changes: str) -> Case:
    passage = case.transit
    return case if passage is None else structs.replace(case, transit=structs.replace(passage, **changes))


def _held(case: Case, said: Said, since: str) -> Case:
    """The person is not free to leave from the entry or the landing on, and is in the hands of the state in which it
    was: whatever clock starts later counts from there.
    """
    first = sound(case.held_from, since, said.at)
    return structs.replace(case, held_from=first[0] if first else "", held_by=Party.REQUESTED)
