"""What is stated of a time to come has not happened: it satisfies no safeguard, stops no clock and ends no custody.

No node signs such a statement (`decide`); one that was signed past it is void, where the person would be worse off if it
counted. What frees, what takes a consent back and what was done to the person is kept whatever its date: there the earlier
of act and signing is judged (`Said.first`).
"""

from __future__ import annotations

from mithaq.domain.case.clocks import sound
from mithaq.domain.case.said import Said
from mithaq.domain.errors import Refusal

NOT_YET = frozenset({
    ("rights.informed", ""), ("lodgement.received", ""), ("paper.received", ""), ("judge.heard", ""), ("consent.given", ""),
    ("custody.reviewed", "upheld"), ("detention.extended", ""), ("court.decided", "granted"),
    ("appeal.decided", "confirmed"), ("appeal.waived", ""), ("appeal.lapsed", ""), ("minister.decided", "granted"),
    ("interest.weighed", "compatible"), ("risk.assessed", "excluded"), ("rearrest.ordered", ""),
    ("surrender.postponed", ""), ("person.released", ""), ("person.escaped", ""), ("person.died", ""), ("transit.left", ""),
})  # fmt: skip
"""By statement and, where it has several, by outcome."""


def not_yet(said: Said) -> Refusal | None:
    """Why this statement cannot count yet: its act is dated after its signing."""
    if (said.type, said.body.outcome_code) not in NOT_YET:
        return None
    acted = sound(said.body.acted_at)
    return Refusal("instant.future", said.body.moment) if acted and acted[0] > said.signed else None
