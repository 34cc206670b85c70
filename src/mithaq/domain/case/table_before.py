"""The table from the request to the date of surrender."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.case.moves import CaseState, Move
from mithaq.domain.case.rows import (
    ALL_CLOCKS,
    ASKS,
    CLOSE,
    COLLECTION,
    HOLDS,
    LENDING,
    SURRENDER,
    arrest,
    cure,
    custody,
    death,
    freed_on_the_way,
    handing,
    informed,
    messages,
    ministerial,
    order,
    papers,
    postponing,
    refusal,
    removal,
    revocation,
    revocation_away,
    stay,
    unlawful_arrest,
    unlawful_surrender,
)

S = CaseState
FLOOR = ("minor_weighed", "risk_assessed")
CONSENT = ("consent_formal", "consent_not_too_early", "consent_understood")
DECISION = ("file_complete", "person_heard", "judge_heard", *FLOOR)
REDATED = ("day_sound", "day_proposed")
DATE = ("day_sound", "minister_agreed", "not_deferred", "assurances_given", *FLOOR)

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
        # whoever was held before for the same facts is not arrested again without the complete file and a court (Riyadh 44)
        *order(S.REQUESTED),
        Move(HOLDS, "detention.admitted", S.ADMITTED, needs=("ordered_again",)),
        *freed_on_the_way(),
        *refusal(),
        *cure(S.REQUESTED),
        *death(HOLDS),
        Move(ASKS, "request.withdrawn", S.WITHDRAWN),
    ),
    S.ADMITTED: (
        *messages(S.ADMITTED),
        *papers(S.ADMITTED),
        *removal(),
        *unlawful_surrender(),
        *order(S.ADMITTED),
        *revocation_away(S.ADMITTED),
        *arrest(),
        *freed_on_the_way(),
        *refusal(),
        *cure(S.ADMITTED),
        *death(HOLDS),
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
        *revocation(S.ARRESTED),
        # arrested again after a flight or a release: a decision that stands goes on where it was
        Move(HOLDS, "rights.informed", S.FINAL, needs=("rights_complete", "decision_final")),
        Move(HOLDS, "rights.informed", S.APPEALED, needs=("rights_complete", "decision_appealed")),
        Move(HOLDS, "rights.informed", S.GRANTED, needs=("rights_complete", "decision_granted")),
        Move(HOLDS, "rights.informed", S.INFORMED, needs=("rights_complete",)),
        Move(HOLDS, "court.decided", S.RELEASE_DUE, when="refused", reason="court_refused"),
    ),
    S.INFORMED: (
        *custody(S.INFORMED),
        *unlawful_surrender(),
        *informed(S.INFORMED),
        *stay(S.INFORMED, HOLDS, "judge.heard"),
        *stay(S.INFORMED, HOLDS, "consent.given", needs=CONSENT),
        *revocation(S.INFORMED),
        # consent makes the appeal unnecessary, and nothing else: a court decides on the complete file all the same
        Move(HOLDS, "court.decided", S.FINAL, when="granted", needs=("consent_stands", *DECISION)),
        Move(HOLDS, "court.decided", S.GRANTED, when="granted", needs=DECISION),
        Move(HOLDS, "court.decided", S.RELEASE_DUE, when="refused", reason="court_refused"),
    ),
    S.GRANTED: (
        *custody(S.GRANTED),
        *unlawful_surrender(),
        *informed(S.GRANTED),
        Move(HOLDS, "appeal.lodged", S.APPEALED),
        Move(HOLDS, "appeal.waived", S.FINAL),
        Move(HOLDS, "appeal.lapsed", S.FINAL, needs=("appeal_time_over",)),
        *stay(S.GRANTED, HOLDS, "judge.heard"),
    ),
    S.APPEALED: (
        *custody(S.APPEALED),
        *unlawful_surrender(),
        *informed(S.APPEALED),
        Move(HOLDS, "appeal.decided", S.FINAL, when="confirmed", needs=("person_heard", *FLOOR)),
        Move(HOLDS, "appeal.decided", S.RELEASE_DUE, when="reversed", reason="appeal_reversed"),
        *stay(S.APPEALED, HOLDS, "judge.heard"),
    ),
    S.FINAL: (
        *custody(S.FINAL),
        *unlawful_surrender(),
        *informed(S.FINAL),
        Move(HOLDS, "surrender.dated", S.DATED, needs=DATE, starts=COLLECTION),
        *ministerial(S.FINAL, S.RELEASE_DUE, "minister_refused"),
        *postponing(S.FINAL),
        *revocation(S.INFORMED),
        *handing(S.FINAL),
    ),
    S.DATED: (
        *custody(S.DATED),
        *informed(S.DATED),
        *unlawful_surrender(ways=LENDING),
        *revocation(S.INFORMED),
        *postponing(S.DATED),
        *handing(S.DATED),
        # force majeure: nothing moves the date but both sides, and the clocks start anew by the custodian's word alone, so
        # that nobody who dates his word back undoes a lapse
        *stay(S.DATED, ASKS, "surrender.redate_proposed", needs=("day_sound",)),
        *stay(S.DATED, HOLDS, "surrender.redate_proposed", needs=("day_sound",)),
        Move(HOLDS, "surrender.redated", S.DATED, needs=REDATED, starts=COLLECTION),
        Move(HOLDS, "person.surrendered", S.SURRENDERED, needs=("day_come", *FLOOR), stops=ALL_CLOCKS),
        Move(ASKS, "surrender.received", S.RECEIVED, needs=("day_come", *FLOOR), stops=ALL_CLOCKS),
        *unlawful_surrender(ways=SURRENDER),  # before its day, or past what a court still has to answer
    ),
}
