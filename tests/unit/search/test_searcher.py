"""One question to several segments."""

from __future__ import annotations

from itertools import islice, permutations

import pytest
from msgspec import structs

from mithaq.names.parts import MAX_SPELLINGS, parts
from mithaq.search.classes import CLASSES
from mithaq.search.index import Index
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from mithaq.search.searcher import Found, by_set
from tests.support.segments import SCALES, crowd

NAME = "محمد عبد القادر الحربي"
NAMESAKES = [
    SearchPerson(1, (NAME,), ("1980-05-01",), "male", ("TN",)),
    SearchPerson(2, ("Mohamed Abdelkader Alharbi",), ("1980-01-05",), "", ()),
    SearchPerson(3, (NAME,), (), "female", ("EG", "FR")),
    SearchPerson(4, ("Mohamed Abdelkader Elharbi", NAME), ("1980-05-01", "1981"), "male", ("SO",)),
]
OTHERS = [structs.replace(person, number=person.number + 10) for person in crowd(40)]
OTHERS_LATER = [structs.replace(person, number=person.number + 2000) for person in crowd(40, 8)]


def index_of(*batches: list[SearchPerson]) -> Index:
    """Each batch but the last as a segment with postings."""
    index = Index.in_memory(SCALES)
    for batch in batches[:-1]:
        index.add(batch)
        index.compact()
    index.add(batches[-1])
    return index


INDEX = index_of(NAMESAKES, OTHERS)


def numbers(found: list[Found]) -> set[int]:
    return {one.number for one in found}


@pytest.mark.parametrize("birth", [None, "1980", "1980-05-01"])
def test_strong_comes_before_possible_and_more_rank_first(birth: str | None) -> None:
    found = INDEX.find(PersonQuery(name=NAME, birth=birth), every=True)
    order = [(CLASSES.index(one.klass), -one.rank, -one.fit) for one in found]
    assert order == sorted(order)
    assert len({one.klass for one in found}) > 1
    shown = INDEX.find(PersonQuery(name=NAME, birth=birth))
    assert shown == [one for one in found if one.klass != "none"]


def test_a_person_comes_once_by_the_spelling_and_birth_that_say_most() -> None:
    found = INDEX.find(PersonQuery(name=NAME, birth="1980-05-01"), every=True)
    assert len(found) == len(numbers(found))
    other = next(one for one in found if one.number == 4)
    exact = index_of([structs.replace(NAMESAKES[3], names=(NAME,), births=("1980-05-01",))])
    assert other == exact.find(PersonQuery(name=NAME, birth="1980-05-01"))[0]


def test_no_more_than_asked_for_and_the_best_of_them() -> None:
    query = PersonQuery(name=NAME)
    assert INDEX.find(query, top=3, every=True) == INDEX.find(query, every=True)[:3]
    assert INDEX.find(query, top=0) == []


def test_who_departed_is_not_found_and_nobody_else_changes() -> None:
    query = PersonQuery(name=NAME, birth="1980-05-01")
    index = index_of(NAMESAKES, OTHERS)
    before = index.find(query, top=100, every=True)
    index.remove([1, OTHERS[0].number])
    assert index.find(query, top=100, every=True) == [one for one in before if one.number not in (1, OTHERS[0].number)]


@pytest.mark.parametrize("nationality", [None, "TN", "EG", "SO", "YE", "FR"])
@pytest.mark.parametrize("sex", [None, "male", "female"])
def test_whoever_bears_the_name_is_found_whatever_sex_or_state_is_asked_for(
    sex: str | None, nationality: str | None
) -> None:
    found = INDEX.find(PersonQuery(name=NAME, sex=sex, nationality=nationality))
    assert {1, 2, 3, 4} <= numbers(found)


@pytest.mark.parametrize("birth", [None, "1980-05-01"])
@pytest.mark.parametrize("sex", ["male", "female"])
def test_the_sex_asked_for_moves_the_bits_of_those_whose_sex_is_known_and_finds_the_same(
    birth: str | None, sex: str
) -> None:
    plain = INDEX.find(PersonQuery(name=NAME, birth=birth), top=100, every=True)
    asked = {one.number: one for one in INDEX.find(PersonQuery(name=NAME, birth=birth, sex=sex), top=100, every=True)}
    assert numbers(plain) == asked.keys()
    sexes = {person.number: person.sex for person in NAMESAKES + OTHERS}
    for one in plain:
        stored = sexes[one.number]
        moved = 0 if not stored else SCALES.evidence.sex_same if stored == sex else SCALES.evidence.sex_other
        assert asked[one.number].bits == pytest.approx(one.bits + moved / 100)


def test_several_spellings_find_what_each_of_them_finds() -> None:
    one, two = "محمد عبد القادر الحربي", OTHERS[3].names[0]
    both = INDEX.find(PersonQuery(name=f"{one}; {two}"), top=100, every=True)
    each = [INDEX.find(PersonQuery(name=name), top=100, every=True) for name in (one, two)]
    assert numbers(both) == numbers(each[0]) | numbers(each[1])


def test_other_orders_of_a_name_find_what_each_of_them_finds() -> None:
    people = [structs.replace(person, number=person.number + 10) for person in crowd(1500)]
    index = index_of([*NAMESAKES, *people], OTHERS_LATER)
    orders = [" ".join(order) for order in islice(permutations(("محمد", "سالم", "القادر", "الحربي")), MAX_SPELLINGS)]
    together = {one.number: one for one in index.find(PersonQuery(name="; ".join(orders)), top=100)}
    assert together
    for name in orders:
        for one in index.find(PersonQuery(name=name), top=100):
            assert together[one.number].order >= one.order


def test_spellings_of_the_same_parts_belong_together_and_stand_once() -> None:
    one, two, three, again = map(parts, ("Ali Hasan", "Hasan Ali", "Ali Husayn", "ALI  Hasan"))
    assert by_set([one, two, three, again]) == [[one, two], [three]]
    assert by_set([one]) == [[one]]
    assert by_set([]) == []


def test_nobody_is_found_without_a_name() -> None:
    assert INDEX.find(PersonQuery(birth="1980-05-01"), every=True) == []
    assert index_of([]).find(PersonQuery(name=NAME), every=True) == []
