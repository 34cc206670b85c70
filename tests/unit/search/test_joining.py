"""Segments being made into one while the register goes on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mithaq.search.index import Index
from mithaq.search.joining import holds, sorted_numbers
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.query import PersonQuery
from tests.support.segments import SCALES, crowd, live

PEOPLE = crowd(30)


def test_a_segment_holds_persons_and_things() -> None:
    held = live([SearchPerson(1, ("علي",)), SearchThing(5, (("plate", "X1"),))]).held()
    assert [holds(held, frozenset({number})) for number in (1, 2, 5)] == [True, False, True]
    assert not holds(held, frozenset())


def test_numbers_are_sorted() -> None:
    assert np.array_equal(sorted_numbers(frozenset({9, 1, 5})), [1, 5, 9])


def index_of(folder: Path | None) -> Index:
    return Index.open(folder, SCALES) if folder else Index.in_memory(SCALES)


@pytest.mark.parametrize("kept", [True, False])
def test_what_comes_and_goes_meanwhile_is_not_lost(tmp_path: Path, kept: bool) -> None:
    index = index_of(tmp_path if kept else None)
    index.add(PEOPLE[:10])
    joining = index.join()
    assert joining
    index.add(PEOPLE[10:20])
    index.remove([PEOPLE[0].number])
    joining.run()
    assert index.take(joining)
    assert (index.segments, index.fresh) == (1, sum(len(person.names) for person in PEOPLE[10:20]))
    for person in PEOPLE[:20]:
        found = [one.number for one in index.find(PersonQuery(name=person.names[0]), every=True)]
        assert (person.number in found) is (person.number != PEOPLE[0].number)


def test_who_finds_that_another_has_written_makes_nothing(tmp_path: Path) -> None:
    one, two = Index.open(tmp_path, SCALES), Index.open(tmp_path, SCALES)
    one.add(PEOPLE[:5])
    two.add(PEOPLE[:5])
    joining = one.join()
    assert joining
    assert two.compact()
    joining.run()
    assert joining.made is None
    assert not one.take(joining)
    one.refresh()
    assert one.last == PEOPLE[4].number


def test_nothing_to_do() -> None:
    index = Index.in_memory(SCALES)
    assert index.join() is None
    index.add(PEOPLE[:5])
    assert index.join(sweep=True) is None
    index.remove([PEOPLE[0].number])
    assert index.join(sweep=True)
