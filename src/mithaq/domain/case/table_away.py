"""The table while the person is not held for this request: on another title, lent, fled, dead; and what states of the
other parts of the table allow besides.
"""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.case.moves import CaseState, Move
from mithaq.domain.case.rows import (
    ASKS,
    CLOSE,
    HOLD_CLOCKS,
    HOLDS,
    SURRENDER,
    arrest,
    crediting,
    death,
    handing,
    messages,
    ministerial,
    order,
    papers,
    removal,
    revocation,
    revocation_away,
    stay,
    unlawful_arrest,
    unlawful_surrender,
)

S = CaseState
FLOOR = ("assurances_given", "minor_weighed", "risk_assessed")
LENT_ON = ("decision_final", "lending_agreed", *FLOOR)
AGREED = ("decision_final", "minister_agreed", "return_undertaken", *FLOOR)

AWAY: Mapping[CaseState, tuple[Move, ...]] = {
    S.POSTPONED: (
        *messages(S.POSTPONED),
        *removal(),
        Move(HOLDS, "postponement.ended", S.FINAL, needs=("decision_final",), starts=HOLD_CLOCKS),
        Move(HOLDS, "postponement.ended", S.INFORMED, starts=HOLD_CLOCKS),
        *revocation(S.POSTPONED),
        *ministerial(S.POSTPONED, S.REFUSED),
        *stay(S.POSTPONED, ASKS, "return.undertaken", needs=("day_sound",)),
        *stay(S.POSTPONED, HOLDS, "temporary.agreed", needs=AGREED),
        Move(HOLDS, "person.lent", S.LENT, needs=LENT_ON),
        Move(ASKS, "person.lent_received", S.LENT, needs=LENT_ON),
        *unlawful_surrender(),
        Move(HOLDS, "person.released", S.RELEASED),
        Move(HOLDS, "person.escaped", S.ESCAPED),
        Move(ASKS, "request.withdrawn", S.WITHDRAWN),
        *death(HOLDS),
        *stay(S.POSTPONED, HOLDS, "property.seized"),
        *handing(S.POSTPONED),
    ),
    S.LENT: (
        *messages(S.LENT),
        *removal(),
        *stay(S.LENT, HOLDS, "person.lent"),
        *stay(S.LENT, ASKS, "person.lent_received", "person.returned"),
        # only the receipt of the other side counts
        Move(HOLDS, "person.return_received", S.WITHDRAWN, needs=("is_withdrawn",)),
        Move(HOLDS, "person.return_received", S.POSTPONED),
        # what lending rested on has gone: the person is to be returned at once
        *stay(S.LENT, ASKS, "request.withdrawn"),
        *revocation(S.LENT),
        *unlawful_surrender(ways=SURRENDER),
        Move(ASKS, "person.released", S.RELEASED, breach="not_returned"),
        Move(ASKS, "person.escaped", S.ESCAPED),
        *death(ASKS),
        *handing(S.LENT),
    ),
    S.ESCAPED: (
        *messages(S.ESCAPED),
        *papers(S.ESCAPED),
        *removal(),
        *unlawful_surrender(),
        *order(S.ESCAPED),
        *revocation_away(S.ESCAPED),
        *arrest(),
        Move(ASKS, "request.withdrawn", S.WITHDRAWN),
        *death(HOLDS),
        *stay(S.ESCAPED, HOLDS, "property.seized"),
        *handing(S.ESCAPED),
    ),
    S.DIED: (
        *messages(S.DIED),
        *CLOSE,
        *unlawful_surrender("not_handed_over"),
        *unlawful_arrest("died", "arrest_after_death"),
        *stay(S.DIED, HOLDS, "property.seized"),
        *handing(S.DIED),
    ),
}

MORE: Mapping[CaseState, tuple[Move, ...]] = {
    S.RELEASE_DUE: (
        *papers(S.RELEASE_DUE),
        *revocation_away(S.RELEASE_DUE),
        *death(HOLDS, needs=("with_requested",), breach="died_before_release"),
        *death(ASKS, needs=("with_requesting",), breach="died_before_release"),
    ),
    S.RELEASED: (
        *papers(S.RELEASED),
        *revocation_away(S.RELEASED),
        *death(HOLDS),
        # release does not bar a new arrest, once the file is complete and a court has ordered it (Riyadh 44)
        Move(HOLDS, "rearrest.ordered", S.ADMITTED, needs=("rearrest_open", "file_complete")),
    ),
    S.REMOVED: (*death(ASKS), *death(HOLDS)),
    S.SURRENDERED: (*death(ASKS), *handing(S.SURRENDERED)),
    S.RECEIVED: (*death(ASKS), *handing(S.RECEIVED), *crediting(S.RECEIVED)),
    S.SPECIALITY: (*death(ASKS), *handing(S.SPECIALITY), *crediting(S.SPECIALITY)),
}
