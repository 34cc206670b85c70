"""By when the commission decides: a house rule for each kind of application (law.md, *Reply clocks*)."""

from __future__ import annotations

from mithaq.domain.law import Law
from mithaq.domain.message import clocks

LONGEST = "_longest"


def due_at(law: Law, asks: str, commission: str, filed_at: str) -> str:
    """When an application of this kind is due; empty where no rule names a time."""
    return clocks.due_at(law, f"remedy_{asks}", commission, filed_at)


def longest_at(law: Law, asks: str, commission: str, filed_at: str) -> str:
    """When it is due at the latest, once extended; empty for a kind that cannot be extended."""
    return clocks.due_at(law, f"remedy_{asks}{LONGEST}", commission, filed_at)
