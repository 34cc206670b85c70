"""A second look at rows: which keys they share with the name, and what their dates say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.search.departed import departed
from mithaq.search.kernels.left import Left
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.kernels.recall import day_asked, of_the_day
from mithaq.search.kernels.room import COUNT, Scratch, begin, keep
from mithaq.search.kernels.score import RELATION
from mithaq.search.kernels.second_look import SHORTEST_NEAR, birth_relation, look_again, near, promise_of_keys
from mithaq.search.kernels.shapes import I32, Asked
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from tests.support.segments import SCALES, asked, crowd, frozen_of, kept, scored, work

SEGMENT = frozen_of(crowd(600))
ALONE = [person for person in crowd(600)[::40] if person.births and len(person.births[0]) == 10]
NOBODY = departed(())
LETTERS = st.lists(st.integers(1, 14), min_size=1, max_size=7)


def number(letters: list[int]) -> int:
    """A skeleton as `search/skeleton.py` packs it."""
    return sum(letter << 4 * at for at, letter in enumerate(letters))


def one_letter_apart(one: list[int], two: list[int]) -> bool:
    if len(one) == len(two):
        places = [at for at, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
        if len(places) == 2 and places[1] == places[0] + 1 and one[places[0]] == two[places[1]]:
            return one[places[1]] == two[places[0]]
        return len(places) == 1 and len(one) >= SHORTEST_NEAR
    short, long = sorted((one, two), key=len)
    less = [long[:at] + long[at + 1 :] for at in range(len(long))]
    return short in less and len(long) >= SHORTEST_NEAR


@settings(max_examples=200, deadline=None)
@given(LETTERS, st.integers(0, 6), st.integers(0, 14), st.sampled_from(["other", "gone", "more", "crossed", "far"]))
def test_keys_are_near_that_differ_by_one_letter(letters: list[int], at: int, letter: int, slip: str) -> None:
    at %= len(letters)
    other = {
        "other": [*letters[:at], letter or 1, *letters[at + 1 :]],
        "gone": letters[:at] + letters[at + 1 :],
        "more": [*letters[:at], letter or 1, *letters[at:]],
        "crossed": letters[:at] + letters[at : at + 2][::-1] + letters[at + 2 :],
        "far": [letter or 1, *letters[::-1], letter or 1],
    }[slip]
    if other and other != letters:
        assert near(number(letters), number(other)) == one_letter_apart(letters, other)
        assert near(number(other), number(letters)) == one_letter_apart(letters, other)


def weights(question: Asked) -> I32:
    found = np.zeros(2 * MOST_PARTS, np.int32)
    column = int(question.facts[6])
    for part, rarity in enumerate(question.words.rarity[: question.facts[7]].tolist()):
        found[part] = SCALES.evidence.bits[rarity, column]
    return found


@pytest.mark.parametrize("person", ALONE)
def test_nobodys_keys_promise_more_of_a_name_than_those_of_its_bearer(person: SearchPerson) -> None:
    question = asked(PersonQuery(name=person.names[0]))
    own = int(np.flatnonzero(SEGMENT.number == person.number)[0])
    promises = [promise_of_keys(SEGMENT, row, question, weights(question)) for row in range(len(SEGMENT.number))]
    assert promises[own] == max(promises) > 3 * int(weights(question).sum()) // 4  # Mahmoud and Mohamed share a key
    assert min(promises) < 0


def ready(most: int, other_than: int = 0, left: Left = NOBODY) -> tuple[Asked, Scratch]:
    """Every second row, looked at again."""
    person = ALONE[0]
    place, question = work(), asked(PersonQuery(name=person.names[0], birth=person.births[0]))
    of_the_day(SEGMENT, question, SCALES.evidence, place.room)
    begin(place.room)
    for row in range(0, len(SEGMENT.number), 2):
        keep(row, row, place.room)
    look_again(SEGMENT, question, SCALES.evidence, most, other_than, left, place.desk.weights, place.room)
    return question, place.room


@pytest.mark.parametrize("most", [0, 1, 50, 1_000])
def test_so_many_of_the_most_promising_are_looked_at(most: int) -> None:
    _, room = ready(most)
    every = range(0, len(SEGMENT.number), 2)
    assert len(kept(room)) == min(most, len(every))
    assert min(kept(room), default=600) >= len(SEGMENT.number) - 2 * most - 32  # a step of promise holds eight of them


def test_their_promise_is_that_of_keys_and_date() -> None:
    question, room = ready(1_000)
    births = SCALES.evidence.births
    for row, promise in zip(kept(room), room.promise[: room.size[COUNT]].tolist(), strict=True):
        date = int(births[birth_relation(SEGMENT, row, question)])
        assert promise == promise_of_keys(SEGMENT, row, question, weights(question)) + date


def test_the_date_of_a_row_is_related_as_when_it_is_compared() -> None:
    query = PersonQuery(name=ALONE[1].names[0], birth=ALONE[1].births[0])
    for row in range(0, len(SEGMENT.number), 17):
        assert birth_relation(SEGMENT, row, asked(query)) == scored(SEGMENT, row, query)[0][RELATION]


def test_rows_of_the_day_that_was_looked_at_before_go_and_those_who_left() -> None:
    question, whole = ready(1_000)
    day, gone = day_asked(question), int(SEGMENT.number[40])
    _, room = ready(1_000, day)
    assert set(kept(room)) == {row for row in kept(whole) if SEGMENT.day[row] != day}
    _, room = ready(1_000, 0, departed([gone]))
    assert set(kept(whole)) - set(kept(room)) == {row for row in kept(whole) if SEGMENT.number[row] == gone}


def test_those_who_left_take_nobodys_place() -> None:
    _, whole = ready(50)
    gone = departed([int(SEGMENT.number[row]) for row in kept(whole)])
    _, room = ready(50, 0, gone)
    assert len(kept(room)) == 50
    assert not set(kept(room)) & set(kept(whole))
