"""Signatures: what a row shares with a query, by how rare it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.search.kernels.question import PARTS
from mithaq.search.kernels.signature import (
    BITS,
    bits_of,
    fewest,
    overlap,
    popcount,
    weigh_asked,
    weigh_bits,
    weigh_wanted,
)
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from mithaq.search.skeleton import packed
from tests.support.segments import asked, crowd, frozen_of

SEGMENT = frozen_of(crowd(300))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(crowd(300)), st.integers(0, (1 << 64) - 1))
def test_the_overlap_is_the_sum_of_the_bits_shared(person: SearchPerson, signature: int) -> None:
    question = asked(PersonQuery(name=person.names[0]))
    parts, shares = int(question.facts[PARTS]), np.zeros((8, 256), np.int32)
    whole = weigh_asked(question, parts, SEGMENT.bit_weight, shares)
    masks = question.masks[:parts].tolist()
    union = int(np.bitwise_or.reduce(question.masks[:parts]))
    assert overlap(np.uint64(signature), shares) == weight(signature & union)
    assert overlap(np.uint64(union), shares) == weight(union)
    seen, counted = 0, 0
    for mask in masks:
        if seen & mask != mask:  # a part that is asked for twice counts once
            counted += sum(sorted(bit_weights(mask))[-2:])
        seen |= mask
    assert whole == counted


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(crowd(300)), st.integers(0, (1 << 64) - 1), st.integers(0, 900))
def test_who_shares_enough_shares_enough_bits(person: SearchPerson, signature: int, need: int) -> None:
    question = asked(PersonQuery(name=person.names[0]))
    parts, wanted, heaviest = int(question.facts[PARTS]), np.zeros(1, np.uint64), np.zeros(BITS + 1, np.int32)
    weigh_wanted(question, parts, SEGMENT.bit_weight, wanted, heaviest)
    union = int(np.bitwise_or.reduce(question.masks[:parts]))
    ordered = sorted(bit_weights(union), reverse=True)
    assert int(wanted[0]) == union
    assert heaviest.tolist() == [sum(ordered[:count]) for count in range(BITS + 1)]
    few, shared = fewest(need, heaviest), signature & union
    assert weight(shared) < need or popcount(np.uint64(shared)) >= few
    assert few == BITS + 1 or sum(ordered[:few]) >= need


@given(st.integers(0, (1 << 64) - 1))
def test_bits_are_counted(bits: int) -> None:
    assert popcount(np.uint64(bits)) == bits.bit_count()


def bit_weights(bits: int) -> list[int]:
    return [int(SEGMENT.bit_weight[at]) for at in range(64) if bits >> at & 1]


def weight(bits: int) -> int:
    return sum(bit_weights(bits))


def test_a_rarer_bit_never_weighs_less_and_every_bit_weighs_something() -> None:
    counts = [int(np.count_nonzero(SEGMENT.signature >> np.uint64(at) & np.uint64(1))) for at in range(64)]
    ordered = sorted(range(64), key=lambda at: counts[at])
    weights = [int(SEGMENT.bit_weight[at]) for at in ordered]
    assert weights == sorted(weights, reverse=True)
    assert min(weights) >= 1


def test_a_bit_that_all_rows_have_weighs_least_and_one_that_none_has_most() -> None:
    weights = np.zeros(64, np.uint8)
    weigh_bits(np.array([3, 1, 1, 1], np.uint64), np.zeros(64, np.int64), weights)
    assert weights[:3].tolist() == [1, round(8 * np.log2(5 / 2)), round(8 * np.log2(5))]


@pytest.mark.parametrize(("one", "two"), [("MHMD", "MHMT"), ("MHMD", "MHD"), ("KSM", "BSM"), ("KDR", "KDRT")])
def test_one_slip_leaves_a_bit(one: str, two: str) -> None:
    assert bits_of(np.uint64(packed(one))) & bits_of(np.uint64(packed(two)))


@pytest.mark.parametrize("key", ["B", "A", "BTD", "Ω", "BTDSCJKHFLMNRWBTDSC"])
def test_a_key_has_one_bit_or_two(key: str) -> None:
    assert 1 <= int(bits_of(np.uint64(packed(key)))).bit_count() <= 2
