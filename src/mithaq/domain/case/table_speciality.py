"""The rows after the hand-over: what the undertaking of speciality allows, and its breach (Riyadh 50, 52, 53)."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.domain.case.moves import CaseState, Move, Party
from mithaq.domain.case.rows import ASKS, HOLDS, WATCHES, stay

S = CaseState
BINDS = ("speciality_binds",)


def _breach(state: CaseState, by: Party) -> Move:
    return Move(by, "speciality.breached", state, needs=BINDS, breach="speciality_breached")


def _after(state: CaseState) -> tuple[Move, ...]:
    return (_breach(state, HOLDS), _breach(state, WATCHES))


SPECIALITY: Mapping[CaseState, tuple[Move, ...]] = {
    S.RECEIVED: _after(S.RECEIVED),
    S.SPECIALITY: (
        *_after(S.SPECIALITY),
        *stay(S.SPECIALITY, ASKS, "file.lodged"),
        *stay(S.SPECIALITY, HOLDS, "lodgement.received", needs=("lodgement_known",)),
        *stay(S.SPECIALITY, ASKS, "speciality.consent_asked", needs=(*BINDS, "new_file")),
        *stay(S.SPECIALITY, ASKS, "onward.asked", "charge.recharacterised", needs=BINDS),
        *stay(S.SPECIALITY, ASKS, "release.final"),
        *stay(S.SPECIALITY, ASKS, "stay.stated", needs=(*BINDS, "stay_long_enough")),
        *stay(
            S.SPECIALITY, HOLDS, "speciality.consent_given", "speciality.consent_refused", needs=("speciality_asked",)
        ),
        *stay(S.SPECIALITY, HOLDS, "onward.consented", "onward.refused", needs=("onward_asked",)),
    ),
    S.CLOSED: _after(S.CLOSED),  # closing the case does not end the undertaking
}
