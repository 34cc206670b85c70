"""Compare the rows that were recalled and keep the best: the whole of a search in one call."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mithaq.search.kernels.align import CONFLICT, NAME, RANK, SCORE, Alignment, align
from mithaq.search.kernels.classify import NONE, STRONG, class_of
from mithaq.search.kernels.effort import Effort
from mithaq.search.kernels.facts import other_bits
from mithaq.search.kernels.heard import Memory, forget, likeness
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.left import Left, has_left
from mithaq.search.kernels.postings import three
from mithaq.search.kernels.question import MOST_PARTS, PARTS, STATE, YEAR
from mithaq.search.kernels.recall import (
    all_of,
    by_signature,
    by_words,
    day_asked,
    of_other_days,
    of_the_day,
)
from mithaq.search.kernels.room import COUNT, ROOM, Scratch, bin_of, border
from mithaq.search.kernels.second_look import birth_relation, look_again
from mithaq.search.kernels.shapes import I32, Asked, Evidence, Segment, Sounds, i64
from mithaq.search.kernels.signature import bits_of

BEST = 64
"""Persons returned for one query."""

FEW_DATED = 256
"""So many rows are all compared with a query that knows the day."""

MOST_DATED, LEAST = 160, 64
"""Rows compared for one query, the most promising ones: of a segment that still grows, if the day is known; without a day,
for each of several spellings at least."""

ROW, BITS, RANKED, FIT, RELATION, CLASS, RESULTS = range(7)
"""Columns of a result."""

FEW_PARTS = 24_576
"""A segment of so few rows, counted once for each part and spelling of the question, is compared from end to end."""

MOST_STATES = 6


class Desk(NamedTuple):
    """Where one row lies while it is compared: its word numbers `ids`; `weights` of [asked parts, then stored parts], and
    `common`, the same wherever its person comes from; the `columns` of the table of rarity that count; the `result`. `found`
    are the best so far [`BEST`, `RESULTS`]."""

    ids: I32
    weights: I32
    common: I32
    columns: I32
    result: I32
    found: I32


class Asking(NamedTuple):
    """How a question is asked: whether those of class none are wanted as well (`every`), in how many `spellings` and
    different `sets` of parts, which share the rows that are compared and read for one question. `again`: the spelling before
    this one had the same parts in another order, and the rows that it kept are kept for this one. With how much `effort`.
    """

    every: bool
    spellings: int
    sets: int
    again: bool
    effort: Effort


class Work(NamedTuple):
    """All that one query at a time is worked on with."""

    room: Scratch
    desk: Desk
    out: Alignment


def desk() -> Desk:
    """Room for one query at a time."""
    return Desk(
        np.zeros(MOST_PARTS, np.int32),
        np.zeros(2 * MOST_PARTS, np.int32),
        np.zeros(2 * MOST_PARTS, np.int32),
        np.zeros(MOST_STATES + 1, np.int32),
        np.zeros(RESULTS, np.int32),
        np.zeros((BEST, RESULTS), np.int32),
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
def read_row(segment: Segment, row: int, asked: Asked, sounds: Sounds, quick: bool, memo: Memory, work: Work) -> int:
    """Lay out likeness and words of a row; returns how many parts it has.

    What was heard already is not compared again; with `quick` neither are words whose signatures have nothing in common.
    """
    start = i64(segment.part_start[row])
    count = min(i64(segment.part_start[row + 1]) - start, MOST_PARTS)
    n = i64(asked.facts[PARTS])
    for j in range(count):
        word = three(segment.parts, start + j)
        work.desk.ids[j] = word
        bits = bits_of(segment.words.key[word]) if quick else np.uint64(0)
        place = i64(memo.place[word])
        for i in range(n):
            if place and memo.alike[place, i]:
                work.out.likeness[j, i] = memo.alike[place, i]
            elif quick and not bits & asked.masks[i]:
                work.out.likeness[j, i] = 0
            else:
                work.out.likeness[j, i] = likeness(asked, i, segment, word, sounds, memo, work.out.row)
    return count


@kernel
def score_row(  # noqa: PLR0913, PLR0917 - a kernel takes its tables as arguments
    segment: Segment, row: int, asked: Asked, sounds: Sounds, evidence: Evidence, quick: bool, ranked: bool,
    memo: Memory, work: Work,
) -> None:  # fmt: skip
    """All evidence that a row is the one asked for, into the result on the desk; its rank only if it is to be `ranked`."""
    desk, totals = work.desk, work.out.totals
    count = read_row(segment, row, asked, sounds, quick, memo, work)
    facts = i64(segment.fact_table[segment.facts[row]])
    n = i64(asked.facts[PARTS])
    columns = columns_of(facts, i64(asked.facts[STATE]), evidence.bits.shape[1] - 1, desk.columns)
    for i in range(n):
        rarity = i64(asked.words.rarity[i])
        desk.weights[i] = weight(rarity, desk.columns, columns, evidence)
        desk.common[i] = evidence.bits[rarity, desk.columns[0]]
    for j in range(count):
        rarity = i64(segment.words.rarity[desk.ids[j]])
        desk.weights[MOST_PARTS + j] = weight(rarity, desk.columns, columns, evidence)
        desk.common[MOST_PARTS + j] = evidence.bits[rarity, desk.columns[0]]
    align(
        asked.words, n, segment.words, desk.ids, count, desk.weights, desk.common, sounds, evidence,
        ranked, work.out,
    )  # fmt: skip
    related = birth_relation(segment, row, asked)
    rest = i64(evidence.births[related]) + other_bits(facts, asked, evidence)
    bits, fit = i64(totals[NAME]) + rest, i64(totals[SCORE])
    into = desk.result
    into[ROW], into[BITS], into[RANKED], into[FIT] = row, bits, totals[RANK] + rest, fit
    into[RELATION] = related
    into[CLASS] = class_of(bits, fit, related, i64(totals[CONFLICT]), asked.facts[YEAR] != 0, evidence)


@kernel
def insert(segment: Segment, found: I32, size: int, into: I32) -> int:
    """Put a result in its place among the best, highest rank first, then best fit, then lowest row; a person stands there
    once, with the best row."""
    for at in range(size):
        if segment.number[found[at, ROW]] == segment.number[into[ROW]]:
            if not before(into, found[at]):
                return size
            size = taken_out(found, at, size)
            break
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
def taken_out(found: I32, at: int, size: int) -> int:
    """Close the gap that a result leaves; returns how many are left."""
    for place in range(at, size - 1):
        for column in range(RESULTS):
            found[place, column] = found[place + 1, column]
    return size - 1


@kernel
def before(one: I32, two: I32) -> bool:
    """Whether a result ranks before another: strong ones before all others, whose class says only who is shown."""
    if (one[CLASS] == STRONG) != (two[CLASS] == STRONG):
        return bool(one[CLASS] == STRONG)
    if one[RANKED] != two[RANKED]:
        return bool(one[RANKED] > two[RANKED])
    if one[FIT] != two[FIT]:
        return bool(one[FIT] > two[FIT])
    return bool(one[ROW] < two[ROW])


@kernel
def score_kept(  # noqa: PLR0913, PLR0917 - a kernel takes its tables as arguments
    segment: Segment, asked: Asked, sounds: Sounds, evidence: Evidence, most: int, other_than: int, quick: bool,
    every: bool, left: Left, size: int, memo: Memory, work: Work,
) -> int:  # fmt: skip
    """Compare the `most` promising rows that are kept, but for those of the day `other_than` and of persons who `left`,
    beside `size` that are found; returns how many are then. `every`: also those of class none.
    """
    room, desk = work.room, work.desk
    step = border(room, most)
    for at_border in range(2):  # whoever promises more first; of the rest as many as there is room for
        for at in range(i64(room.size[COUNT])):
            own = bin_of(i64(room.promise[at]))
            row = i64(room.rows[at])
            if own < step or (own == step) != at_border or most <= 0 or (other_than and segment.day[row] == other_than):
                continue
            if has_left(left, i64(segment.number[row])):
                continue
            most -= 1
            score_row(segment, row, asked, sounds, evidence, quick, False, memo, work)
            if every or desk.result[CLASS] != NONE:  # whoever is shown has the same score in every register
                score_row(segment, row, asked, sounds, evidence, False, True, memo, work)
                size = insert(segment, desk.found, size, desk.result)
    return size


@kernel
def search(
    segment: Segment, asked: Asked, sounds: Sounds, evidence: Evidence, asking: Asking, left: Left, memo: Memory,
    work: Work,
) -> int:  # fmt: skip
    """Put the best rows of a segment on the desk; returns how many."""
    room, every, spellings, effort = work.room, asking.every, i64(asking.spellings), asking.effort
    rows = len(segment.number)
    day = day_asked(asked)
    forget(memo)
    if rows <= (FEW_DATED if day else min(ROOM, FEW_PARTS // (spellings * max(1, i64(asked.facts[PARTS]))))):
        all_of(segment, room)
        return score_kept(segment, asked, sounds, evidence, ROOM, 0, False, every, left, 0, memo, work)
    if not day:
        by_words(segment, asked, sounds, evidence, effort, i64(asking.sets), asking.again, memo, work.out.row, room)
        most = max(LEAST, effort.compared // (spellings if asking.again else i64(asking.sets)))
        return score_kept(segment, asked, sounds, evidence, most, 0, True, every, left, 0, memo, work)
    if len(segment.day_start) == 0:
        by_signature(segment, asked, evidence, room)
        return score_kept(segment, asked, sounds, evidence, MOST_DATED, 0, True, every, left, 0, memo, work)
    limit = min(ROOM, 2 * (i64(effort.looked) + i64(left.size)))  # whoever left may not take the places of the living
    of_the_day(segment, asked, evidence, room, limit)
    look_again(segment, asked, evidence, effort.looked, 0, left, work.desk.weights, room)
    size = score_kept(segment, asked, sounds, evidence, effort.of_a_day, 0, True, every, left, 0, memo, work)
    of_other_days(segment, asked, evidence, memo, room, limit)
    look_again(segment, asked, evidence, effort.looked, day, left, work.desk.weights, room)
    return score_kept(segment, asked, sounds, evidence, effort.of_other_days, day, True, every, left, size, memo, work)
