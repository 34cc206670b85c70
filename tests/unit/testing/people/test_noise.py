"""Noise: parts left out, parts exchanged, slips of a finger."""

from __future__ import annotations

from collections import Counter

import numpy as np

from mithaq.testing.people.dice import Dice, Throws
from mithaq.testing.people.noise import TYPO, dropped, noisy


def test_a_part_is_left_out_and_never_the_last_one() -> None:
    names = np.tile(np.array([[4, 5, -1, -1, 6]]), (10_000, 1))
    found = dropped(names, Dice(3, np.arange(10_000, dtype=np.uint64)))
    counts = Counter(tuple(row) for row in found.tolist())
    assert abs(counts[(4, 5, -1, -1, 6)] / 10_000 - 0.7) < 0.02
    assert set(counts) == {(4, 5, -1, -1, 6), (-1, 5, -1, -1, 6), (4, -1, -1, -1, 6), (4, 5, -1, -1, -1)}
    assert min(counts.values()) > 800


def test_order_and_slips() -> None:
    told = [noisy(["Ali", "Omar", "Saleh"], False, Throws(number)) for number in range(5000)]
    orders = Counter(one for one in told if sorted(one.split()) == ["Ali", "Omar", "Saleh"])
    assert abs(orders.total() / 5000 - (1 - TYPO)) < 0.03
    assert set(orders) == {"Ali Omar Saleh", "Saleh Ali Omar", "Omar Ali Saleh", "Ali Saleh Omar"}
    assert all(len(one.split()) == 3 and abs(len(one) - 14) <= 1 for one in told)
    assert noisy(["م"], True, Throws("x"))
