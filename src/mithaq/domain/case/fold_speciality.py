"""The facts after the hand-over (Riyadh 50, 52, 53). Called by the fold; total, no clock."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from mithaq.domain.case import events_speciality as speciality
from mithaq.domain.case.case import Case
from mithaq.domain.case.events_before import FileLodged
from mithaq.domain.case.facts_after import MAX_FACTS, Asked
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said


def of_speciality(case: Case, said: Said, law: CaseLaw) -> Case:
    """The case with what this statement says of the time after the hand-over."""
    if not case.surrendered_at:
        return case
    changes = _changes(case, said)
    return structs.replace(case, after=structs.replace(case.after, **changes)) if changes else case


def _changes(case: Case, said: Said) -> dict[str, Any]:
    body, after = said.body, case.after
    changes: dict[str, Any] = {}
    match body:
        case FileLodged():
            changes = {"files": (*after.files, said.hash)[-MAX_FACTS:]}
        case speciality.SpecialityConsentAsked():
            changes = _asked(case, Asked(said.hash, "speciality", said.signed))
        case speciality.OnwardAsked():
            changes = _asked(case, Asked(said.hash, "onward", said.signed, body.to))
        case speciality.SpecialityConsentGiven() | speciality.OnwardConsented():
            changes = _answered(case, body.of, "given", said.signed)
        case speciality.SpecialityConsentRefused() | speciality.OnwardRefused():
            changes = _answered(case, body.of, "refused", said.signed)
        case speciality.ChargeRecharacterised():
            changes = {"recharacterised_at": said.signed}
        case speciality.FinalRelease():
            changes = {"final_release_at": said.when, "free": body.free_to_leave}
        case speciality.StayStated():
            changes = {"ended_at": said.when}
    return changes


def _asked(case: Case, one: Asked) -> dict[str, Any]:
    """Beyond the bound nothing more is asked: what waits for an answer is never pushed out."""
    asked = case.after.asked
    return {"asked": (*asked, one)} if len(asked) < MAX_FACTS else {}


def _answered(case: Case, of: str, answer: str, at: str) -> dict[str, Any]:
    asked = tuple(
        structs.replace(one, answer=answer, answered_at=at) if one.hash == of and not one.answer else one
        for one in case.after.asked
    )
    return {"asked": asked}
