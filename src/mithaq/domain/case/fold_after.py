"""The facts that statements after and beside the main path add to a case. Called by `fold.py`; total, no clock."""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.case import events_beside as beside
from mithaq.domain.case.case import Case
from mithaq.domain.case.events_after import PersonRemoved
from mithaq.domain.case.facts import MAX_FACTS, Removal
from mithaq.domain.case.fold_transit import of_transit, opened
from mithaq.domain.case.moves import Party
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said

__all__ = ["noted", "opened"]


def noted(case: Case, said: Said, law: CaseLaw) -> Case:
    """The case with what this statement adds; the same case where it adds nothing."""
    for of in (_of_removal, of_transit):
        case = of(case, said)
    return case


def _of_removal(case: Case, said: Said) -> Case:
    match said.body:
        case PersonRemoved() | beside.RemovalReported():
            return _removed(case, said, said.body)
        case beside.RemovalAnswered():
            return _removal_answered(case, said, said.body)
        case _:
            return case


def _removed(case: Case, said: Said, body: PersonRemoved | beside.RemovalReported) -> Case:
    """A removal that was stated. Beyond the bound the breach is still on the case."""
    if len(case.removals) >= MAX_FACTS:
        return case
    reported = isinstance(body, beside.RemovalReported)
    return structs.replace(case, removals=(*case.removals, Removal(said.hash, said.signed, body.to, reported)))


def _removal_answered(case: Case, said: Said, body: beside.RemovalAnswered) -> Case:
    """The commission's answer; where it finds what counsel reported, it also says who holds the person now."""
    answered = next((one for one in case.removals if one.hash == body.of), None)
    removals = tuple(
        structs.replace(one, answer=body.outcome, answered_at=said.signed) if one is answered else one
        for one in case.removals
    )
    case = structs.replace(case, removals=removals)
    if answered is None or not answered.reported or body.outcome != "found" or case.surrendered_at:
        return case
    return structs.replace(case, held_by=Party.REQUESTING if answered.to == case.requesting else None)
