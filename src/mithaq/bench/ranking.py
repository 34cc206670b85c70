"""Where the right person stands among those found, without flattery where several stand equal.

Persons that the search cannot order could be listed in any order, so a place among them is shared: recall and reciprocal
rank are what they would be on average over all orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mithaq.bench.engine import Found


class Place(NamedTuple):
    """`better` persons stand before the right one, `equal` could as well, the right one included."""

    better: int
    equal: int

    def within(self, top: int) -> float:
        """How likely the right person is among the first `top`, 0 to 1."""
        return min(1.0, max(0.0, (top - self.better) / self.equal))

    def reciprocal(self) -> float:
        """The mean of 1 / rank over the places that are shared."""
        return sum(1 / rank for rank in range(self.better + 1, self.better + self.equal + 1)) / self.equal


def place_of(number: int, found: Sequence[Found]) -> Place | None:
    """The place of a person; None if not found."""
    own = next((one.order for one in found if one.number == number), None)
    if own is None:
        return None
    return Place(sum(one.order > own for one in found), sum(one.order == own for one in found))
