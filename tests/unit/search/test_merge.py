"""Several segments made into one: the same persons, but for those who left, and nothing of what they were called."""

from __future__ import annotations

import numpy as np

from mithaq.search.contents import contents_of
from mithaq.search.exact_keys import key_of
from mithaq.search.files import Held
from mithaq.search.merge import merged
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.words import words
from tests.support.segments import SCALES, crowd, frozen_of, live

PEOPLE = crowd(200)
NOBODY = np.zeros(0, np.uint32)


def frozen_half(first: int, last: int) -> Held:
    return Held(frozen_of(PEOPLE[first:last]), live(PEOPLE[first:last]).held().exact)


def test_the_same_whether_frozen_or_live() -> None:
    one = merged([frozen_half(0, 90), live(PEOPLE[90:150]).held(), frozen_half(150, 200)], NOBODY, SCALES.rows)
    assert contents_of([one]).differences(contents_of([live(PEOPLE).held()])) == []
    assert set(words(one.rows.words)) == set(words(live(PEOPLE).segment().words))


def test_who_left_leaves_with_all_they_were_called() -> None:
    rare = SearchPerson(201, ("Zgwrtbq محمد",), ("1960/1965",), documents=("X9",))
    thing = SearchThing(202, (("plate", "P1"),))
    before = live([*PEOPLE, rare, thing]).held()
    gone = np.array([PEOPLE[3].number, 201, 202], np.uint32)
    after = merged([before], gone, SCALES.rows)
    stayed = [person for person in PEOPLE if person.number != PEOPLE[3].number]
    assert contents_of([after]).differences(contents_of([live(stayed).held()])) == []
    assert set(words(after.rows.words)) == set(words(live(stayed).segment().words))
    assert set(words(before.rows.words)) - set(words(after.rows.words))
    assert after.exact.find(key_of("document", "X9")) == after.exact.find(key_of("plate", "P1")) == []


def test_all_left() -> None:
    after = merged([live(PEOPLE[:5]).held()], np.array([person.number for person in PEOPLE[:5]], np.uint32), {})
    assert len(after.rows.number) == len(after.rows.words.kind) == len(after.exact.key) == 0


def test_facts_and_ranges_are_those_of_before() -> None:
    one = live([SearchPerson(1, ("علي",), ("1960/1965",), "male", ("TN",))]).held()
    two = live([SearchPerson(2, ("علي",), ("1970/1975",), "female", ("EG", "FR"))]).held()
    rows = merged([two, one], NOBODY, SCALES.rows).rows
    facts = rows.fact_table[rows.facts].tolist()
    found = {
        int(number): (facts[row], int(rows.range_first[row]), int(rows.range_last[row]))
        for row, number in enumerate(rows.number)
    }
    for held, number, first, last in ((one, 1, 1960, 1965), (two, 2, 1970, 1975)):
        assert found[number] == (held.rows.fact_table[0], first, last)
