"""The table from the request to the date of surrender."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.case.moves import CaseState, Move
from mithaq.domain.case.rows import (
    ALL_CLOCKS,
    ASKS,
    CLOSE,
    COLLECTION,
    HOLD_CLOCKS,
    HOLDS,
    custody,
    informed,
    messages,
    papers,
    removal,
    unlawful_arrest,
    unlawful_surrender,
)

S = CaseState

BEFORE: Mapping[CaseState, tuple[Move, ...]] = {
    S.NOT_OPEN: (Move(ASKS, "detention.requested", S.REQUESTED, needs=("alert_circulated", "instrument_binds")),),
    S.UNFOUNDED: (
        *messages(S.UNFOUNDED),
        *CLOSE,
        *removal(),
        *unlawful_surrender(),
        *unlawful_arrest("no_request", "arrest_without_request"),
    ),
    S.REQUESTED: (
        *messages(S.REQUESTED),
        *papers(S.REQUESTED),
        *removal(),
        *unlawful_surrender(),
        *unlawful_arrest("not_admitted", "arrest_without_admission"),
        Move(HOLDS, "detention.admitted", S.ADMITTED),
        Move(HOLDS, "detention.refused", S.REFUSED),
        Move(ASKS, "request.withdrawn", S.WITHDRAWN),
    ),
    S.ADMITTED: (
        *messages(S.ADMITTED),
        *papers(S.ADMITTED),
        *removal(),
        *unlawful_surrender(),
        Move(HOLDS, "person.arrested", S.ARRESTED, starts=HOLD_CLOCKS),
        Move(HOLDS, "detention.refused", S.REFUSED),
        Move(ASKS, "request.withdrawn", S.WITHDRAWN),
    ),
    S.REFUSED: (
        *messages(S.REFUSED),
        *CLOSE,
        *removal(),
        *unlawful_surrender(),
        *unlawful_arrest("refused", "arrest_after_refusal"),
    ),
    S.WITHDRAWN: (
        *messages(S.WITHDRAWN),
        *CLOSE,
        *removal(),
        *unlawful_surrender(),
        # the two statements crossed: nobody's breach, and the withdrawal wins
        *unlawful_arrest("withdrawn"),
    ),
    S.ARRESTED: (
        *custody(S.ARRESTED),
        *unlawful_surrender(),
        Move(HOLDS, "rights.informed", S.INFORMED, needs=("rights_complete",)),
        Move(HOLDS, "court.decided", S.RELEASE_DUE, when="refused", reason="court_refused"),
    ),
    S.INFORMED: (
        *custody(S.INFORMED),
        *unlawful_surrender(),
        *informed(S.INFORMED),
        Move(HOLDS, "court.decided", S.GRANTED, when="granted", needs=("file_complete", "person_heard")),
        Move(HOLDS, "court.decided", S.RELEASE_DUE, when="refused", reason="court_refused"),
    ),
    S.GRANTED: (
        *custody(S.GRANTED),
        *unlawful_surrender(),
        *informed(S.GRANTED),
        Move(HOLDS, "appeal.lodged", S.APPEALED),
        Move(HOLDS, "appeal.waived", S.FINAL),
        Move(HOLDS, "appeal.lapsed", S.FINAL),
    ),
    S.APPEALED: (
        *custody(S.APPEALED),
        *unlawful_surrender(),
        *informed(S.APPEALED),
        Move(HOLDS, "appeal.decided", S.FINAL, when="confirmed", needs=("person_heard",)),
        Move(HOLDS, "appeal.decided", S.RELEASE_DUE, when="reversed", reason="appeal_reversed"),
    ),
    S.FINAL: (
        *custody(S.FINAL),
        *unlawful_surrender(),
        *informed(S.FINAL),
        Move(HOLDS, "surrender.dated", S.DATED, needs=("day_sound", "not_deferred"), starts=COLLECTION),
    ),
    S.DATED: (
        *custody(S.DATED),
        *informed(S.DATED),
        Move(HOLDS, "person.surrendered", S.SURRENDERED, stops=ALL_CLOCKS),
        Move(ASKS, "surrender.received", S.RECEIVED, stops=ALL_CLOCKS),
    ),
}
