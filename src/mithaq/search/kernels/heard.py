"""Which words of a segment sound like a part that is asked for; and what a row promises by the words it holds.

A word is heard once a query. What a row promises is then read off its words: a look into a table for each, and no
comparison of letters.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mithaq.search.kernels.distance import part_likeness
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.order import FAINT, worth
from mithaq.search.kernels.postings import key_number, mixed, neighbours, three
from mithaq.search.kernels.question import KEYS, MOST_PARTS, PARTS, STATE
from mithaq.search.kernels.room import MOST_HEARD, MOST_KEYS, Scratch
from mithaq.search.kernels.shapes import I16, I32, U8, U16, U32, U64, Asked, Evidence, Segment, Sounds, i64

REMEMBERED = 65_536
"""Pairs of words whose likeness is remembered from one query to the next; a power of two."""

KNOWN, MOST_KNOWN = 2_048, 512
"""Asked parts of which it is remembered how the words of a segment sound to them, a power of two; how many words of each."""

FEW_WORDS = 16_384
"""A segment of so few words is heard, and its rows are read, from end to end; of a larger one only the words with a key near
an asked one are."""

VARIED, MOST_NEAR = 1, 192
"""Keys of a part whose neighbours one letter away are asked for, and how many of these."""

PAIRABLE = 600
"""Words so alike lend their key to the search for rows that hold two parts."""

ONE_SIDED, CONTRADICTED = 50, 60
"""What a part of one side only, and two that have no partner, take off the promise of a row; hundredths of a bit."""


class Known(NamedTuple):
    """What asked parts are known to sound like, in slots by the number of the part (`name`): `size` words with their
    likeness, out of the first `upto` words of the segment, and the recall keys of those that are alike."""

    name: U32
    upto: U32
    size: I32
    words: U32
    alike: I16
    key_count: I32
    keys: U32


class Memory(NamedTuple):
    """What is remembered of the words of one segment: word numbers mean something there only.

    `pair` is name of the asked part × 2³² + stored word + 1, by hash, and `likeness` theirs. `place` of each word among
    those heard for the present query (0: not heard), `words` which they are, `alike` and `worth` [place, asked part] how
    much and what they count. `size` of these; `near` is scratch; `known` as above. `marks` of each row are 0 between two
    queries (see kernels/marks.py).
    """

    pair: U64
    likeness: I16
    place: U16
    words: U32
    alike: I16
    worth: I32
    size: I32
    near: U32
    known: Known
    marks: U8


def memory(words: int, pairs: int = REMEMBERED, known: int = KNOWN, heard: int = MOST_HEARD, rows: int = 0) -> Memory:
    """An empty one for a segment of so many words, and of so many `rows` if it has postings; `pairs` and `known` parts to
    remember are powers of two."""
    parts = Known(
        np.zeros(known, np.uint32),
        np.zeros(known, np.uint32),
        np.zeros(known, np.int32),
        np.zeros((known, MOST_KNOWN), np.uint32),
        np.zeros((known, MOST_KNOWN), np.int16),
        np.zeros(known, np.int32),
        np.zeros((known, MOST_KEYS), np.uint32),
    )
    return Memory(
        np.zeros(pairs, np.uint64),
        np.zeros(pairs, np.int16),
        np.zeros(words, np.uint16),
        np.zeros(heard, np.uint32),
        np.zeros((heard, MOST_PARTS), np.int16),
        np.zeros((heard, MOST_PARTS), np.int32),
        np.zeros(1, np.int32),
        np.zeros(MOST_NEAR, np.uint32),
        parts,
        np.zeros(rows, np.uint8),
    )


def grown(memo: Memory, words: int) -> Memory:
    """The same with room for so many words."""
    return memo if words <= len(memo.place) else memo._replace(place=np.zeros(2 * words, np.uint16))


@kernel
def likeness(asked: Asked, i: int, segment: Segment, word: int, sounds: Sounds, memo: Memory, row: I32) -> int:
    """Likeness of an asked part and a stored word, from memory if it can be."""
    pair = np.uint64(asked.name[i]) << np.uint64(32) | np.uint64(word + 1)
    slot = i64(mixed(pair) & np.uint64(len(memo.pair) - 1))
    if memo.pair[slot] != pair:
        memo.likeness[slot] = part_likeness(asked.words, i, segment.words, word, sounds, row)
        memo.pair[slot] = pair
    return i64(memo.likeness[slot])


@kernel
def forget(memo: Memory) -> None:
    """Nothing is heard any more."""
    for place in range(1, i64(memo.size[0]) + 1):
        memo.place[memo.words[place]] = 0
    memo.size[0] = 0


@kernel
def note(word: int, i: int, alike: int, weight: int, memo: Memory) -> None:
    """A word is so much like part `i`, which weighs so much."""
    place = i64(memo.place[word])
    if place == 0:
        if memo.size[0] >= len(memo.words) - 1:
            return
        place = i64(memo.size[0]) + 1
        memo.size[0] = place
        memo.place[word] = place
        memo.words[place] = word
        memo.worth[place, :] = 0
        memo.alike[place, :] = 0
    memo.alike[place, i] = alike
    memo.worth[place, i] = worth(alike, weight)


@kernel
def weight_asked(asked: Asked, i: int, evidence: Evidence) -> int:
    """What an asked part proves in the state that was asked for."""
    return i64(evidence.bits[asked.words.rarity[i], asked.facts[STATE]])


@kernel
def hear(
    segment: Segment, asked: Asked, sounds: Sounds, evidence: Evidence, room: Scratch, memo: Memory, row: I32
) -> int:
    """Hear every part; returns what a row promises that holds all of them."""
    forget(memo)
    known = memo.known
    whole = 0
    for i in range(i64(asked.facts[PARTS])):
        slot = learn(segment, asked, i, sounds, memo, row)
        weight = weight_asked(asked, i, evidence)
        whole += weight
        for at in range(i64(known.size[slot])):
            note(i64(known.words[slot, at]), i, i64(known.alike[slot, at]), weight, memo)
        room.key_count[i] = known.key_count[slot]
        for at in range(i64(known.key_count[slot])):
            room.keys[i, at] = known.keys[slot, at]
    return whole


@kernel
def learn(segment: Segment, asked: Asked, i: int, sounds: Sounds, memo: Memory, row: I32) -> int:
    """Know how the words of the segment sound to part `i`; returns the slot where that is remembered."""
    known, words = memo.known, len(segment.words.kind)
    slot = i64(asked.name[i]) & (len(known.name) - 1)
    if known.name[slot] != asked.name[i]:
        known.name[slot] = asked.name[i]
        known.upto[slot] = known.size[slot] = known.key_count[slot] = 0
    if known.upto[slot] == words:
        return slot
    if words <= FEW_WORDS or len(segment.slot_key) == 0:
        for word in range(i64(known.upto[slot]), words):
            learn_word(segment, asked, i, word, sounds, slot, known, row)
    else:
        learn_near(segment, asked, i, sounds, slot, memo, row)
    known.upto[slot] = words
    return slot


@kernel
def learn_word(
    segment: Segment, asked: Asked, i: int, word: int, sounds: Sounds, slot: int, known: Known, row: I32
) -> int:
    """Remember how one word sounds to part `i`, if it is alike at all; returns the likeness."""
    alike = part_likeness(asked.words, i, segment.words, word, sounds, row)
    count = i64(known.size[slot])
    if alike > FAINT and count < MOST_KNOWN:
        known.words[slot, count] = word
        known.alike[slot, count] = alike
        known.size[slot] = count + 1
    return alike


@kernel
def learn_near(segment: Segment, asked: Asked, i: int, sounds: Sounds, slot: int, memo: Memory, row: I32) -> None:
    """Learn the words under the keys of part `i`, and under those one letter away."""
    known, near = memo.known, 0
    for at in range(i64(asked.key_count[i])):
        number = key_number(asked.keys[i * KEYS + at], segment.slot_key, segment.slot_id)
        if number >= 0 and near < MOST_NEAR:
            memo.near[near] = number
            near += 1
    for at in range(min(VARIED, i64(asked.key_count[i]))):
        near = neighbours(asked.keys[i * KEYS + at], segment.slot_key, segment.slot_id, memo.near, near)
    for at in range(near):
        key = i64(memo.near[at])
        best = 0
        for place in range(i64(segment.key_start[key]), i64(segment.key_start[key + 1])):
            word = i64(segment.key_words[place])
            best = max(best, learn_word(segment, asked, i, word, sounds, slot, known, row))
        count = i64(known.key_count[slot])
        if best >= PAIRABLE and count < MOST_KEYS:
            known.keys[slot, count] = key
            known.key_count[slot] = count + 1


@kernel
def promise(segment: Segment, row: int, parts: int, memo: Memory) -> int:
    """What a row may prove, in hundredths of a bit: each of its words answers to the part it is worth most for."""
    start, end = i64(segment.part_start[row]), i64(segment.part_start[row + 1])
    total, left, taken, pairs = 0, 0, 0, 0
    for at in range(start, end):
        place = i64(memo.place[three(segment.parts, at)])
        best, best_i = 0, -1
        if place:
            for i in range(parts):
                value = i64(memo.worth[place, i])
                if value > best and not taken >> i & 1:
                    best, best_i = value, i
        if best_i < 0:
            left += 1
        else:
            total += best
            taken |= 1 << best_i
            pairs += 1
    if pairs == 0:
        return 0
    missing = parts - pairs
    return max(1, total - ONE_SIDED * abs(missing - left) - CONTRADICTED * min(missing, left))
