"""The rows of the floor above every instrument: assurances, the best interest of a minor, a risk of torture."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.case.moves import CUSTODY, CaseState, Move
from mithaq.domain.case.rows import ASKS, HOLDS, stay

S = CaseState
# An assurance is asked for before a date is set; who has a date needs no further one, unless the date falls.
ASKING = frozenset({S.REQUESTED, S.ADMITTED, S.POSTPONED, *CUSTODY} - {S.DATED})
ANSWERING = ASKING | {S.ESCAPED}
NOTING = ANSWERING | {S.DATED}
WEIGHING = CUSTODY | {S.POSTPONED}


def _assurances(state: CaseState) -> tuple[Move, ...]:
    return (
        *(stay(state, HOLDS, "assurance.asked", needs=("assurance_new",)) if state in ASKING else ()),
        *stay(state, ASKS, "assurance.given", needs=("assurance_open",)),
        *stay(state, ASKS, "assurance.declined", needs=("assurance_unanswered",)),
    )


def _found(state: CaseState, event: str, kept: str, against: str, reason: str) -> tuple[Move, ...]:
    """What a court found: for surrender only after it heard the person who was told his rights; against it always, and
    then nobody is held for this request any more.
    """
    to = S.REFUSED if state == S.POSTPONED else S.RELEASE_DUE
    ends = Move(HOLDS, event, to, when=against, reason="" if state == S.POSTPONED else reason)
    return (*(() if state == S.ARRESTED else stay(state, HOLDS, event, needs=("heard_on_it",), when=kept)), ends)


FLOOR: Mapping[CaseState, tuple[Move, ...]] = {
    state: (
        *(_assurances(state) if state in ANSWERING else ()),
        *(stay(state, HOLDS, "minor.noted") if state in NOTING else ()),
        *(_found(state, "interest.weighed", "compatible", "against", "child_interest") if state in WEIGHING else ()),
        *(_found(state, "risk.assessed", "excluded", "real_risk", "torture_risk") if state in WEIGHING else ()),
    )
    for state in S
    if state in NOTING | WEIGHING
}
