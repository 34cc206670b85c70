"""Who has left the register and still stands in a segment: told before a row is compared, so that nobody loses a place."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.postings import mixed
from mithaq.search.kernels.shapes import U64, i64


class Left(NamedTuple):
    """`slots` hold number + 1 by hash, 0 where there is none; a power of two of them. `size` numbers."""

    slots: U64
    size: int


@kernel
def put(slots: U64, numbers: U64) -> None:
    """Note these numbers; there must be room."""
    last = np.uint64(len(slots) - 1)
    for number in numbers:
        at = mixed(number) & last
        while slots[at] != 0:
            at = (at + np.uint64(1)) & last
        slots[at] = number + np.uint64(1)


@kernel
def has_left(left: Left, number: int) -> bool:
    """Whether this number is noted."""
    if left.size == 0:
        return False
    last = np.uint64(len(left.slots) - 1)
    at = mixed(np.uint64(number)) & last
    while left.slots[at] != 0:
        if i64(left.slots[at]) == number + 1:
            return True
        at = (at + np.uint64(1)) & last
    return False
