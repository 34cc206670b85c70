"""The whole of a search in one call."""

from __future__ import annotations

import pytest

from mithaq.search.evidence_of import explain
from mithaq.search.index import Index
from mithaq.search.kernels.score import BEST, CLASS, FEW_DATED, FIT, RANKED, ROW
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from mithaq.search.searcher import TOP
from tests.support.segments import SCALES, best_rows, crowd, frozen_of, live, scored

FEW, MANY = crowd(220), crowd(2_600)
QUERIES = [
    PersonQuery(name=person.names[0], birth=birth, sex=person.sex, nationality=person.nationalities[0])
    for person in FEW[::45]
    for birth in (None, "1980", "1980-05-01", *person.births)
]


@pytest.mark.parametrize("query", QUERIES)
def test_in_a_small_register_the_search_finds_the_best_of_all_rows(query: PersonQuery) -> None:
    by_number = []
    for segment in (live(FEW).segment(), frozen_of(FEW)):
        assert len(segment.number) <= FEW_DATED
        every = [scored(segment, row, query) for row in range(len(segment.number))]
        ranking = [result for result, _ in every]
        ranking.sort(key=lambda one: (one[CLASS], -one[RANKED], -one[FIT], one[ROW]))
        assert best_rows(segment, query) == ranking[:BEST]
        by_number.append({int(segment.number[result[ROW]]): result[1:] for result, _ in every})
    assert by_number[0] == by_number[1]


@pytest.fixture(scope="module")
def large() -> list[Index]:
    """A register that is too large to be read from end to end: still growing, and with postings."""
    growing, compact = Index.in_memory(SCALES), Index.in_memory(SCALES)
    for index in (growing, compact):
        index.add(MANY)
    compact.compact()
    return [growing, compact]


@pytest.mark.parametrize("year", [None, 4, 10])
def test_who_is_found_in_a_large_register_has_the_score_of_a_small_one(large: list[Index], year: int | None) -> None:
    persons = {person.number: person for person in MANY}
    for person in MANY[::130]:
        birth = person.births[0][:year] if person.births and year else None
        query = PersonQuery(name=person.names[0], birth=birth, nationality=person.nationalities[0])
        for index in large:
            for found in index.find(query, every=True):
                told = explain(query, persons[found.number], SCALES)
                assert (told.bits, told.fit) == (found.bits, found.fit)


@pytest.mark.parametrize("year", [4, 10])
def test_in_a_large_register_whoever_bears_the_name_and_date_comes_first(large: list[Index], year: int) -> None:
    for person in MANY[::65]:
        if person.births:
            query = PersonQuery(name=person.names[0], birth=person.births[0][:year])
            for index in large:
                best = index.find(query, every=True)
                mine = next(found for found in best if found.number == person.number)
                assert (mine.klass, mine.rank) == (best[0].klass, best[0].rank)


def test_a_name_alone_finds_its_bearer_in_a_register_of_a_few_thousand() -> None:
    index = Index.in_memory(SCALES)
    index.add(crowd(2_600))
    index.compact()
    for person in crowd(2_600)[::260]:
        assert person.number in [one.number for one in index.find(PersonQuery(name=person.names[0]))]


def test_few_who_fit_best_do_not_hide_all_others_who_fit() -> None:
    few, many = "سعيد بوعزيزي", "سعيد كمال بوعزيزي"
    people = [SearchPerson(number, (few if number <= 3 else many,)) for number in range(1, 4_000)]
    index = Index.in_memory(SCALES)
    index.add(people)
    found = index.find(PersonQuery(name=few))
    assert len(found) == TOP
    assert [one.number for one in found[:3]] == [1, 2, 3]
