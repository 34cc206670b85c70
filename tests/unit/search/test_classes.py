"""The score that is shown."""

from __future__ import annotations

from itertools import pairwise

import pytest

from mithaq.search.classes import (
    BITS_A_STEP,
    CLASSES,
    HALF_WAY_BITS,
    LEAST_RELIEF,
    MOST_RELIEF,
    POSSIBLE,
    STRONG,
    relief,
    reliefs,
    shown,
)
from mithaq.search.kernels import classify
from tests.support.segments import SCALES


def test_more_bits_never_show_less() -> None:
    scores = [shown(bits / 4) for bits in range(-4000, 4000)]
    assert all(one <= two for one, two in pairwise(scores))
    assert (scores[0], scores[-1]) == (0.0, 1.0)


def test_half_way_and_a_step_further() -> None:
    assert shown(HALF_WAY_BITS) == 0.5
    assert shown(HALF_WAY_BITS + BITS_A_STEP) == pytest.approx(2 / 3, abs=1e-4)


def test_the_classes_are_in_the_order_of_the_kernels_and_strong_asks_for_more() -> None:
    numbers = (classify.STRONG, classify.POSSIBLE, classify.NONE)
    assert [CLASSES[number] for number in numbers] == ["strong", "possible", "none"]
    assert max(POSSIBLE) < STRONG


def test_a_smaller_register_asks_for_less_a_bit_for_each_halving() -> None:
    assert relief(1_000_000) == 0
    assert [relief(1_000_000 >> halvings) for halvings in range(5)] == [0, 100, 200, 300, 400]
    assert (relief(0), relief(1), relief(1 << 40)) == (MOST_RELIEF, MOST_RELIEF, LEAST_RELIEF)
    assert all(relief(1 << power) in reliefs() for power in range(40))
    assert SCALES.at(1_000_000).possible.tolist() == list(POSSIBLE)
    assert SCALES.at(1_000_000 >> 3).possible.tolist() == [need - 300 for need in POSSIBLE]
    assert SCALES.at(10).strong == STRONG
