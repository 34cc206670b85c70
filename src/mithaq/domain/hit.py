"""A traveller stopped on a match, from the stop to what the owner may learn. Local until the bureau releases it.

The hold clock runs from the moment the person is not free to leave; detention later counts from the same moment
(Riyadh art. 44; law.md, *The two gates*).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from msgspec import Struct, structs

from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant, text

MAX_HOLD_HOURS = 6  # law.md: "Holding at a post has the state's own maximum, at most 6 hours" (H)

Basis = Literal["document", "photo", "fingerprints", "description", "own_statement", "marks_on_object"]
Reason = Literal[
    "other_birth_date", "other_photo", "other_document", "other_parents", "other_object", "clearance", "alert_over"
]
OVER = "alert_over"
"""Not that it is somebody else: the alert stands no longer, and nobody is held on it."""


class Hit(Struct, frozen=True, omit_defaults=True):
    """`told_at`: when the person was told the reason and the time. `hold_until`: latest end of a hold at the post."""

    id: str
    entry: str
    alert: str
    owner: str
    kind: str
    officer: str
    post: str
    held_from: str
    told_at: str
    hold_until: str
    state: Literal["open", "confirmed", "refuted", "let_go", "released", "withheld"] = "open"
    decided_by: str = ""
    decided_at: str = ""
    basis: str = ""
    released_by: str = ""
    released_at: str = ""
    reason: str = ""


class Found(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="found"):
    """What the checking state lodges with the commission of a hit whose owner may not learn where it was: everybody reads
    whose journal a statement stands in. The commission's node passes it on at a fixed hour, in its own name.
    """

    alert: str
    entry: str
    to: str
    reason: str


class Told(Struct, frozen=True, omit_defaults=True):
    """What the owner is told: never place, companions, route, documents or bearer. `state` and `at` only for an arrest."""

    alert: str
    entry: str
    learns: str
    state: str = ""
    at: str = ""


class HitNotice(Struct, frozen=True, omit_defaults=True):
    """What other members can see of a released hit: who tells whom, for which coded reason. `checking` is the commission
    where it passes on what a state may not say itself.
    """

    id: str
    checking: str
    to: str
    reason: str
    payload: str
    at: str


def hold_until(held_from: Instant, hours: int) -> str:
    """The latest end of a hold that began then, in the checking state with this maximum."""
    return text(held_from + timedelta(hours=min(hours, MAX_HOLD_HOURS)))


def confirmed(hit: Hit, officer: str, basis: Basis, now: Instant) -> Hit:
    """A named officer compared and says: this is the person or the object. Raises Refusal ``hit.not_open``."""
    _need(hit, "open")
    return structs.replace(hit, state="confirmed", decided_by=officer, decided_at=text(now), basis=basis)


def refuted(hit: Hit, officer: str, reason: Reason, now: Instant) -> Hit:
    """A named officer compared and says: somebody else; or, whoever it is, that the alert is over. The person is free to
    leave. Raises Refusal ``hit.not_open``.
    """
    _need(hit, "open")
    state = "let_go" if reason == OVER else "refuted"
    return structs.replace(hit, state=state, decided_by=officer, decided_at=text(now), reason=reason)


def released(hit: Hit, officer: str, reason: str, now: Instant) -> Hit:
    """The bureau lets the owner know. Raises Refusal ``hit.not_confirmed``."""
    _need(hit, "confirmed")
    return structs.replace(hit, state="released", released_by=officer, released_at=text(now), reason=reason)


def withheld(hit: Hit, officer: str, reason: str, now: Instant) -> Hit:
    """The bureau decides that the owner never learns of it, and that cannot be undone. Raises ``hit.not_confirmed``."""
    _need(hit, "confirmed")
    return structs.replace(hit, state="withheld", released_by=officer, released_at=text(now), reason=reason)


def tells_place(learns: str) -> bool:
    """Whether the owner of such an alert may learn which state met it: only for an arrest (law.md)."""
    return learns == "state_and_time"


def _need(hit: Hit, state: str) -> None:
    if hit.state != state:
        raise Refusal(f"hit.not_{state}", "state")
