"""The score that is shown."""

from __future__ import annotations

from itertools import pairwise

import pytest

from mithaq.search.classes import BITS_A_STEP, CLASSES, HALF_WAY_BITS, POSSIBLE, STRONG, shown
from mithaq.search.kernels import classify


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
