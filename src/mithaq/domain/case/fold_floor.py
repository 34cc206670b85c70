"""The facts about the floor. Called by the fold; total, no clock."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import structs

from mithaq.domain.case import events_floor as floor
from mithaq.domain.case.case import Case
from mithaq.domain.case.events_before import DetentionAdmitted
from mithaq.domain.case.facts_floor import Assurance
from mithaq.domain.case.moves import CaseState
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said

MINOR, TORTURE = "minor", "torture_risk"
"""The tests of the floor, as an admission names them among those that a prosecutor decided himself."""

FOR = {"compatible": "interest_at", "excluded": "risk_at"}
"""By outcome: which fact of the floor says that the court found for surrender."""

AGAINST = {"interest.weighed": "minor_best_interest", "risk.assessed": "non_refoulement"}
"""By statement: the ground on which the case fails where the court finds against surrender."""


def of_floor(case: Case, said: Said, law: CaseLaw) -> Case:
    """The case with what this statement says of the floor."""
    match said.body:
        case DetentionAdmitted(decided=tests):
            return _admitted(case, tests, said.when)
        case floor.AssuranceAsked(matter=matter):
            asked = Assurance(said.hash, matter, said.when)
            return _floor(case, assurances=(*case.floor.assurances, asked))
        case floor.AssuranceGiven() | floor.AssuranceDeclined():
            return _answered(case, said)
        case floor.MinorNoted():
            return _floor(case, minor_at=case.floor.minor_at or said.when)
        case floor.InterestWeighed() | floor.RiskAssessed():
            return _found(case, said)
        case _:
            return case


def _admitted(case: Case, tests: tuple[str, ...], when: str) -> Case:
    """What the prosecutor found arguable stands in the admission, so that every node asks the court for the rest."""
    fields: dict[str, Any] = {}
    if MINOR in tests:
        fields["minor_at"] = case.floor.minor_at or when
    if TORTURE in tests:
        fields["flagged_at"] = case.floor.flagged_at or when
    return _floor(case, **fields) if fields else case


def _answered(case: Case, said: Said) -> Case:
    of, given = getattr(said.body, "of", ""), said.type == "assurance.given"
    answer: Literal["given", "declined"] = "given" if given else "declined"
    rows = tuple(
        structs.replace(one, answer=answer, answered_at=said.when) if one.hash == of else one
        for one in case.floor.assurances
    )
    return _floor(case, assurances=rows)


def _found(case: Case, said: Said) -> Case:
    """What the court found, of what was known when it did. Against surrender: on another title nobody is held for this
    request any more.
    """
    if said.body.outcome_code in FOR:
        return _floor(case, **{FOR[said.body.outcome_code]: said.first})
    away: dict[str, Any] = {"held_by": None} if case.state == CaseState.POSTPONED else {}
    return structs.replace(case, ground=AGAINST[said.type], **away)


def _floor(case: Case, **changes: Any) -> Case:
    return structs.replace(case, floor=structs.replace(case.floor, **changes))
