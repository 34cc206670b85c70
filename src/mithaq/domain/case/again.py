"""A second case is no way round a first: what other cases on the person allow, and what of their time counts.

All detention for one person, requester and facts adds up; after a lapse, re-arrest only on the complete file and a new court
order (law.md, the two gates). Whether a person or an act that is described otherwise is another one, a prosecutor finds by
name and with reasons; until he has, its time counts.
"""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.case.case import Case
from mithaq.domain.case.events_person import DetentionCounted
from mithaq.domain.case.guards_person import uncollected
from mithaq.domain.case.rules import Finding
from mithaq.domain.case.states import CUSTODY, CaseState
from mithaq.domain.errors import Refusal
from mithaq.domain.instrument import Words

EARLIER = "earlier_detention"

# The person can be arrested in these, or is held: a second case beside them would count its own time.
STILL_OPEN = CUSTODY | {
    CaseState.ADMITTED, CaseState.POSTPONED, CaseState.LENT, CaseState.ESCAPED, CaseState.RELEASE_DUE,
}  # fmt: skip

SAYS = Words(
    "كل توقيف لشخص واحد لحساب دولة طالبة واحدة عن وقائع واحدة يُجمع، ولو اختلفت الاتفاقية أو الإذاعة.",
    "All detention of one person for one requesting state and the same facts adds up, across instruments and alerts.",
    "Toute détention d'une personne pour un même État requérant et les mêmes faits s'additionne, tous instruments et "
    "alertes confondus.",
)


def weighs(other: Case, at: str) -> bool:
    """Whether a case could bar another or shorten its clocks: the person was held in it, may be, or was not collected."""
    return bool(other.held_seconds(at)) or other.state in STILL_OPEN or uncollected(other)


def way_round(case: Case, others: tuple[Case, ...], at: str) -> Refusal | None:
    """No second case takes up what a first one still holds, or what article 48 has ended; and none takes up a detention
    that has ended without a court's order since.

    A landing on the way is no new detention but a stage of the surrender that was granted: its time is added, and an order
    is asked for only where the person was freed before.
    """
    for other in others:
        if other.requested == case.requested and other.state in STILL_OPEN:
            return Refusal("case.another_open", other.id)
        if uncollected(other):
            return Refusal("rearrest.barred", other.id)
    served = (other for other in others if other.held_seconds(at) and (case.transit is None or _freed(other)))
    ordered = all(case.rearrest_at and other.held_until <= case.rearrest_at for other in served)
    return None if ordered else Refusal("rearrest.not_ordered", "rearrest.ordered")


def served(cases: tuple[Case, ...], at: str) -> int:
    """Seconds held in these cases, each stretch once; and never less than what one of them counts by itself."""
    alone = max((one.held_seconds(at) for one in cases), default=0)
    return max(alone, sum(one.own_seconds(at) for one in cases))


def elsewhere(case: Case, others: tuple[Case, ...], at: str) -> int:
    """The same for a case that may have held the person itself: what the others count of that is taken off. Where it holds
    the person now, nobody else has since.
    """
    until = case.held_from if case.held_from and not case.held_until else at
    alone = max((one.held_seconds(until) for one in others), default=0)
    return max(alone - case.own_seconds(at), sum(one.own_seconds(until) for one in others))


def counted(case: Case, body: DetentionCounted, others: tuple[Case, ...], at: str) -> DetentionCounted:
    """The statement with what the other cases add up to, where that is more than its author says."""
    if body.other_facts:
        return structs.replace(body, held_elsewhere=0, not_collected=False)
    return structs.replace(
        body,
        held_elsewhere=max(body.held_elsewhere, case.held_elsewhere, elsewhere(case, others, at)),
        not_collected=body.not_collected or any(uncollected(one) for one in others),
    )


def finding(unsure: tuple[Case, ...], at: str) -> Finding | None:
    """The question that a prosecutor answers, where other cases on what may be the same person bear on this one."""
    if not any(weighs(one, at) for one in unsure):
        return None
    return Finding(EARLIER, "", "arguable", "act_not_alike", SAYS, confirmed=True)


def _freed(other: Case) -> bool:
    """Whether the person was let go in that case, or should have been."""
    return bool(other.release_due_at or other.released_at)
