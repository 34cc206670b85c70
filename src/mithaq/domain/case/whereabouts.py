"""Where the person of a case is, as far as the case says: whether he is gone from the requested state, and since when.

The fold of one case cannot know of another on the same person. Whoever reads both asks here what the one says of him before
the other is taken further.
"""

from __future__ import annotations

from mithaq.domain.case.case import Case
from mithaq.domain.case.states import CaseState, Party

MAY_BE_BACK = frozenset({CaseState.ESCAPED, CaseState.WITHDRAWN, CaseState.RELEASED})
"""Whoever fled, or was set free over there, may be met here like anybody else."""


def gone_at(case: Case) -> str:
    """Since when the person is not in the requested state, by this case: handed over, lent, escaped, removed or dead. Empty
    where it does not say so, and while that state holds him.
    """
    if case.held_by == Party.REQUESTED:
        return ""
    lost = (case.died_at, case.surrendered_at, case.lending.lent_at, _escaped_at(case))
    removed = (one.at for one in case.removals if one.answer == "found" or not (one.reported or one.answer))
    with_them = (
        case.since if case.held_by == Party.REQUESTING and not case.removals else ""
    )  # unless found to be untrue
    return max((*lost, *removed)) or with_them


def is_kept_away(case: Case) -> bool:
    """Whether he is gone in such a way that nobody can meet him here: by this case he is elsewhere still, or dead."""
    free = case.after.ended_at or case.after.final_release_at or case.state in MAY_BE_BACK
    return bool(gone_at(case)) and (bool(case.died_at) or not free)


def _escaped_at(case: Case) -> str:
    """Whoever was arrested or released after an escape had come back."""
    back = max(case.arrested_at, case.released_at)
    return case.escaped_at if case.state == CaseState.ESCAPED or case.escaped_at >= back else ""
