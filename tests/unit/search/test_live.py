"""The segment that grows: everything told is there at once."""

from __future__ import annotations

import numpy as np

from mithaq.search.contents import contents_of
from mithaq.search.kernels.signature import bits_of
from mithaq.search.person import SearchPerson, SearchThing
from tests.support.segments import crowd, keys_of, live

PEOPLE = crowd(80)


def test_one_at_a_time_is_as_good_as_all_at_once() -> None:
    slowly = live([])
    for person in PEOPLE:
        slowly.add([person])
        slowly.segment()
    assert contents_of([slowly.held()]).differences(contents_of([live(PEOPLE).held()])) == []
    assert len(slowly) == len(slowly.segment().number)


def test_a_segment_taken_before_stays_as_it_was() -> None:
    growing = live(PEOPLE[:10])
    before = growing.segment()
    told = [column.tolist() for column in before[1:]]
    growing.add(PEOPLE[10:])
    assert [column.tolist() for column in before[1:]] == told
    assert growing.segment().number[: len(before.number)].tolist() == before.number.tolist()


def test_a_signature_has_the_bits_of_every_part() -> None:
    segment = live(PEOPLE).segment()
    for row in range(len(segment.number)):
        expected = 0
        for key in keys_of(segment, row):
            expected |= int(bits_of(np.uint64(key)))
        assert int(segment.signature[row]) == expected


def test_numbers_of_papers_and_things() -> None:
    growing = live([SearchPerson(1, ("علي",), documents=("X1", "X2"))])
    growing.add([SearchThing(2, (("document", "X1"), ("plate", "P1")))])
    assert growing.exact("document", "X1") == [1, 2]
    assert growing.exact("document", "X2") == [1]
    assert growing.exact("plate", "P1") == [2]
    assert growing.exact("serial", "P1") == []
    assert len(growing) == 3
    assert len(growing.segment().number) == 1
