"""The states of an application, and which statement leads from one to the other."""

from __future__ import annotations

from enum import StrEnum


class RemedyState(StrEnum):
    """Where an application stands."""

    FILED = "filed"
    VERIFIED = "verified"
    ADMITTED = "admitted"
    SEATED = "seated"
    PROPOSED = "proposed"
    DECIDED = "decided"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


S = RemedyState
OPEN = frozenset({S.FILED, S.VERIFIED, S.ADMITTED, S.SEATED, S.PROPOSED})
"""The states in which the time limit runs."""

FROM: dict[str, frozenset[RemedyState]] = {
    "identity.verified": frozenset({S.FILED}),
    "remedy.linked": frozenset({S.FILED, S.VERIFIED, S.ADMITTED}),  # a panel is drawn for one alert and decides on that
    "remedy.admitted": frozenset({S.VERIFIED}),
    "remedy.rejected": frozenset({S.FILED, S.VERIFIED}),
    "remedy.extended": OPEN,
    "remedy.seated": frozenset({S.ADMITTED, S.SEATED, S.PROPOSED}),
    "remedy.proposed": frozenset({S.SEATED}),
    "remedy.voted": frozenset({S.PROPOSED, S.DECIDED}),
    "remedy.withdrawn": OPEN,
}
"""Where each statement may be made; a dissent is recorded after the majority has decided, too. What is not here is void."""
