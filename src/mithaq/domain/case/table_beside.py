"""The rows beside the main path: what may be said in many states and mostly moves the case nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.case.moves import CUSTODY, CaseState, Move
from mithaq.domain.case.rows import ALL_CLOCKS, HOLDS, WATCHES, stay

S = CaseState
HANDED_OVER = frozenset({S.SURRENDERED, S.RECEIVED, S.SPECIALITY})
OPENED = tuple(state for state in S if state != S.NOT_OPEN)


def _removal(state: CaseState) -> tuple[Move, ...]:
    """Counsel's word, and the commission's answer to any word. Only what it finds brings the case to `removed`."""
    answered = Move(WATCHES, "removal.answered", state, needs=("removal_open",))
    found = Move(
        WATCHES,
        "removal.answered",
        S.REMOVED,
        when="found",
        needs=("removal_reported", "not_handed_over"),
        reason="removed",
        breach="removed_outside_procedure",
        stops=ALL_CLOCKS,
    )
    # whoever was taken without a decision was handed over too, and counsel may say where he was brought
    reported = Move(HOLDS, "removal.reported", state, needs=() if state == S.REMOVED else ("not_handed_over",))
    if state in HANDED_OVER:
        return (answered,)
    return (found, answered, reported)


def _prosecution(state: CaseState) -> tuple[Move, ...]:
    """Whoever refuses his own national prosecutes him on the requester's file, and reports (Riyadh 39)."""
    return (
        *stay(state, HOLDS, "prosecution.undertaken", needs=("own_national_refused",)),
        *stay(state, HOLDS, "prosecution.not_owed", needs=("own_national_refused", "prosecution_not_undertaken")),
        *stay(state, HOLDS, "prosecution.reported", needs=("prosecution_undertaken",)),
    )


REFUSED = frozenset({S.REFUSED, S.RELEASE_DUE, S.RELEASED, S.CLOSED})


def _ranked(state: CaseState) -> tuple[Move, ...]:
    """As long as nobody is to be handed over, the requests of several states may be ranked, also anew."""
    return stay(state, HOLDS, "requests.ranked", needs=("place_among",))


def _counsel(state: CaseState) -> tuple[Move, ...]:
    """A person may have counsel at any time, and counsel may file at any time, also about what is over."""
    return (
        *stay(state, HOLDS, "counsel.named", needs=("counsel_not_named",)),
        *stay(state, HOLDS, "counsel.relieved", "filing.lodged", "filing.shared", needs=("counsel_named",)),
    )


COUNTED = frozenset({S.ADMITTED, S.ESCAPED, S.POSTPONED, S.LENT, S.RELEASED, *CUSTODY})
"""In these the person is held, or may be again: what was served elsewhere bears on it. The admission counts by itself."""

RANKED = frozenset({S.REQUESTED, S.ADMITTED, S.POSTPONED, *CUSTODY} - {S.DATED})

BESIDE: Mapping[CaseState, tuple[Move, ...]] = {
    state: (
        *_counsel(state),
        *_removal(state),
        *(_prosecution(state) if state in REFUSED else ()),
        *(_ranked(state) if state in RANKED else ()),
        *(stay(state, HOLDS, "detention.counted") if state in COUNTED else ()),
    )
    for state in OPENED
}
