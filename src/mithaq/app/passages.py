"""What a transit rests on: the case in which extradition was granted, and the decision that the transit cites."""

from __future__ import annotations

from mithaq.app.case_reading import load
from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.domain.case.case import Case
from mithaq.domain.case.events import CourtDecided
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event

GRANTED = frozenset({CaseState.FINAL, CaseState.DATED, CaseState.SURRENDERED})
"""The states of a main case that a transit may be asked for in: decided for good, and not yet at its end."""

RESTS_ON_MAIN = frozenset({"transit.permitted", "transit.entered", "detention.admitted"})
"""What the transit state says only after it has looked at the main case."""


def check_granted(reader: Reader, case: Case) -> None:
    """Before the transit state lets anybody pass or be arrested: the cited decision is what it is cited for, and stands.
    The fold sees only its hash; here the case in which it was made is at hand.

    Raises Refusal ``transit.no_granted_case``.
    """
    passage = case.transit
    main = load(reader, passage.main) if passage is not None else None
    granted = decision(reader, main) if main is not None else None
    if passage is None or main is None or granted is None or main.state not in GRANTED:
        raise Refusal("transit.no_granted_case", "main")
    same_sides = (main.requesting, main.requested) == (case.requesting, passage.holder)
    if not same_sides or granted.hash != passage.granted:
        raise Refusal("transit.no_granted_case", "main")


def decision(reader: Reader, case: Case) -> Event | None:
    """The decision by which extradition was granted in this case, if one took effect."""
    void = {mark.hash for mark in case.voids}
    for stored in reader.journal.about(case.id):
        event = event_of(stored.envelope) if stored.applied else None
        if event is None or event.hash in void or event.member != case.requested:
            continue
        if isinstance(event.body, CourtDecided) and event.body.outcome == "granted":
            return event
    return None
