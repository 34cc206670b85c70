"""Rows by two of their parts, or by one rare part."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from mithaq.search.kernels.dated import SHARES
from mithaq.search.kernels.gather import asked_keys, by_pairs, by_single, sort
from mithaq.search.kernels.question import KEYS, PARTS
from mithaq.search.kernels.room import COUNT, Scratch, begin
from mithaq.search.kernels.shapes import Asked
from mithaq.search.kernels.signature import overlap, weigh_asked
from mithaq.search.query import PersonQuery
from tests.support.segments import asked, crowd, frozen_of, kept, keys_of, remembering, work

SEGMENT = frozen_of(crowd(600))
NAMES = [person.names[0] for person in crowd(600)[::40]]


def ready(name: str) -> tuple[Asked, int, Scratch]:
    question, room = asked(PersonQuery(name=name)), work().room
    begin(room)
    weigh_asked(question, int(question.facts[PARTS]), SEGMENT.bit_weight, room.shares)
    asked_keys(SEGMENT, question, room)
    return question, int(question.facts[PARTS]), room


def keys_asked(question: Asked, part: int) -> set[int]:
    return set(question.keys[KEYS * part :][: question.key_count[part]].tolist())


def promised(row: int, room: Scratch) -> int:
    return SHARES * overlap(SEGMENT.signature[row], room.shares)


@pytest.mark.parametrize("name", NAMES)
def test_all_rows_with_two_parts_are_found_and_none_that_promises_less(name: str) -> None:
    question, parts, room = ready(name)
    need = 900
    by_pairs(SEGMENT, parts, 100_000, need, False, remembering(SEGMENT), room)
    expected = {
        row
        for row in range(len(SEGMENT.number))
        if holds_two(keys_of(SEGMENT, row)[:6], [keys_asked(question, part) for part in range(parts)])
        and promised(row, room) >= need
    }
    assert expected <= set(kept(room))
    assert all(promised(row, room) >= need for row in kept(room))
    assert room.promise[: room.size[COUNT]].tolist() == [promised(row, room) for row in kept(room)]


def holds_two(keys: list[int], sought: list[set[int]]) -> bool:
    """Whether two words of a row answer to two different parts."""
    return any(
        (one in first and two in second) or (two in first and one in second)
        for one, two in combinations(keys, 2)
        for first, second in combinations(sought, 2)
    )


@pytest.mark.parametrize("budget", [1, 5, 40])
def test_no_more_rows_are_read_than_the_budget_allows_and_the_rarest_pair_comes_first(budget: int) -> None:
    for name in NAMES:
        _, parts, room = ready(name)
        by_pairs(SEGMENT, parts, budget, 0, False, remembering(SEGMENT), room)
        some = kept(room)
        _, parts, room = ready(name)
        by_pairs(SEGMENT, parts, 100_000, 0, False, remembering(SEGMENT), room)
        assert len(some) <= budget
        assert some == kept(room)[: len(some)]


def test_one_rare_part_finds_all_its_rows_and_a_common_one_none() -> None:
    counts: dict[int, int] = {}
    for row in range(len(SEGMENT.number)):
        for key in keys_of(SEGMENT, row):
            counts[key] = counts.get(key, 0) + 1
    for name in NAMES:
        question, parts, room = ready(name)
        rare = {key for part in range(parts) for key in keys_asked(question, part) if counts.get(key, 0) <= 10}
        by_single(SEGMENT, parts, 10, 0, False, remembering(SEGMENT), room)
        assert set(kept(room)) == {row for row in range(len(SEGMENT.number)) if rare & set(keys_of(SEGMENT, row))}


def test_values_are_sorted_as_far_as_they_count() -> None:
    values = np.array([5, -1, 9, 9, 2, 7, 0, 3], np.int64)
    sort(values, 6)
    assert values.tolist() == [-1, 2, 5, 7, 9, 9, 0, 3]
