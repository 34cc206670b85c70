"""When every holder must have erased the papers of a case. A view: the fold has no clock (law.md, *Kinds of alert*)."""

from __future__ import annotations

from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import instant
from mithaq.domain.case.states import CaseState
from mithaq.domain.instant import Instant, parse
from mithaq.domain.law import Law
from mithaq.domain.message.clocks import due_at

KEPT = "papers_kept"

OVER = frozenset({
    CaseState.UNFOUNDED, CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.RELEASED, CaseState.DIED, CaseState.CLOSED,
    CaseState.TRANSIT_REFUSED, CaseState.TRANSIT_LEFT,
})  # fmt: skip
"""The states in which nobody is held on the case and nothing of it is still owed. Whoever was surrendered is protected by
speciality, and whoever was removed beside the law by the proof of it: their papers stay until the case is closed."""


def erase_from(case: Case, law: Law, *, ordered: bool) -> Instant | None:
    """From when on nobody keeps what its papers say: a time after its end (`papers_kept`), or its end itself where the
    commission had the alert erased that it rests on. None: it is not over, and the papers may yet free somebody.

    An end that no clock of ours could show counts as over, never as endless.
    """
    if case.state not in OVER:
        return None
    end = case.since if ordered else due_at(law, KEPT, case.requested, case.since)
    return instant(end) or parse("2000-01-01T00:00:00.000Z")
