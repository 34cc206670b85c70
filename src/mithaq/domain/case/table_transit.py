"""The rows of transit. After an unscheduled landing the ordinary table goes on from `requested`."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.case.moves import CaseState, Move
from mithaq.domain.case.rows import (
    ALL_CLOCKS,
    ASKS,
    CLOSE,
    HOLDS,
    lapse,
    messages,
    papers,
    removal,
    unlawful_arrest,
    unlawful_surrender,
)

S = CaseState
OPENS = ("instrument_binds", "granted_cited")


def _beside(state: CaseState) -> tuple[Move, ...]:
    """What nothing of a transit carries: kept, and the person is to be released."""
    return (
        *messages(state),
        *removal(),
        *unlawful_surrender(),
        *unlawful_arrest("transit_only", "arrest_in_transit"),
    )


def _ahead(state: CaseState) -> tuple[Move, ...]:
    """Before the person has come: it may be refused, withdrawn, or an aircraft may have to land."""
    return (
        *_beside(state),
        *papers(state),
        Move(HOLDS, "transit.refused", S.TRANSIT_REFUSED),
        Move(HOLDS, "landing.stated", S.REQUESTED),
        Move(ASKS, "request.withdrawn", S.WITHDRAWN),
    )


PERMIT = Move(HOLDS, "transit.permitted", S.TRANSIT_PERMITTED, needs=("file_complete",))


def _landed(state: CaseState, *needs: str) -> tuple[Move, ...]:
    """After the landing: the journey may be permitted on the complete file, and may go on."""
    return (
        *lapse("passage_lapsed"),
        Move(HOLDS, "transit.permitted", state, needs=("in_transit", "file_complete")),
        Move(HOLDS, "transit.left", S.TRANSIT_LEFT, needs=("in_transit", *needs), stops=ALL_CLOCKS),
    )


TRANSIT: Mapping[CaseState, tuple[Move, ...]] = {
    S.NOT_OPEN: (
        Move(ASKS, "transit.requested", S.TRANSIT_REQUESTED, needs=OPENS),
        Move(ASKS, "transit.notified", S.TRANSIT_NOTIFIED, needs=OPENS),
    ),
    S.TRANSIT_REQUESTED: (*_ahead(S.TRANSIT_REQUESTED), PERMIT),
    S.TRANSIT_NOTIFIED: (
        *_ahead(S.TRANSIT_NOTIFIED),
        PERMIT,
        Move(HOLDS, "transit.left", S.TRANSIT_LEFT),
        *CLOSE,
    ),
    S.TRANSIT_PERMITTED: (
        *_ahead(S.TRANSIT_PERMITTED),
        Move(HOLDS, "transit.entered", S.TRANSIT_ENTERED),
        *CLOSE,
    ),
    S.TRANSIT_ENTERED: (
        *_beside(S.TRANSIT_ENTERED),
        Move(HOLDS, "transit.left", S.TRANSIT_LEFT, stops=ALL_CLOCKS),
        *lapse("passage_lapsed"),
        Move(HOLDS, "person.released", S.TRANSIT_LEFT),  # and never arrested anew on a mere passage
        Move(ASKS, "request.withdrawn", S.RELEASE_DUE, reason="withdrawn"),
    ),
    S.TRANSIT_REFUSED: (
        *_beside(S.TRANSIT_REFUSED),
        Move(HOLDS, "landing.stated", S.REQUESTED),  # it happened; a prosecutor still has to admit or refuse
        *CLOSE,
    ),
    S.TRANSIT_LEFT: (*_beside(S.TRANSIT_LEFT), *CLOSE),
    S.REQUESTED: _landed(S.REQUESTED),
    S.ADMITTED: _landed(S.ADMITTED),
    # once arrested, he goes on only where the transit was permitted and he knows his rights
    S.INFORMED: _landed(S.INFORMED, "transit_permitted"),
}
