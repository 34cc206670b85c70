"""Transit (Riyadh 54): the passage of a person through a third state, on a case in which extradition was granted."""

from __future__ import annotations

from typing import Literal

from mithaq.app import screening
from mithaq.app.case_reading import load, request_paper
from mithaq.app.cases import speak
from mithaq.app.issue import cite, require
from mithaq.app.node import Actor, Node
from mithaq.app.passages import GRANTED, decision
from mithaq.app.registry import event_of
from mithaq.app.removals import check_not_suspended
from mithaq.app.same_facts import check_as_reviewed
from mithaq.domain.case.decide import Command
from mithaq.domain.case.events_transit import TransitNotified, TransitRequested
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event


def request(
    node: Node,
    actor: Actor,
    through: str,
    instrument: str,
    main: str,
    paper: DetentionRequest,
    *,
    kind: Literal["transit.requested", "transit.notified"] = "transit.requested",
    bound: str = "",
) -> Event:
    """Ask for transit through a state, or notify passage by air without landing, for the person of a granted case.

    It is screened like any request: a court that granted extradition did not see what its passage says. Raises NotFound
    for a case that is not ours, Refusal ``transit.no_granted_case``, ``request.stopped`` with the rules, and those of
    `check_as_reviewed`: nobody is carried on the decision about another.
    """
    require(node, actor, kind)
    node.law.member_kind(through)
    screened = screening.of_request(node, node.member, _rests_on(node, main), paper)
    with node.write() as tx:
        case = load(tx.store, main)
        if case is None or case.requesting != node.member:
            raise NotFound("case")
        granted = decision(tx.store, case)
        if granted is None or case.state not in GRANTED:
            raise Refusal("transit.no_granted_case", "main")
        check_not_suspended(tx.store, node.member, through)
        check_as_reviewed(paper, request_paper(tx.store, main))
        screening.check_request(screened)
        word = tx.store.journal.by_hash(bound) if bound else None
        cited = (granted, *((event_of(word.envelope),) if word else ()))
        shape = TransitRequested if kind == "transit.requested" else TransitNotified
        body = shape(through, instrument, case.id, case.requested, granted.hash, bound)
        command = Command(
            kind, node.member, node.new_id("c"), body, paper, cites=tuple(cite(event) for event in cited), cited=cited
        )
        return speak(node, tx, actor, None, command)


def _rests_on(node: Node, main: str) -> str:
    """The alert of the main case; empty where there is no such case, which is said later."""
    with node.store.read() as reader:
        case = load(reader, main)
    return case.alert if case is not None else ""
