"""How a segment is laid out."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.search.kernels.build import gather_parts, pack_three, parts_of, renumber
from mithaq.search.threes import packed_three, unpacked_three
from tests.support.segments import crowd, live, words_of

NUMBERS = st.lists(st.lists(st.integers(0, 99), max_size=4), max_size=8)


def starts(rows: list[list[int]]) -> np.ndarray:
    return np.cumsum([0, *map(len, rows)]).astype(np.uint32)


@settings(max_examples=30, deadline=None)
@given(NUMBERS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))))
def test_parts_go_with_their_rows_into_another_order(given_: tuple[list[list[int]], list[int]]) -> None:
    rows, order = given_
    moved = [rows[at] for at in order]
    parts = packed_three(np.array([number for row in rows for number in row], np.uint32))
    into = np.zeros(len(parts), np.uint8)
    gather_parts(np.array(order, np.uint32), starts(rows), parts, starts(moved), into)
    assert unpacked_three(into).tolist() == [number for row in moved for number in row]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 99), max_size=20))
def test_words_are_numbered_anew_in_place(numbers: list[int]) -> None:
    into = np.zeros(3 * len(numbers), np.uint8)
    pack_three(np.array(numbers, np.uint32), into)
    assert into.tolist() == packed_three(np.array(numbers, np.uint32)).tolist()
    renumber(into, np.arange(1_000_000, 1_000_100, dtype=np.uint32)[::-1].copy())
    assert unpacked_three(into).tolist() == [1_000_099 - number for number in numbers]


def test_the_parts_of_a_row_as_many_as_there_is_room_for() -> None:
    segment = live(crowd(20)).segment()
    for row in range(len(segment.number)):
        for room in (2, 16):
            into = np.zeros(room, np.uint32)
            count = parts_of(segment, row, into)
            assert into[:count].tolist() == words_of(segment, row)[:room]
