"""The guards of the floor. See `guards.py` for how they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mithaq.domain.case import events_floor as floor
from mithaq.domain.case.case import MAX_KEPT, Case
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said
from mithaq.domain.errors import Refusal


def _assurance_new(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """One matter is asked for once at a time; what was given and is not enough may be asked for anew."""
    if len(case.floor.assurances) >= MAX_KEPT:
        return Refusal("case.too_many", "matter")
    waits = isinstance(said.body, floor.AssuranceAsked) and said.body.matter in case.floor.missing
    return Refusal("assurance.asked_already", "matter") if waits else None


def _assurance_open(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """What was asked for may be given also after it was declined."""
    of = getattr(said.body, "of", "")
    found = any(one.hash == of and one.answer != "given" for one in case.floor.assurances)
    return None if found else Refusal("assurance.unknown", "of")


def _assurance_unanswered(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    of = getattr(said.body, "of", "")
    found = any(one.hash == of and not one.answer for one in case.floor.assurances)
    return None if found else Refusal("assurance.unknown", "of")


def assurances_given(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Nobody is handed over before what the requested state asked for was given (H)."""
    lacks = case.floor.missing
    return Refusal("assurance.missing", "assurance.given", missing=lacks) if lacks else None


def _minor_weighed(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Where the person is, was or may be a minor, a court weighs his best interest first (H)."""
    waits = case.floor.minor_at and not case.floor.interest_at
    return Refusal("minor.not_weighed", "interest.weighed") if waits else None


def _risk_assessed(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Where the requesting state bears a flag of risk, a court excludes the risk for this person first, with reasons (H)."""
    waits = case.floor.flagged_at and case.floor.risk_at < case.floor.flagged_at
    return Refusal("risk.not_assessed", "risk.assessed") if waits else None


def _heard_on_it(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    heard = isinstance(said.body, floor.InterestWeighed | floor.RiskAssessed) and said.body.heard
    return None if heard else Refusal("rights.not_heard", "heard")


GUARDS_FLOOR: Mapping[str, Callable[[Case, Said, CaseLaw], Refusal | None]] = {
    "assurance_new": _assurance_new,
    "assurance_open": _assurance_open,
    "assurance_unanswered": _assurance_unanswered,
    "assurances_given": assurances_given,
    "minor_weighed": _minor_weighed,
    "risk_assessed": _risk_assessed,
    "heard_on_it": _heard_on_it,
}
