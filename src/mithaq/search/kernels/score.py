"""Compare the rows that were recalled and keep the best: the whole of a search in one call."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mithaq.search.kernels.align import (
    CONFLICT,
    DISORDER,
    LEFT,
    NAME,
    PAIRS,
    RANK,
    RIGHT,
    SCORE,
    Alignment,
    align,
)
from mithaq.search.kernels.births import relation
from mithaq.search.kernels.distance import part_likeness
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.postings import mixed, three
from mithaq.search.kernels.question import DAY, MOST_PARTS, PARTS, SEX, STATE, STATES
from mithaq.search.kernels.recall import (
    A_MONTH,
    A_YEAR,
    COUNT,
    FIRST_YEAR,
    MOST_SHARED,
    ROOM,
    SMALL,
    Scratch,
    forget,
    recall,
)
from mithaq.search.kernels.shapes import I16, I32, U64, Asked, Evidence, Segment, Sounds, i64
from mithaq.search.kernels.signature import likely

BEST = 64
"""Rows returned for one query; a person may have several."""

REMEMBERED = 65_536
"""Pairs of words whose likeness is remembered from one query to the next; a power of two."""

MOST_SCORED_DATED, MOST_SCORED = 160, 800
"""Rows compared for one query, those with most signature bits in common first."""

ROW, BITS, RANKED, FIT, RELATION, LEFT_OVER, CONFLICTING, MATCHING, RESULTS = range(9)
"""Columns of a result; `LEFT_OVER` is asked parts left over × 16 + stored ones."""

MALE_OR_FEMALE, MOST_STATES = 3, 6


class Memory(NamedTuple):
    """Likeness of words met before: `pair` is name of the asked part × 2³² + stored word + 1, by hash. Names and words mean
    something within one segment only, so each segment has a `Memory` of its own. `weights` are those of the parts of a row,
    `common` the same without regard to where its person comes from."""

    pair: U64
    likeness: I16
    weights: I32
    common: I32
    ids: I32
    columns: I32
    result: I32


def memory() -> Memory:
    """An empty one."""
    return Memory(
        np.zeros(REMEMBERED, np.uint64),
        np.zeros(REMEMBERED, np.int16),
        np.zeros(2 * MOST_PARTS, np.int32),
        np.zeros(2 * MOST_PARTS, np.int32),
        np.zeros(MOST_PARTS, np.int32),
        np.zeros(MOST_STATES + 1, np.int32),
        np.zeros(RESULTS, np.int32),
    )


@kernel
def columns_of(facts: int, state: int, last: int, into: I32) -> int:
    """The columns of the table of rarity for the state asked for and those of the person; returns how many."""
    into[0] = state
    count = 1
    states = facts >> 2
    column = 0
    while states and column < last and count <= MOST_STATES:
        if states & 1 and column != state:
            into[count] = column
            count += 1
        states >>= 1
        column += 1
    return count


@kernel
def weight(row: int, columns: I32, count: int, evidence: Evidence) -> int:
    """What a part proves in any of these states, the least of it: where it is commonest decides."""
    least = i64(evidence.bits[row, columns[0]])
    for at in range(1, count):
        least = min(least, i64(evidence.bits[row, columns[at]]))
    return least


@kernel
def likeness(asked: Asked, i: int, segment: Segment, word: int, sounds: Sounds, memo: Memory, row: I32) -> int:
    """Likeness of an asked part and a stored word, from memory if it can be."""
    if len(segment.number) > SMALL and not likely(segment.words.key[word], asked.masks[i]):
        return 0
    pair = np.uint64(asked.name[i]) << np.uint64(32) | np.uint64(word + 1)
    slot = i64(mixed(pair) & np.uint64(REMEMBERED - 1))
    if memo.pair[slot] != pair:
        memo.likeness[slot] = part_likeness(asked.words, i, segment.words, word, sounds, row)
        memo.pair[slot] = pair
    return i64(memo.likeness[slot])


@kernel
def read_row(segment: Segment, row: int, asked: Asked, sounds: Sounds, memo: Memory, out: Alignment) -> int:
    """Lay out likeness and words of a row; returns how many parts it has."""
    start = i64(segment.part_start[row])
    count = min(i64(segment.part_start[row + 1]) - start, MOST_PARTS)
    n = i64(asked.facts[PARTS])
    for j in range(count):
        word = three(segment.parts, start + j)
        memo.ids[j] = word
        for i in range(n):
            out.likeness[j, i] = likeness(asked, i, segment, word, sounds, memo, out.row)
    return count


@kernel
def birth_relation(segment: Segment, row: int, asked: Asked) -> int:
    """How the asked date and that of a row are related."""
    b = asked.facts
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
    if sex and asked.facts[SEX]:
        found += evidence.sex_same if sex == asked.facts[SEX] else evidence.sex_other
    states = facts >> 2
    if states and asked.facts[STATES]:
        found += evidence.nationality_same if states & asked.facts[STATES] else evidence.nationality_other
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
    n = i64(asked.facts[PARTS])
    columns = columns_of(facts, i64(asked.facts[STATE]), evidence.bits.shape[1] - 1, memo.columns)
    for i in range(n):
        rarity = i64(asked.words.rarity[i])
        memo.weights[i] = weight(rarity, memo.columns, columns, evidence)
        memo.common[i] = evidence.bits[rarity, memo.columns[0]]
    for j in range(count):
        rarity = i64(segment.words.rarity[memo.ids[j]])
        memo.weights[MOST_PARTS + j] = weight(rarity, memo.columns, columns, evidence)
        memo.common[MOST_PARTS + j] = evidence.bits[rarity, memo.columns[0]]
    align(asked.words, n, segment.words, memo.ids, count, memo.weights, memo.common, sounds, evidence, out)
    related = birth_relation(segment, row, asked)
    into[ROW] = row
    rest = i64(evidence.births[related]) + other_bits(facts, asked, evidence)
    into[BITS] = out.totals[NAME] + rest
    into[RANKED] = out.totals[RANK] + rest
    into[FIT] = out.totals[SCORE]
    into[RELATION] = related
    into[LEFT_OVER] = out.totals[LEFT] * 16 + out.totals[RIGHT]
    into[CONFLICTING] = out.totals[CONFLICT]
    into[MATCHING] = out.totals[PAIRS] * 16 + min(15, out.totals[DISORDER])


@kernel
def least_shared(room: Scratch, most: int) -> int:
    """How many bits a row must share so that no more than `most` rows are compared; at least the best class of rows."""
    counts = room.counts
    counts[:] = 0
    for at in range(i64(room.size[COUNT])):
        counts[room.shared[at]] += 1
    total = 0
    for shared in range(MOST_SHARED, -1, -1):
        total += counts[shared]
        if total > most and total > counts[shared]:
            return shared + 1
    return 0


@kernel
def insert(found: I32, size: int, into: I32) -> int:
    """Put a result in its place among the best, highest rank first, then best fit, then lowest row."""
    at = size if size < BEST else BEST - 1
    if size == BEST and not before(into, found[BEST - 1]):
        return size
    while at > 0 and before(into, found[at - 1]):
        for column in range(RESULTS):
            found[at, column] = found[at - 1, column]
        at -= 1
    for column in range(RESULTS):
        found[at, column] = into[column]
    return min(BEST, size + 1)


@kernel
def before(one: I32, two: I32) -> bool:
    """Whether a result ranks before another."""
    if one[RANKED] != two[RANKED]:
        return bool(one[RANKED] > two[RANKED])
    if one[FIT] != two[FIT]:
        return bool(one[FIT] > two[FIT])
    return bool(one[ROW] < two[ROW])


@kernel
def search(
    segment: Segment, asked: Asked, sounds: Sounds, evidence: Evidence, room: Scratch, memo: Memory, out: Alignment,
    found: I32,
) -> int:  # fmt: skip
    """Write the best rows of a segment into `found` [BEST, RESULTS]; returns how many."""
    recall(segment, asked, room)
    dated = asked.facts[DAY] != 0
    least = least_shared(room, MOST_SCORED_DATED if dated else MOST_SCORED) if len(segment.number) > ROOM // 2 else 0
    into = memo.result
    size = 0
    for at in range(i64(room.size[COUNT])):
        if i64(room.shared[at]) >= least:
            score_row(segment, i64(room.rows[at]), asked, sounds, evidence, memo, out, into)
            size = insert(found, size, into)
    forget(room)
    return size
