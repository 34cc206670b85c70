"""The fixed hours at which the commission answers, so that the time of an answer tells nothing about its reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from msgspec import Meta, Struct

from mithaq.domain.instant import Instant

SPREAD_MINUTES = 6 * 24 * 60
"""By how much the hours are spread at which alerts in force are withheld because a state has lodged protection. Everybody
sees when it lodged something: an hour that always follows it by the same time would tell who protects whom.
"""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTES_A_DAY = 24 * 60


class Clearing(Struct, frozen=True):
    """A row of `clearing.csv`: an alert of this kind needs the commission's clearing before it circulates.

    All in minutes. `every`: the fixed hours, counted from midnight UTC (0: any moment). `wait`: how long after its arrival
    an alert is answered, so that a commissioner can look at a match without delaying the answer; `urgent_wait`: the same for
    an urgent one. `synthetic`: in a demonstration, where nobody wants to wait.
    """

    kind: str
    every: Annotated[int, Meta(ge=0, le=MINUTES_A_DAY)]
    wait: Annotated[int, Meta(ge=0, le=7 * MINUTES_A_DAY)]
    urgent_wait: Annotated[int, Meta(ge=0, le=MINUTES_A_DAY)]
    synthetic: bool
    source: str


def due(arrived: Instant, rule: Clearing, *, urgent: bool) -> Instant:
    """When what arrived then is answered: at the first fixed hour after the wait, whatever was found meanwhile."""
    return next_hour(arrived + timedelta(minutes=rule.urgent_wait if urgent else rule.wait), rule)


def due_in_force(lodged: Instant, rule: Clearing, *, chance: bytes, by_state: bool) -> Instant:
    """When an alert in force is withheld that somebody protected since is sought by, unless a commissioner clears it: after
    the short wait on the commission's own word, which nobody else sees lodged; after the long one, and up to
    `SPREAD_MINUTES` more by `chance`, on a state's.
    """
    if rule.every == 0 or not by_state:
        return due(lodged, rule, urgent=True)
    return due(lodged + timedelta(minutes=int.from_bytes(chance) % SPREAD_MINUTES), rule, urgent=False)


def next_hour(at: Instant, rule: Clearing) -> Instant:
    """The first fixed hour that is not before this instant."""
    if rule.every == 0:
        return at
    step = timedelta(minutes=rule.every)
    return _EPOCH + -(-(at - _EPOCH) // step) * step
