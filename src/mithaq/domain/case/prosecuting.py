"""Whether a state that refused its own national owes a prosecution, as far as the case's own data tell (Riyadh 39)."""

from __future__ import annotations

from datetime import date

from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import instant
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.rules import CaseLaw, duty_to_prosecute, question


def may_owe(case: Case, request: DetentionRequest | None, law: CaseLaw) -> bool:
    """Whether its silence counts. Not where the request and the penal laws on record already show that the act carries too
    little in one of the two laws; what nobody knows is arguable, and is waited for. Who undertook it owes it.
    """
    owed, instrument = case.prosecution, law.instruments.get(case.instrument)
    if owed is None or owed.undertaken_at or request is None or instrument is None:
        return True
    at = instant(owed.owed_at)
    on = at.date() if at else date.min
    asked = question(law, case.instrument, (case.requesting, case.requested), request, on)
    duty = duty_to_prosecute(asked, instrument)
    return duty is None or duty.result != "not_met"
