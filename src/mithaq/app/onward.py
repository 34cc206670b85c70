"""No onward surrender: whom a state received, it hands to no third one without the consent of the state he came from.

The undertaking stands in one case, and the request of the third state opens another. So before the state signs a date in the
second, its node looks whether the person came to it by a first (Riyadh 53).
"""

from __future__ import annotations

from mithaq.app.case_reading import request_paper
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.app.same_facts import is_one
from mithaq.domain.case.case import Case
from mithaq.domain.errors import Refusal

EVERY = 10_000_000
HANDS_OVER = frozenset({"surrender.dated", "surrender.redated", "temporary.agreed"})
"""What a state signs before it hands a person over."""


def check_onward(reader: Reader, case: Case, type: str) -> None:
    """Raises Refusal ``onward.no_consent`` where the requested state received this person in another case, is still bound
    by speciality, and the state that surrendered him has not consented to this requester. To hand him back needs no consent.
    """
    if type not in HANDS_OVER:
        return
    paper = request_paper(reader, case.id)
    if paper is None:
        return
    for row in reader.register.folds("case", party=case.requested, limit=EVERY):
        first = decode_fold(row)
        if not isinstance(first, Case) or first.requesting != case.requested or not _binds(first):
            continue
        if first.requested == case.requesting or _consented(first, case.requesting):
            continue
        came = request_paper(reader, first.id)
        if came is not None and is_one(paper.identity, came.identity):
            raise Refusal("onward.no_consent", first.id)


def _binds(first: Case) -> bool:
    return bool(first.surrendered_at) and not first.after.ended_at


def _consented(first: Case, to: str) -> bool:
    return any(one.kind == "onward" and one.to == to and one.answer == "given" for one in first.after.asked)
