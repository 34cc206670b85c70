"""How much is looked at, by the size of a register."""

from __future__ import annotations

from itertools import pairwise

from mithaq.search.effort import effort
from mithaq.search.kernels.room import MOST_MARKED, ROOM


def test_a_larger_register_is_looked_at_no_less() -> None:
    sizes = [0, 1, 1_000, 100_000, 999_999, 1_000_000, 2_500_000, 10_000_000, (1 << 24) - 1]
    for small, large in pairwise(map(effort, sizes)):
        assert all(less <= more for less, more in zip(small, large, strict=True))


def test_there_is_room_for_whatever_is_looked_at() -> None:
    most = effort((1 << 24) - 1)
    assert 2 * most.looked <= ROOM
    assert most.of_a_day <= most.looked
    assert most.of_other_days <= most.looked
    assert most.compared <= ROOM
    assert most.paired <= MOST_MARKED
