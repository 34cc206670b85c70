"""Keys found by hashing, their neighbours, and numbers of three bytes."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.names.keys import LETTERS
from mithaq.search.kernels.build import place_keys
from mithaq.search.kernels.postings import NONE, bucket_of, key_number, neighbours, put_three, three
from mithaq.search.kernels.shapes import U32, U64, readonly
from mithaq.search.skeleton import OTHER, packed

FEW = LETTERS[:3]
SKELETONS = st.text(FEW, min_size=1, max_size=6)


def table(skeletons: list[str]) -> tuple[U64, U32]:
    keys = np.array([packed(one) for one in skeletons], np.uint64)
    slot_key, slot_id = np.zeros(256, np.uint64), np.zeros(256, np.uint32)
    place_keys(keys, slot_key, slot_id)
    return readonly(slot_key), readonly(slot_id)


@settings(max_examples=30, deadline=None)
@given(st.lists(SKELETONS, unique=True, max_size=100), SKELETONS)
def test_a_key_is_found_by_its_number(skeletons: list[str], other: str) -> None:
    slots = table(skeletons)
    for number, one in enumerate(skeletons):
        assert key_number(np.uint64(packed(one)), *slots) == number
    if other not in skeletons:
        assert key_number(np.uint64(packed(other)), *slots) == NONE


@settings(max_examples=30, deadline=None)
@given(st.lists(SKELETONS, unique=True, max_size=100), SKELETONS)
def test_neighbours_are_all_that_are_one_letter_away(skeletons: list[str], asked: str) -> None:
    into = np.zeros(512, np.uint32)
    count = neighbours(np.uint64(packed(asked)), *table(skeletons), into, 0)
    found = {skeletons[number] for number in into[:count]}
    if len(asked) == 1:
        assert not found
    else:
        assert found - {asked} == {one for one in skeletons if one in one_letter_away(asked)} - {asked}


def one_letter_away(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {head + tail[1:] for head, tail in cuts if tail}
    more = {head + letter + tail for head, tail in cuts for letter in LETTERS}
    return less | more | {head + letter + tail[1:] for head, tail in cuts if tail for letter in LETTERS}


def test_neighbours_fill_the_room_there_is_behind_what_is_there() -> None:
    slots = table([first + second for first in LETTERS for second in LETTERS])
    into = np.full(5, 999, np.uint32)
    assert neighbours(np.uint64(packed("BT")), *slots, into, 3) == 5
    assert into[:3].tolist() == [999] * 3
    assert 999 not in into[3:]


def test_a_key_that_is_no_skeleton_has_no_neighbours() -> None:
    into = np.zeros(5, np.uint32)
    assert neighbours(np.uint64(packed("A")), *table(["B", "BT"]), into, 0) == 0
    assert packed("A") > OTHER


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1 << 24), st.integers(0, 1 << 24), st.sampled_from((1, 16, 1 << 20)))
def test_a_bucket_is_the_same_either_way(one: int, two: int, buckets: int) -> None:
    assert 0 <= bucket_of(one, two, buckets) == bucket_of(two, one, buckets) < buckets


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, (1 << 24) - 1), min_size=3, max_size=3), st.integers(0, 2))
def test_a_number_of_three_bytes_leaves_its_neighbours_alone(numbers: list[int], at: int) -> None:
    data = np.full(9, 255, np.uint8)
    put_three(data, at, numbers[at])
    assert [three(data, place) for place in range(3)] == [
        numbers[place] if place == at else (1 << 24) - 1 for place in range(3)
    ]
