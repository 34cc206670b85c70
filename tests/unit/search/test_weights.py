"""What each piece of evidence weighs."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from mithaq.search.births import RELATIONS
from mithaq.search.classes import POSSIBLE
from mithaq.search.weights import BIRTHS, LESS, MOST
from tests.support.segments import SCALES


def test_parts_that_are_more_alike_never_prove_less() -> None:
    for weight in (100, 700, 1400):
        proofs = [min(weight, most) - less for most, less in zip(MOST, LESS, strict=True)]
        assert all(one <= two for one, two in pairwise(proofs))


def test_each_relation_of_dates_has_a_weight_and_a_threshold() -> None:
    assert len(BIRTHS) == len(POSSIBLE) == len(RELATIONS)
    assert BIRTHS[RELATIONS.index("unknown")] == 0
    assert max(BIRTHS) == BIRTHS[RELATIONS.index("same_day")]
    assert min(BIRTHS) == BIRTHS[RELATIONS.index("other")]


def test_what_only_speaks_against_never_speaks_for() -> None:
    evidence = SCALES.evidence
    assert evidence.sex_other < 0 < evidence.sex_same
    assert evidence.nationality_other < 0 < evidence.nationality_same
    assert min(evidence.surplus, evidence.conflict, evidence.disorder) > 0
    assert np.all(evidence.bits > 0)


def test_what_orders_results_never_rewards_a_part_that_is_missing() -> None:
    order = SCALES.evidence.order
    assert order.heard.shape == (3, (1000 - 300) // 50 + 1)
    assert np.all(order.heard[:, -1] > 0), "the same sound speaks for a person"
    assert np.all(order.stored_left > 0)
    assert min(order.asked_left, order.asked_share, order.jumbled) > 0
