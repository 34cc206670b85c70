"""The case as one literal table: in which state, which party, by which statement, may bring it where.

Read a row as a sentence: *in ARRESTED the requested state, by rights.informed, brings the case to INFORMED,
if the rights are complete*. What is not a row has no effect. `tests/unit/domain/case/test_paths.py` walks the
table.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, structs

from mithaq.domain.instrument import Clock

__all__ = ["CUSTODY", "TRANSITIONS", "CaseState", "Clock", "Move", "Party"]


class Party(StrEnum):
    """The two sides of a case: الدولة الطالبة and الدولة المطلوب إليها."""

    REQUESTING = "requesting"
    REQUESTED = "requested"


class CaseState(StrEnum):
    """Where a case stands. `release_due` is left only by a release; `removed` is the breach that nothing
    repairs.
    """

    NOT_OPEN = "not_open"
    UNFOUNDED = "unfounded"
    REQUESTED = "requested"
    ADMITTED = "admitted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ARRESTED = "arrested"
    INFORMED = "informed"
    GRANTED = "granted"
    APPEALED = "appealed"
    FINAL = "final"
    DATED = "dated"
    SURRENDERED = "surrendered"
    RECEIVED = "received"
    SPECIALITY = "speciality"
    RELEASE_DUE = "release_due"
    RELEASED = "released"
    REMOVED = "removed"
    CLOSED = "closed"


class Move(Struct, frozen=True):
    """One row. `when`: the outcome the body must have. `needs`: guards by name (`guards.py`). Of several rows
    for one statement the first counts whose needs are met; if none is, the statement is void.

    `starts` and `stops` name clocks. `reason` says why a release is due, `breach` what was done to the
    person. `happened`: a fact that is kept because it happened; nobody may be told to bring it about.
    """

    by: Party
    event: str
    to: CaseState
    when: str = ""
    needs: tuple[str, ...] = ()
    starts: tuple[Clock, ...] = ()
    stops: tuple[Clock, ...] = ()
    reason: str = ""
    breach: str = ""
    happened: bool = False


S, P = CaseState, Party
ASKS, HOLDS = Party.REQUESTING, Party.REQUESTED

HOLD_CLOCKS = (Clock.DOCUMENT, Clock.DETENTION)
COLLECTION = (Clock.COLLECTION_MAY, Clock.COLLECTION_MUST)
ALL_CLOCKS = tuple(Clock)

CUSTODY = frozenset({S.ARRESTED, S.INFORMED, S.GRANTED, S.APPEALED, S.FINAL, S.DATED})
"""The states in which the requested state holds the person and every clock that runs can lapse."""


def _stay(state: CaseState, party: Party, *events: str, needs: tuple[str, ...] = ()) -> tuple[Move, ...]:
    return tuple(Move(party, event, state, needs=needs) for event in events)


def _messages(state: CaseState) -> tuple[Move, ...]:
    return (*_stay(state, ASKS, "message.sent"), *_stay(state, HOLDS, "message.sent"))


def _papers(state: CaseState) -> tuple[Move, ...]:
    """Papers may come from the request on. The sender lodges them; only the receipt of the other side
    counts.
    """
    return (
        *_stay(state, ASKS, "warrant.lodged", "continuation.requested", "file.lodged"),
        Move(HOLDS, "lodgement.received", state, needs=("lodgement_known",)),
    )


def _removal(*needs: str) -> tuple[Move, ...]:
    """Expulsion, deportation or hand-over beside the case. Either party may say so; it is a breach in every
    state.
    """
    why, breach = "removed", "removed_outside_procedure"
    return tuple(
        Move(party, "person.removed", S.REMOVED, needs=needs, reason=why, breach=breach, stops=ALL_CLOCKS)
        for party in Party
    )


def _unlawful_surrender(*needs: str) -> tuple[Move, ...]:
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


def _unlawful_arrest(reason: str, breach: str = "", needs: tuple[str, ...] = ()) -> tuple[Move, ...]:
    """An arrest that nothing carries. It is kept, and the person is to be released at once."""
    return (Move(HOLDS, "person.arrested", S.RELEASE_DUE, "", needs, reason=reason, breach=breach, happened=True),)


def _custody(state: CaseState) -> tuple[Move, ...]:
    """What is possible whenever the requested state holds the person and has not yet handed over."""
    return (
        *_messages(state),
        *_papers(state),
        *_removal(),
        Move(ASKS, "request.withdrawn", S.RELEASE_DUE, reason="withdrawn"),
        Move(HOLDS, "person.released", S.RELEASED, stops=ALL_CLOCKS),
        Move(HOLDS, "detention.lapsed", S.RELEASE_DUE, needs=("clock_due",), reason="lapsed"),
        Move(HOLDS, "person.arrested", state),  # the hold began earlier than was said: the clocks move back
    )


def _informed(state: CaseState) -> tuple[Move, ...]:
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
    return (*_stay(state, HOLDS, "rights.informed", needs=("rights_complete",)), ordered)


CLOSE = (Move(ASKS, "case.closed", S.CLOSED),)

TRANSITIONS: Mapping[CaseState, tuple[Move, ...]] = {
    S.NOT_OPEN: (Move(ASKS, "detention.requested", S.REQUESTED, needs=("alert_circulated", "instrument_binds")),),
    S.UNFOUNDED: (
        *_messages(S.UNFOUNDED),
        *CLOSE,
        *_removal(),
        *_unlawful_surrender(),
        *_unlawful_arrest("no_request", "arrest_without_request"),
    ),
    S.REQUESTED: (
        *_messages(S.REQUESTED),
        *_papers(S.REQUESTED),
        *_removal(),
        *_unlawful_surrender(),
        *_unlawful_arrest("not_admitted", "arrest_without_admission"),
        Move(HOLDS, "detention.admitted", S.ADMITTED),
        Move(HOLDS, "detention.refused", S.REFUSED),
        Move(ASKS, "request.withdrawn", S.WITHDRAWN),
    ),
    S.ADMITTED: (
        *_messages(S.ADMITTED),
        *_papers(S.ADMITTED),
        *_removal(),
        *_unlawful_surrender(),
        Move(HOLDS, "person.arrested", S.ARRESTED, starts=HOLD_CLOCKS),
        Move(HOLDS, "detention.refused", S.REFUSED),
        Move(ASKS, "request.withdrawn", S.WITHDRAWN),
    ),
    S.REFUSED: (
        *_messages(S.REFUSED),
        *CLOSE,
        *_removal(),
        *_unlawful_surrender(),
        *_unlawful_arrest("refused", "arrest_after_refusal"),
    ),
    S.WITHDRAWN: (
        *_messages(S.WITHDRAWN),
        *CLOSE,
        *_removal(),
        *_unlawful_surrender(),
        # the two statements crossed: nobody's breach, and the withdrawal wins
        *_unlawful_arrest("withdrawn"),
    ),
    S.ARRESTED: (
        *_custody(S.ARRESTED),
        *_unlawful_surrender(),
        Move(HOLDS, "rights.informed", S.INFORMED, needs=("rights_complete",)),
        Move(HOLDS, "court.decided", S.RELEASE_DUE, when="refused", reason="court_refused"),
    ),
    S.INFORMED: (
        *_custody(S.INFORMED),
        *_unlawful_surrender(),
        *_informed(S.INFORMED),
        Move(HOLDS, "court.decided", S.GRANTED, when="granted", needs=("file_complete", "person_heard")),
        Move(HOLDS, "court.decided", S.RELEASE_DUE, when="refused", reason="court_refused"),
    ),
    S.GRANTED: (
        *_custody(S.GRANTED),
        *_unlawful_surrender(),
        *_informed(S.GRANTED),
        Move(HOLDS, "appeal.lodged", S.APPEALED),
        Move(HOLDS, "appeal.waived", S.FINAL),
        Move(HOLDS, "appeal.lapsed", S.FINAL),
    ),
    S.APPEALED: (
        *_custody(S.APPEALED),
        *_unlawful_surrender(),
        *_informed(S.APPEALED),
        Move(HOLDS, "appeal.decided", S.FINAL, when="confirmed", needs=("person_heard",)),
        Move(HOLDS, "appeal.decided", S.RELEASE_DUE, when="reversed", reason="appeal_reversed"),
    ),
    S.FINAL: (
        *_custody(S.FINAL),
        *_unlawful_surrender(),
        *_informed(S.FINAL),
        Move(HOLDS, "surrender.dated", S.DATED, needs=("day_sound",), starts=COLLECTION),
    ),
    S.DATED: (
        *_custody(S.DATED),
        *_informed(S.DATED),
        Move(HOLDS, "person.surrendered", S.SURRENDERED, stops=ALL_CLOCKS),
        Move(ASKS, "surrender.received", S.RECEIVED, stops=ALL_CLOCKS),
    ),
    S.SURRENDERED: (
        *_messages(S.SURRENDERED),
        Move(ASKS, "surrender.received", S.RECEIVED),
        # signed before the requesting state could know of the hand-over: the withdrawal wins here too
        Move(ASKS, "request.withdrawn", S.RELEASE_DUE, reason="withdrawn"),
    ),
    S.RECEIVED: (*_messages(S.RECEIVED), Move(ASKS, "speciality.undertaken", S.SPECIALITY)),
    S.SPECIALITY: (*_messages(S.SPECIALITY), *CLOSE),
    S.RELEASE_DUE: (
        *_messages(S.RELEASE_DUE),
        *_removal(),
        # handed over before the withdrawal was known: its record changes nothing, the release is due
        Move(ASKS, "surrender.received", S.RELEASE_DUE, needs=("with_requesting",)),
        *_unlawful_surrender(),
        Move(HOLDS, "person.released", S.RELEASED, needs=("with_requested",)),
        Move(ASKS, "person.released", S.RELEASED, needs=("with_requesting",)),
        Move(HOLDS, "detention.lapsed", S.RELEASE_DUE, needs=("clock_due",)),
        Move(ASKS, "request.withdrawn", S.RELEASE_DUE),
        Move(HOLDS, "person.arrested", S.RELEASE_DUE, happened=True),
    ),
    S.RELEASED: (
        *_messages(S.RELEASED),
        *CLOSE,
        *_removal(),
        *_unlawful_surrender(),
        *_unlawful_arrest("released", "arrest_after_release"),
    ),
    S.REMOVED: (
        *_messages(S.REMOVED),
        *_removal(),
        Move(ASKS, "person.released", S.RELEASED),
    ),
    S.CLOSED: (
        *_messages(S.CLOSED),
        *_removal("not_handed_over"),
        *_unlawful_surrender("not_handed_over"),
        *_unlawful_arrest("closed", "arrest_after_closing", ("not_handed_over",)),
    ),
}
