"""Whether the state passed through seems to want the person of a transit itself (Riyadh 54). Known at its own node alone."""

from __future__ import annotations

from mithaq.app.case_reading import decoded, request_paper
from mithaq.app.duplicates import OPEN
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.app.same_facts import perhaps_one
from mithaq.app.screening_known import known
from mithaq.domain.case.case import Case
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import Wanted

EVERY = 10_000_000

AHEAD = frozenset({
    CaseState.TRANSIT_REQUESTED, CaseState.TRANSIT_NOTIFIED, CaseState.TRANSIT_PERMITTED,
    CaseState.REQUESTED, CaseState.ADMITTED, CaseState.INFORMED,
})  # fmt: skip
"""In these a passage is still to be permitted, or whoever landed to be admitted."""


def wanted_here(node: Node, case: Case) -> bool:
    """Whether an arrest alert of this state, or a case that it opened, may be about the person who is to pass.

    Nobody may hold a snapshot of the store who asks this: the index takes its own.
    """
    if case.transit is None or case.requested != node.member or case.state not in AHEAD:
        return False
    with node.store.read() as reader:
        paper = request_paper(reader, case.id)
        if paper is None:
            return False
        if _asks_for(node, reader, paper):
            return True
    content = Wanted(
        paper.identity, paper.warrant, paper.offence, undertaking=False, proportionality="", earlier_requests=""
    )
    found = known(node, "", content).others
    return any(one.owner == node.member and one.in_force and one.kind == "wanted" for one in found)


def _asks_for(node: Node, reader: Reader, paper: DetentionRequest) -> bool:
    """Whether this state itself asks another for what may be that person."""
    states = tuple(str(state) for state in OPEN)
    rows = reader.register.folds("case", party=node.member, states=states, limit=EVERY)
    asked = (decoded(row) for row in rows if row.member == node.member)
    papers = (request_paper(reader, one.id) for one in asked if one.transit is None)
    return bool(perhaps_one(node.scales, paper, [one for one in papers if one is not None]))
