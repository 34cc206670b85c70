"""Where rows are kept: each once, the most promising ones."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.search.kernels.room import BIN, COUNT, LAST_TURN, ROOM, Scratch, begin, border, keep, scratch
from tests.support.segments import kept

ROWS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3_000)), max_size=60)


def filled(rows: list[tuple[int, int]]) -> Scratch:
    room = scratch(1)
    begin(room)
    for row, promise in rows:
        keep(row, promise, room)
    return room


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_a_row_is_kept_once_with_what_it_promised_first(rows: list[tuple[int, int]]) -> None:
    room = filled(rows)
    first = dict(reversed(rows))
    assert kept(room) == list(dict.fromkeys(row for row, _ in rows))
    assert room.promise[: room.size[COUNT]].tolist() == [first[row] for row in kept(room)]


@settings(max_examples=30, deadline=None)
@given(ROWS, st.integers(0, 40))
def test_beyond_the_border_there_are_at_most_so_many_and_with_it_more(rows: list[tuple[int, int]], most: int) -> None:
    room = filled(rows)
    steps = [promise >> BIN for promise in room.promise[: room.size[COUNT]].tolist()]
    step = border(room, most)
    assert sum(own > step for own in steps) <= most
    assert step == -1 or sum(own >= step for own in steps) > most


def test_the_most_promising_stay_when_there_are_too_many() -> None:
    count = 3 * ROOM
    promises = [row * 7919 % count // 2 for row in range(count)]
    room = filled(list(enumerate(promises)))
    assert len(set(kept(room))) == len(kept(room)) <= ROOM
    best = {row for row, promise in enumerate(promises) if promise >= (count - ROOM // 2) // 2 + (1 << BIN)}
    assert best <= set(kept(room))


def test_of_many_that_promise_the_same_the_first_stay() -> None:
    room = filled([(row, 500) for row in range(2 * ROOM)])
    assert kept(room) == list(range(ROOM // 2))
    keep(9 * ROOM, 900, room)
    assert kept(room)[-1] == 9 * ROOM


def test_what_was_kept_is_forgotten() -> None:
    room = filled([(row, 500 + row) for row in range(2 * ROOM)])
    begin(room)
    keep(3, 0, room)
    assert kept(room) == [3]


def test_with_less_room_the_better_half_stays() -> None:
    room = scratch(1)
    begin(room, 64)
    for row in range(1_000):
        keep(row, 16 * (row * 7 % 1_000), room)
    assert len(kept(room)) <= 64
    assert {row for row in range(1_000) if row * 7 % 1_000 >= 1_000 - 32} <= set(kept(room))


def test_what_was_met_long_ago_is_no_longer_known() -> None:
    room = scratch(1)
    for _ in range(2 * LAST_TURN + 3):
        begin(room)
        assert kept(room) == []
        for row in (5, 5, 9):
            keep(row, 1, room)
        assert kept(room) == [5, 9]
