"""Guards about dates of surrender, temporary surrender and property."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import instant, sound
from mithaq.domain.case.guards_person import day_begins, local_day
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said
from mithaq.domain.errors import Refusal

DATED = says.SurrenderDated | says.RedateProposed | says.ReturnUndertaken | says.TemporaryAgreed


def _day(said: Said) -> str:
    return said.body.day if isinstance(said.body, DATED) else ""


def _day_sound(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """The day is one; and no date of surrender is one that had passed when it was fixed: nobody could have come."""
    if not instant(f"{_day(said)}T00:00:00Z"):
        return Refusal("date.invalid", "day")
    signed = instant(said.signed)
    fixed = signed and isinstance(said.body, says.SurrenderDated)
    past = fixed and signed and _day(said) < local_day(signed, case, law).isoformat()
    return Refusal("date.past", "day") if past else None


def _day_proposed(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """A new date is agreed by the side that did not propose it, and is the day proposed (Riyadh 48)."""
    proposed = case.proposal is not None and case.proposal.by != case.party(said.member)
    fits = proposed and case.proposal is not None and case.proposal.day == _day(said)
    return None if fits else Refusal("date.not_proposed", "day")


def _day_come(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Nobody is handed over before the day that was fixed, as it begins in the requested state (Riyadh 48). A hand-over that
    is dated ahead was signed before its day.
    """
    begins = day_begins(case.surrender_day, case, law)
    return None if sound(said.body.acted_at) and said.first >= begins else Refusal("date.not_come", "day")


def _return_undertaken(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Nobody is lent for longer than the requesting state undertook (Riyadh 49)."""
    day = case.lending.undertaken_day
    if not day:
        return Refusal("return.not_undertaken", "return.undertaken")
    return None if instant(f"{_day(said)}T00:00:00Z") and _day(said) <= day else Refusal("return.too_late", "day")


def _lending_agreed(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return None if case.lending.return_day else Refusal("lending.not_agreed", "temporary.agreed")


def _is_withdrawn(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return None if case.lending.withdrawn_at else Refusal("case.not_possible", case.state.value)


def _property_seized(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return None if case.goods.seized_at else Refusal("property.not_seized", "property.seized")


def _property_handed(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return None if case.goods.handed_at else Refusal("property.not_handed", "property.handed")


def credit_whole(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """No fewer days are deducted from the sentence than the record of the hand-over says were served (Riyadh 51)."""
    credited = said.body.custody_days if isinstance(said.body, says.CustodyCredited) else 0
    return None if credited >= case.record_days else Refusal("custody.days_differ", "custody_days")


SURRENDER_GUARDS: Mapping[str, Callable[[Case, Said, CaseLaw], Refusal | None]] = {
    "day_sound": _day_sound,
    "day_proposed": _day_proposed,
    "day_come": _day_come,
    "return_undertaken": _return_undertaken,
    "lending_agreed": _lending_agreed,
    "is_withdrawn": _is_withdrawn,
    "credit_whole": credit_whole,
    "property_seized": _property_seized,
    "property_handed": _property_handed,
}
