"""The table from the hand-over, or a release that is due, to the end."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.case.moves import CaseState, Move
from mithaq.domain.case.rows import (
    ASKS,
    CLOSE,
    HOLDS,
    goods,
    messages,
    removal,
    stay,
    unlawful_arrest,
    unlawful_surrender,
)

S = CaseState

AFTER: Mapping[CaseState, tuple[Move, ...]] = {
    S.SURRENDERED: (
        *messages(S.SURRENDERED),
        Move(ASKS, "surrender.received", S.RECEIVED),
        # signed before the requesting state could know of the hand-over: the withdrawal wins here too
        Move(ASKS, "request.withdrawn", S.RELEASE_DUE, reason="withdrawn"),
    ),
    S.RECEIVED: (*messages(S.RECEIVED), Move(ASKS, "speciality.undertaken", S.SPECIALITY)),
    S.SPECIALITY: (*messages(S.SPECIALITY), *CLOSE),
    S.RELEASE_DUE: (
        *messages(S.RELEASE_DUE),
        *goods(S.RELEASE_DUE),
        *removal(),
        # handed over before the withdrawal was known: its record changes nothing, the release is due
        Move(ASKS, "surrender.received", S.RELEASE_DUE, needs=("with_requesting",)),
        *unlawful_surrender(),
        *stay(S.RELEASE_DUE, HOLDS, "release.noticed", needs=("notice_owed",)),
        Move(HOLDS, "person.released", S.RELEASED, needs=("with_requested",)),
        Move(ASKS, "person.released", S.RELEASED, needs=("with_requesting",)),
        Move(HOLDS, "detention.lapsed", S.RELEASE_DUE, needs=("clock_due",)),
        Move(ASKS, "request.withdrawn", S.RELEASE_DUE),
        Move(HOLDS, "person.arrested", S.RELEASE_DUE, happened=True),
    ),
    S.RELEASED: (
        *messages(S.RELEASED),
        *goods(S.RELEASED),
        *CLOSE,
        *removal(),
        *unlawful_surrender(),
        *unlawful_arrest("released", "arrest_after_release"),
    ),
    S.REMOVED: (
        *messages(S.REMOVED),
        *goods(S.REMOVED),
        *removal(),
        Move(ASKS, "person.released", S.RELEASED),
    ),
    S.CLOSED: (
        *messages(S.CLOSED),
        *goods(S.CLOSED),
        *removal("not_handed_over"),
        *unlawful_surrender("not_handed_over"),
        *unlawful_arrest("closed", "arrest_after_closing", ("not_handed_over",)),
    ),
}
