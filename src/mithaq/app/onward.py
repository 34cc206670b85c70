"""Whom a state received in one case, it hands to no third state in another: the second case asks how the person came to it
by a first (Riyadh 49, 53).
"""

from __future__ import annotations

from mithaq.app.case_reading import request_paper
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.app.same_facts import is_one
from mithaq.domain.case.case import Case
from mithaq.domain.case.states import Party
from mithaq.domain.errors import Refusal

EVERY = 10_000_000
HANDS_OVER = frozenset(
    {"surrender.dated", "surrender.redated", "temporary.agreed", "person.lent", "person.surrendered"}
)
"""By these a state says that it hands a person over, and that it did."""


def check_onward(reader: Reader, case: Case, type: str) -> None:
    """Raises Refusal ``onward.no_consent`` where the requested state received this person in another case, is still bound
    by speciality, and the state that surrendered him has not consented to this requester; ``onward.lent`` where it has him
    for a time, or without a decision: then no consent helps. To hand him back needs none.
    """
    if type not in HANDS_OVER:
        return
    paper = request_paper(reader, case.id)
    if paper is None:
        return
    for row in reader.register.folds("case", party=case.requested, limit=EVERY):
        first = decode_fold(row)
        if not isinstance(first, Case) or first.requesting != case.requested or first.requested == case.requesting:
            continue
        code = _binds(first, case.requesting)
        came = request_paper(reader, first.id) if code else None
        if came is not None and is_one(paper.identity, came.identity):
            raise Refusal(code, first.id)


def _binds(first: Case, to: str) -> str:
    """By which code the case binds the state that has the person by it; empty if it does not."""
    if not first.surrendered_at:
        return "onward.lent" if first.held_by == Party.REQUESTING else ""
    if first.after.ended_at:
        return ""
    consented = any(one.kind == "onward" and one.to == to and one.answer == "given" for one in first.after.asked)
    return "" if consented else "onward.no_consent"
