"""What the commission says about an alert before it circulates: cleared, or withheld with always the same code.

Both are said by its node alone, at fixed hours and in random order, whatever was looked at by whom. So neither author,
nor hour, nor wording, nor place in the journal tells which register matched, or that one did (law.md, *Protection*).
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from mithaq.domain.alert_events import Hash, Id, Listed
from mithaq.domain.events import MAX_LISTED, Body, EventType

WITHHELD = "withheld"
"""The one code of every refusal on a confidential ground: protection, bar, and whatever else the commission knows."""


class CommissionCleared(Body, frozen=True):
    """The commission knows nothing that forbids circulating exactly this content."""

    content: Hash


class CommissionBatchCleared(Body, frozen=True):
    """One statement that clears each alert it lists. Only nodes of a demonstration federation admit it."""

    alerts: Annotated[tuple[Listed, ...], Meta(min_length=1, max_length=MAX_LISTED)]


class CommissionWithheld(Body, frozen=True):
    """Not processed, reason withheld: this content, or the named items of a batch. There is no room for a reason."""

    content: Hash
    items: Annotated[tuple[Id, ...], Meta(max_length=MAX_LISTED)] = ()


SHIELD_EVENTS: tuple[EventType, ...] = (
    EventType("commission.cleared", CommissionCleared, "alert"),
    EventType("commission.batch_cleared", CommissionBatchCleared, "alert"),
    EventType("commission.withheld", CommissionWithheld, "alert"),
)
