"""A segment with order and postings holds what was given, and every posting is complete."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from mithaq.search.days import DAYS
from mithaq.search.freeze import frozen
from mithaq.search.kernels.build import PAIRED
from mithaq.search.kernels.postings import bucket_of, key_number, three
from mithaq.search.kernels.shapes import Segment
from mithaq.search.person import SearchPerson
from tests.support.segments import crowd, frozen_of, keys_of, live, words_of

PEOPLE = (
    *crowd(300),
    SearchPerson(301, ("محمد محمد محمد",), ("1960/1965",)),
    SearchPerson(302, (" ".join(["Hasan Husni Salim Karim Nasir Badr Tamim Walid Farid"]),), ("1980",)),
)


@pytest.fixture(scope="module")
def segment() -> Segment:
    """The people, frozen."""
    return frozen_of(PEOPLE)


def key_numbers(segment: Segment, row: int) -> list[int]:
    found = [key_number(np.uint64(key), segment.slot_key, segment.slot_id) for key in keys_of(segment, row)]
    assert min(found) >= 0
    return found


def test_rows_are_those_that_were_given_by_day(segment: Segment) -> None:
    assert segment.day.tolist() == sorted(segment.day.tolist())
    given = live(PEOPLE).segment()
    assert described(segment) == described(given)


def described(segment: Segment) -> list[tuple[object, ...]]:
    ranges = {row: (int(first), int(segment.range_last[row])) for row, first in enumerate(segment.range_first)}
    return sorted(
        (
            int(number),
            int(segment.day[row]),
            int(segment.signature[row]),
            int(segment.fact_table[segment.facts[row]]),
            words_of(segment, row),
            ranges.get(row, (0, 0)),
        )
        for row, number in enumerate(segment.number)
    )


def test_a_day_is_one_slice(segment: Segment) -> None:
    assert len(segment.day_start) == DAYS + 1
    assert len(segment.range_first) == segment.day_start[1] == np.count_nonzero(segment.day == 0)
    for day in {1, *segment.day.tolist(), DAYS - 1}:
        start, end = segment.day_start[day], segment.day_start[day + 1]
        assert np.flatnonzero(segment.day == day).tolist() == list(range(start, end))


def test_each_word_stands_once_under_its_key(segment: Segment) -> None:
    assert sorted(segment.key_words.tolist()) == list(range(len(segment.words.kind)))
    for word, key in enumerate(segment.words.key):
        number = key_number(key, segment.slot_key, segment.slot_id)
        assert word in segment.key_words[segment.key_start[number] : segment.key_start[number + 1]]
    assert key_number(np.uint64(1 << 59), segment.slot_key, segment.slot_id) < 0


def test_each_two_of_its_first_parts_find_a_row(segment: Segment) -> None:
    buckets = len(segment.pair_start) - 1
    for row in range(len(segment.number)):
        for one, two in combinations(key_numbers(segment, row)[:PAIRED], 2):
            assert bucket_of(one, two, buckets) == bucket_of(two, one, buckets)
            bucket = bucket_of(one, two, buckets)
            places = range(segment.pair_start[bucket], segment.pair_start[bucket + 1])
            assert row in [three(segment.pair_rows, at) for at in places]


def test_each_rare_part_finds_its_rows(segment: Segment) -> None:
    for row in range(len(segment.number)):
        for key in key_numbers(segment, row):
            places = range(segment.single_start[key], segment.single_start[key + 1])
            assert row in [three(segment.single_rows, at) for at in places]


def test_a_common_part_alone_finds_nobody() -> None:
    """Else a question for Mohamed would read the whole register."""
    people = [SearchPerson(number, (f"محمد {'Salwa' if number == 7 else 'كمال'}",)) for number in range(1, 2100)]
    segment = frozen_of(people)
    sizes = np.diff(segment.single_start.astype(np.int64)).tolist()
    assert sorted(sizes) == [0, 0, 1]


def test_freezing_twice_changes_nothing(segment: Segment) -> None:
    every = np.zeros(len(segment.number), np.int16)
    first, last = every.copy(), every.copy()
    first[: len(segment.range_first)], last[: len(segment.range_last)] = segment.range_first, segment.range_last
    again = frozen(segment._replace(range_first=first, range_last=last))
    for name in Segment._fields[1:]:
        assert np.array_equal(getattr(segment, name), getattr(again, name)), name


def test_nobody_is_a_segment_too() -> None:
    segment = frozen_of([])
    assert len(segment.number) == 0
    assert segment.day_start.tolist() == [0] * (DAYS + 1)
