"""Compare the rows that were recalled and keep the best: the whole of a search in one call."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mithaq.search.kernels.align import (
    CONFLICT,
    DISORDER,
    LEFT,
    MOST_PARTS,
    NAME,
    PAIRS,
    RIGHT,
    SCORE,
    Alignment,
    align,
)
from mithaq.search.kernels.births import relation
from mithaq.search.kernels.distance import likeness_row
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.postings import three
from mithaq.search.kernels.recall import A_MONTH, A_YEAR, FIRST_YEAR, ROOM, Scratch, forget, recall
from mithaq.search.kernels.shapes import I16, I32, U64, Asked, Evidence, Segment, Sounds, Words, i64

BEST = 64
"""Rows returned for one query; a person may have several."""

REMEMBERED = 2_048
"""Words whose likeness is remembered during one query; a power of two."""

MOST_SCORED_DATED, MOST_SCORED = 600, 1_500
"""Rows compared for one query, those with most signature bits in common first."""

ROW, BITS, NAME_BITS, FIT, RELATION, LEFT_OVER, CONFLICTING, MATCHING, RESULTS = range(9)
"""Columns of a result; `LEFT_OVER` is asked parts left over × 16 + stored ones."""

MALE_OR_FEMALE = 3


class Memory(NamedTuple):
    """Likeness of words met before in this query: `word` is query × 2³² + word + 1, `likeness` [slot, asked part]."""

    word: U64
    likeness: I16
    query: U64
    weights: I32
    ids: I32


def memory() -> Memory:
    """Room for one query at a time."""
    return Memory(
        np.zeros(REMEMBERED, np.uint64),
        np.zeros((REMEMBERED, MOST_PARTS), np.int16),
        np.zeros(1, np.uint64),
        np.zeros(2 * MOST_PARTS, np.int32),
        np.zeros(MOST_PARTS, np.int32),
    )


@kernel
def weight(words: Words, word: int, facts: int, state: int, evidence: Evidence) -> int:
    """What a part proves in the state asked for and in those of the person, the least of them: how common it may be
    decides."""
    row = i64(words.rarity[word])
    least = i64(evidence.bits[row, state])
    states = facts >> 2
    column = 0
    last = evidence.bits.shape[1] - 1
    while states and column < last:
        if states & 1:
            least = min(least, i64(evidence.bits[row, column]))
        states >>= 1
        column += 1
    return least


@kernel
def read_row(segment: Segment, row: int, asked: Asked, sounds: Sounds, memo: Memory, out: Alignment) -> int:
    """Lay out likeness and words of a row; returns how many parts it has."""
    start = i64(segment.part_start[row])
    count = min(i64(segment.part_start[row + 1]) - start, MOST_PARTS)
    n = len(asked.masks)
    for j in range(count):
        word = three(segment.parts, start + j)
        memo.ids[j] = word
        slot = word & (REMEMBERED - 1)
        tag = memo.query[0] << np.uint64(32) | np.uint64(word + 1)
        if memo.word[slot] != tag:
            likeness_row(asked.words, segment.words, word, sounds, out.row, memo.likeness[slot])
            memo.word[slot] = tag
        for i in range(n):
            out.likeness[j, i] = memo.likeness[slot, i]
    return count


@kernel
def birth_relation(segment: Segment, row: int, asked: Asked) -> int:
    """How the asked date and that of a row are related."""
    b = asked.birth
    day = i64(segment.day[row]) - 1
    if day < 0:
        first, last = i64(segment.range_first[row]), i64(segment.range_last[row])
        return relation(i64(b[0]), i64(b[1]), i64(b[2]), i64(b[3]), first, last, 0, 0)
    year = FIRST_YEAR + day // A_YEAR
    rest = day % A_YEAR
    return relation(i64(b[0]), i64(b[1]), i64(b[2]), i64(b[3]), year, year, rest // A_MONTH, rest % A_MONTH)


@kernel
def other_bits(facts: int, asked: Asked, evidence: Evidence) -> int:
    """What sex and nationality say, where both sides know them."""
    found = 0
    sex = facts & MALE_OR_FEMALE
    if sex and asked.sex:
        found += evidence.sex_same if sex == asked.sex else evidence.sex_other
    states = facts >> 2
    if states and asked.states:
        found += evidence.nationality_same if states & asked.states else evidence.nationality_other
    return found


@kernel
def score_row(
    segment: Segment,
    row: int,
    asked: Asked,
    sounds: Sounds,
    evidence: Evidence,
    memo: Memory,
    out: Alignment,
    into: I32,
) -> None:
    """All evidence that a row is the one asked for, into the columns of a result."""
    count = read_row(segment, row, asked, sounds, memo, out)
    facts = i64(segment.fact_table[segment.facts[row]])
    n = len(asked.masks)
    for i in range(n):
        memo.weights[i] = weight(asked.words, i, facts, asked.state, evidence)
    for j in range(count):
        memo.weights[MOST_PARTS + j] = weight(segment.words, i64(memo.ids[j]), facts, asked.state, evidence)
    align(asked.words, segment.words, memo.ids, count, memo.weights, sounds, evidence, out)
    related = birth_relation(segment, row, asked)
    into[ROW] = row
    into[NAME_BITS] = out.totals[NAME]
    into[BITS] = out.totals[NAME] + evidence.births[related] + other_bits(facts, asked, evidence)
    into[FIT] = out.totals[SCORE]
    into[RELATION] = related
    into[LEFT_OVER] = out.totals[LEFT] * 16 + out.totals[RIGHT]
    into[CONFLICTING] = out.totals[CONFLICT]
    into[MATCHING] = out.totals[PAIRS] * 16 + min(15, out.totals[DISORDER])


@kernel
def least_shared(room: Scratch, most: int) -> int:
    """How many bits a row must share so that no more than `most` rows are compared; at least the best class of rows."""
    counts = np.zeros(64, np.int64)
    for at in range(i64(room.size[0])):
        counts[min(63, i64(room.shared[at]))] += 1
    total = 0
    for shared in range(63, -1, -1):
        total += counts[shared]
        if total > most and total > counts[shared]:
            return shared + 1
    return 0


@kernel
def insert(found: I32, size: int, into: I32) -> int:
    """Put a result in its place among the best, most bits first, then best fit, then lowest row."""
    at = size if size < BEST else BEST - 1
    if size == BEST and not before(into, found[BEST - 1]):
        return size
    while at > 0 and before(into, found[at - 1]):
        found[at] = found[at - 1]
        at -= 1
    found[at] = into
    return min(BEST, size + 1)


@kernel
def before(one: I32, two: I32) -> bool:
    """Whether a result ranks before another."""
    if one[BITS] != two[BITS]:
        return bool(one[BITS] > two[BITS])
    if one[FIT] != two[FIT]:
        return bool(one[FIT] > two[FIT])
    return bool(one[ROW] < two[ROW])


@kernel
def search(
    segment: Segment, asked: Asked, sounds: Sounds, evidence: Evidence, room: Scratch, memo: Memory, out: Alignment,
    found: I32,
) -> int:  # fmt: skip
    """Write the best rows of a segment into `found` [BEST, RESULTS]; returns how many."""
    memo.query[0] += np.uint64(1)
    recall(segment, asked, room)
    dated = asked.birth[3] != 0
    least = least_shared(room, MOST_SCORED_DATED if dated else MOST_SCORED) if len(segment.number) > ROOM // 2 else 0
    into = np.zeros(RESULTS, np.int32)
    size = 0
    for at in range(i64(room.size[0])):
        if i64(room.shared[at]) >= least:
            score_row(segment, i64(room.rows[at]), asked, sounds, evidence, memo, out, into)
            if out.totals[PAIRS] > 0:
                size = insert(found, size, into)
    forget(room)
    return size
