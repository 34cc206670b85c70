"""The one figure about protection, bars and what was withheld: a merged total, in which none can be told from the others."""

from __future__ import annotations

from mithaq.app.ports.store import Reader


def shielded(reader: Reader, flags: int = 0) -> int:
    """How many protections and bars stand, what was withheld, and `flags` counted elsewhere, in one sum over all states.

    For the yearly figure alone; a figure by register, state or month would tell who is protected.
    """
    return reader.shield.count("protection") + reader.shield.count("bar") + reader.shield.withheld() + flags
