"""Which words of a segment sound like a part that is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from mithaq.search.asked import Question
from mithaq.search.kernels.align import alignment
from mithaq.search.kernels.distance import part_likeness
from mithaq.search.kernels.heard import Memory, forget, grown, hear, learn, learn_near, memory, promise
from mithaq.search.kernels.order import FAINT
from mithaq.search.kernels.postings import neighbours
from mithaq.search.kernels.question import KEYS, PARTS
from mithaq.search.kernels.room import scratch
from mithaq.search.kernels.shapes import Asked, Segment
from mithaq.search.query import PersonQuery
from tests.support.segments import SCALES, asked, crowd, frozen_of, live, remembering, words_of

PEOPLE = crowd(400)
SEGMENT = frozen_of(PEOPLE)
NAMES = [person.names[0] for person in PEOPLE[::50]]
ROW = alignment().row


def alike(segment: Segment, question: Asked, part: int) -> dict[int, int]:
    """The words that are alike, by comparing all."""
    every = range(len(segment.words.kind))
    likeness = {word: part_likeness(question.words, part, segment.words, word, SCALES.sounds, ROW) for word in every}
    return {word: found for word, found in likeness.items() if found > FAINT}


def known(memo: Memory, slot: int) -> dict[int, int]:
    size = memo.known.size[slot]
    return dict(zip(memo.known.words[slot, :size].tolist(), memo.known.alike[slot, :size].tolist(), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_a_small_vocabulary_is_heard_from_end_to_end(name: str) -> None:
    question, memo = asked(PersonQuery(name=name)), remembering(SEGMENT)
    for part in range(question.facts[PARTS]):
        slot = learn(SEGMENT, question, part, SCALES.sounds, memo, ROW)
        assert known(memo, slot) == alike(SEGMENT, question, part)


@pytest.mark.parametrize("name", NAMES)
def test_of_a_large_one_all_words_under_the_keys_asked_for_and_near_them(name: str) -> None:
    question = asked(PersonQuery(name=name))
    for part in range(question.facts[PARTS]):
        memo = remembering(SEGMENT)
        learn_near(SEGMENT, question, part, SCALES.sounds, 0, memo, ROW)
        every, found = alike(SEGMENT, question, part), known(memo, 0)
        keys = question.keys[KEYS * part :][: question.key_count[part]]
        near = {*keys.tolist(), *around(keys[0])}
        assert found.items() <= every.items()
        assert {word for word in every if int(SEGMENT.words.key[word]) in near} <= found.keys()


def around(key: np.uint64) -> set[int]:
    """The keys one letter away."""
    into = np.zeros(500, np.uint32)
    count = neighbours(key, SEGMENT.slot_key, SEGMENT.slot_id, into, 0)
    places = [SEGMENT.key_words[SEGMENT.key_start[number]] for number in into[:count]]
    return {int(SEGMENT.words.key[word]) for word in places}


def test_words_that_came_since_are_learned_as_well() -> None:
    growing = live(PEOPLE[:100])
    question, memo = asked(PersonQuery(name=NAMES[3])), memory(len(growing.words))
    for until in (200, 300, 400):
        growing.add(PEOPLE[until - 100 : until])
        segment = growing.segment()
        memo = grown(memo, len(growing.words))
        room = scratch(16)
        whole = hear(segment, question, SCALES.sounds, SCALES.evidence, room, memo, ROW)
        fresh = remembering(segment)
        assert whole == hear(segment, question, SCALES.sounds, SCALES.evidence, room, fresh, ROW)
        parts = int(question.facts[PARTS])
        for row in range(len(segment.number)):
            assert promise(segment, row, parts, memo) == promise(segment, row, parts, fresh) <= whole


@pytest.mark.parametrize("known_parts", [1, 64])
def test_whoever_bears_the_name_promises_all_of_it_and_nobody_more(known_parts: int) -> None:
    """Whatever was asked before, and however few parts are remembered."""
    question, memo = Question(SCALES.rows), memory(len(SEGMENT.words.kind), 64, known_parts)
    for name in NAMES:
        query = asked(PersonQuery(name=name), question)
        parts = int(query.facts[PARTS])
        whole = hear(SEGMENT, query, SCALES.sounds, SCALES.evidence, scratch(16), memo, ROW)
        promises = [promise(SEGMENT, row, parts, memo) for row in range(len(SEGMENT.number))]
        bearers = [row for row, number in enumerate(SEGMENT.number) if PEOPLE[int(number) - 1].names[0] == name]
        assert {promises[row] for row in bearers} == {whole} == {max(promises)}
        for row, promised in enumerate(promises):
            assert (promised > 0) is any(memo.place[word] for word in words_of(SEGMENT, row))


def test_nothing_is_left_of_the_query_before() -> None:
    question, memo, room = Question(SCALES.rows), remembering(SEGMENT), scratch(16)
    for name in NAMES:
        hear(SEGMENT, asked(PersonQuery(name=name), question), SCALES.sounds, SCALES.evidence, room, memo, ROW)
        assert np.count_nonzero(memo.place) == memo.size[0] > 0
        forget(memo)
        assert not memo.place.any()
        assert memo.size[0] == 0


def test_a_memory_that_has_room_is_kept() -> None:
    memo = memory(10)
    assert grown(memo, 10) is memo
    assert len(grown(memo, 11).place) >= 11
    assert grown(memo, 11).known is memo.known
