"""Groups of rows that several states share. Each reads as a sentence of what is possible there."""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.case.moves import CaseState, Move, Party
from mithaq.domain.instrument import Clock

S = CaseState
ASKS, HOLDS, WATCHES = Party.REQUESTING, Party.REQUESTED, Party.COMMISSION

HOLD_CLOCKS = (Clock.DOCUMENT, Clock.DETENTION)
COLLECTION = (Clock.COLLECTION_MAY, Clock.COLLECTION_MUST)
ALL_CLOCKS = tuple(Clock)


def stay(state: CaseState, party: Party, *events: str, needs: tuple[str, ...] = ()) -> tuple[Move, ...]:
    """Statements of one party that change nothing in the state."""
    return tuple(Move(party, event, state, needs=needs) for event in events)


def messages(state: CaseState) -> tuple[Move, ...]:
    """Both parties may always write to each other."""
    return (*stay(state, ASKS, "message.sent"), *stay(state, HOLDS, "message.sent"))


def papers(state: CaseState) -> tuple[Move, ...]:
    """Papers may come from the request on. The sender lodges them; only the receipt of the other side
    counts.
    """
    return (
        *stay(state, ASKS, "warrant.lodged", "continuation.requested", "file.lodged"),
        Move(HOLDS, "lodgement.received", state, needs=("lodgement_known",)),
    )


def removal(*needs: str) -> tuple[Move, ...]:
    """Expulsion, deportation or hand-over beside the case. Either party and the commission may say so; it is a breach in
    every state.
    """
    why, breach = "removed", "removed_outside_procedure"
    return tuple(
        Move(party, "person.removed", S.REMOVED, needs=needs, reason=why, breach=breach, stops=ALL_CLOCKS)
        for party in Party
    )


def unlawful_surrender(*needs: str) -> tuple[Move, ...]:
    """The person is with the requesting state, and the decision, the date or the basis for it is not
    there.
    """
    row = Move(
        HOLDS,
        "person.surrendered",
        S.REMOVED,
        needs=needs,
        reason="surrendered_without_decision",
        breach="custody_without_decision",
        stops=ALL_CLOCKS,
        happened=True,
    )
    return (row, structs.replace(row, by=ASKS, event="surrender.received"))


def unlawful_arrest(reason: str, breach: str = "", needs: tuple[str, ...] = ()) -> tuple[Move, ...]:
    """An arrest that nothing carries. It is kept, and the person is to be released at once."""
    return (Move(HOLDS, "person.arrested", S.RELEASE_DUE, "", needs, reason=reason, breach=breach, happened=True),)


def custody(state: CaseState) -> tuple[Move, ...]:
    """What is possible whenever the requested state holds the person and has not yet handed over."""
    return (
        *messages(state),
        *papers(state),
        *removal(),
        Move(ASKS, "request.withdrawn", S.RELEASE_DUE, reason="withdrawn"),
        Move(HOLDS, "person.released", S.RELEASED, stops=ALL_CLOCKS),
        Move(HOLDS, "detention.lapsed", S.RELEASE_DUE, needs=("clock_due",), reason="lapsed"),
        Move(HOLDS, "person.arrested", state),  # the hold began earlier than was said: the clocks move back
    )


def informed(state: CaseState) -> tuple[Move, ...]:
    """Once the rights are told: they may be told again, and a court may order detention beyond the treaty's
    limit.
    """
    ordered = Move(
        HOLDS,
        "detention.extended",
        state,
        needs=("file_complete", "order_ends"),
        stops=(Clock.DETENTION,),
        starts=(Clock.ORDER,),
    )
    return (*stay(state, HOLDS, "rights.informed", needs=("rights_complete",)), ordered)


CLOSE = (Move(ASKS, "case.closed", S.CLOSED),)
