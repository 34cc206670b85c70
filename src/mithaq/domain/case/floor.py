"""The floor above every instrument, as far as a case carries it (law.md, *The floor*, H)."""

from __future__ import annotations

from mithaq.domain.case.case import Case
from mithaq.domain.case.moves import CaseState

AFTERWARDS = frozenset(
    {CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.RELEASE_DUE, CaseState.RELEASED, CaseState.REMOVED}
)


def no_removal(case: Case) -> bool:
    """Whether the case carries *no removal to the requester*: from arrest on, and after refusal or release.

    Expulsion, deportation or refused entry is no outcome of a case, so only a lawful hand-over ends it.
    """
    if case.surrendered_at:
        return False
    return bool(case.arrested_at) or case.state in AFTERWARDS
