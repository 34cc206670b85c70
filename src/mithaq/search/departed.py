"""The numbers of those who left, as the kernels look them up: a hash table of 64-bit slots, at most half full."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from mithaq.search.kernels.left import Left, put
from mithaq.search.kernels.shapes import readonly

LEAST_SLOTS = 64


def departed(numbers: Collection[int]) -> Left:
    """A table of these."""
    slots = LEAST_SLOTS
    while slots < 4 * len(numbers):
        slots *= 2
    table = np.zeros(slots, np.uint64)
    put(table, np.fromiter(numbers, np.uint64, len(numbers)))
    return Left(readonly(table), len(numbers))


def grown_by(left: Left, numbers: Collection[int]) -> Left:
    """The table with these as well, of which it has none."""
    size = left.size + len(numbers)
    if 2 * size > len(left.slots):
        held = left.slots[left.slots > 0] - np.uint64(1)
        return departed([*held.tolist(), *numbers])
    table = left.slots.copy()
    put(table, np.fromiter(numbers, np.uint64, len(numbers)))
    return Left(readonly(table), size)
