"""Rows by the parts that postings say they hold."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from mithaq.search.kernels.gather import asked_keys
from mithaq.search.kernels.heard import Memory, hear, promise, weight_asked
from mithaq.search.kernels.marks import by_marks, share_out
from mithaq.search.kernels.question import PARTS
from mithaq.search.kernels.room import COUNT, MARKS, Scratch, begin
from mithaq.search.kernels.shapes import Asked
from mithaq.search.query import PersonQuery
from tests.support.segments import SCALES, asked, crowd, frozen_of, kept, keys_of, remembering, work

SEGMENT = frozen_of(crowd(600))
NAMES = [person.names[0] for person in crowd(600)[::40]]
ALL = 100_000


def ready(name: str) -> tuple[Asked, int, Memory, Scratch]:
    question, place, memo = asked(PersonQuery(name=name)), work(), remembering(SEGMENT)
    begin(place.room)
    hear(SEGMENT, question, SCALES.sounds, SCALES.evidence, place.room, memo, place.out.row)
    asked_keys(SEGMENT, question, place.room)
    return question, int(question.facts[PARTS]), memo, place.room


def read(name: str, single: int, paired: int, most: int) -> tuple[Asked, Memory, Scratch]:
    question, parts, memo, room = ready(name)
    by_marks(SEGMENT, question, parts, SCALES.evidence, single, paired, most, 1, memo, room)
    return question, memo, room


def key_of_number(number: int) -> int:
    """The recall key of a number in the segment."""
    return int(SEGMENT.slot_key[np.flatnonzero((SEGMENT.slot_id == number) & (SEGMENT.slot_key != 0))[0]])


def held(row: int, parts: int, room: Scratch) -> set[int]:
    """The parts whose keys a row holds."""
    return {part for part, keys in enumerate(answers(row, parts, room)) if keys}


def answers(row: int, parts: int, room: Scratch) -> list[set[int]]:
    """For each part its keys that a row holds."""
    keys = set(keys_of(SEGMENT, row)[:6])
    return [
        keys & {key_of_number(int(one)) for one in room.keys[part, : room.key_count[part]]} for part in range(parts)
    ]


def holds_two(row: int, parts: int, room: Scratch) -> bool:
    """Whether two words of a row answer two parts: one word that sounds like Mahmoud and like Mohamed is no pair."""
    both = combinations(answers(row, parts, room), 2)
    return any(first and second and len(first | second) > 1 for first, second in both)


@pytest.mark.parametrize("name", NAMES)
def test_all_rows_that_hold_two_parts_are_read_and_nothing_stays_marked(name: str) -> None:
    question, memo, room = read(name, 0, ALL, ALL)
    parts = int(question.facts[PARTS])
    two = {row for row in range(len(SEGMENT.number)) if holds_two(row, parts, room)}
    assert {row for row in two if promise(SEGMENT, row, parts, memo) > 0} <= set(kept(room))
    assert room.promise[: room.size[COUNT]].tolist() == [promise(SEGMENT, row, parts, memo) for row in kept(room)]
    assert not memo.marks.any()


def test_one_rare_part_finds_its_rows() -> None:
    for name in NAMES:
        question, memo, room = read(name, 3, 0, ALL)
        parts = int(question.facts[PARTS])
        counts = {int(key): int(SEGMENT.single_start[key + 1] - SEGMENT.single_start[key]) for key in set(_keys(room))}
        rare = {key_of_number(key) for key, count in counts.items() if count <= 3}
        rows = {row for row in range(len(SEGMENT.number)) if rare & set(keys_of(SEGMENT, row))}
        assert set(kept(room)) == {row for row in rows if promise(SEGMENT, row, parts, memo) > 0}


def _keys(room: Scratch) -> list[int]:
    return [int(key) for part, count in enumerate(room.key_count.tolist()) for key in room.keys[part, :count]]


@pytest.mark.parametrize("most", [0, 1, 60])
def test_no_more_rows_are_read_than_allowed_and_those_with_the_most_telling_parts_first(most: int) -> None:
    for name in NAMES:
        _, _, everything = read(name, ALL, ALL, ALL)
        question, _, room = read(name, ALL, ALL, most)
        parts = int(question.facts[PARTS])
        assert len(kept(room)) <= most
        assert set(kept(room)) <= set(kept(everything))
        if most == 60 and any(len(held(row, parts, room)) == parts for row in kept(everything)):
            assert any(len(held(row, parts, room)) == parts for row in kept(room))


def test_what_may_be_read_is_shared_out_to_the_parts_that_prove_most() -> None:
    question = asked(PersonQuery(name=NAMES[0]))
    counts = np.zeros(MARKS, np.int64)
    first, second = (weight_asked(question, part, SCALES.evidence) for part in (0, 1))
    counts[1], counts[2], counts[3] = 5, 5, 5
    share_out(question, 2, 8, SCALES.evidence, counts)
    assert counts[3] == 5
    assert counts.sum() == 8
    if first != second:
        assert counts[1 if first > second else 2] == 3
