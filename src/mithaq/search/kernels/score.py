"""Compare the rows that were recalled and keep the best: the whole of a search in one call."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mithaq.search.kernels.align import CONFLICT, NAME, RANK, SCORE, Alignment, align
from mithaq.search.kernels.births import relation
from mithaq.search.kernels.classify import NONE, class_of
from mithaq.search.kernels.dated import A_MONTH, A_YEAR, FIRST_YEAR
from mithaq.search.kernels.heard import Memory, forget, likeness
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.postings import three
from mithaq.search.kernels.question import MOST_PARTS, PARTS, SEX, STATE, STATES, YEAR
from mithaq.search.kernels.recall import (
    FEW,
    all_of,
    by_signature,
    by_words,
    day_asked,
    of_other_days,
    of_the_day,
)
from mithaq.search.kernels.room import COUNT, ROOM, Scratch, bin_of, border
from mithaq.search.kernels.shapes import I32, Asked, Evidence, Segment, Sounds, i64
from mithaq.search.kernels.signature import bits_of

BEST = 64
"""Rows returned for one query; a person may have several."""

FEW_DATED = 256
"""So many rows are all compared with a query that knows the day."""

MOST_OF_A_DAY, MOST_OF_OTHER_DAYS, MOST_DATED, MOST = 64, 12, 96, 400
"""Rows compared for one query, the most promising ones: of its day, of other days, of a segment that still grows; without
a day."""

ROW, BITS, RANKED, FIT, RELATION, CLASS, RESULTS = range(7)
"""Columns of a result."""

MALE_OR_FEMALE, MOST_STATES = 3, 6


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
    segment: Segment, row: int, asked: Asked, sounds: Sounds, evidence: Evidence, quick: bool, memo: Memory, work: Work
) -> None:
    """All evidence that a row is the one asked for, into the result on the desk."""
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
    align(asked.words, n, segment.words, desk.ids, count, desk.weights, desk.common, sounds, evidence, work.out)
    related = birth_relation(segment, row, asked)
    rest = i64(evidence.births[related]) + other_bits(facts, asked, evidence)
    bits, fit = i64(totals[NAME]) + rest, i64(totals[SCORE])
    into = desk.result
    into[ROW], into[BITS], into[RANKED], into[FIT] = row, bits, totals[RANK] + rest, fit
    into[RELATION] = related
    into[CLASS] = class_of(bits, fit, related, i64(totals[CONFLICT]), asked.facts[YEAR] != 0, evidence)


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
    if one[CLASS] != two[CLASS]:
        return bool(one[CLASS] < two[CLASS])
    if one[RANKED] != two[RANKED]:
        return bool(one[RANKED] > two[RANKED])
    if one[FIT] != two[FIT]:
        return bool(one[FIT] > two[FIT])
    return bool(one[ROW] < two[ROW])


@kernel
def score_kept(  # noqa: PLR0913, PLR0917 - a kernel takes its tables as arguments
    segment: Segment, asked: Asked, sounds: Sounds, evidence: Evidence, most: int, other_than: int, quick: bool,
    every: bool, size: int, memo: Memory, work: Work,
) -> int:  # fmt: skip
    """Compare the `most` promising rows that are kept, but for those of the day `other_than`, beside `size` that are found;
    returns how many are then. `every`: also those of class none.
    """
    room, desk = work.room, work.desk
    step = border(room, most)
    for at_border in range(2):  # whoever promises more first; of the rest as many as there is room for
        for at in range(i64(room.size[COUNT])):
            own = bin_of(i64(room.promise[at]))
            row = i64(room.rows[at])
            if own < step or (own == step) != at_border or most <= 0 or (other_than and segment.day[row] == other_than):
                continue
            most -= 1
            score_row(segment, row, asked, sounds, evidence, quick, memo, work)
            if every or desk.result[CLASS] != NONE:
                if quick:  # whoever is shown has the same score in every register
                    score_row(segment, row, asked, sounds, evidence, False, memo, work)
                size = insert(desk.found, size, desk.result)
    return size


@kernel
def search(
    segment: Segment, asked: Asked, sounds: Sounds, evidence: Evidence, every: bool, memo: Memory, work: Work
) -> int:
    """Put the best rows of a segment on the desk; returns how many. `every`: also those of class none."""
    room = work.room
    rows = len(segment.number)
    day = day_asked(asked)
    forget(memo)
    if rows <= (FEW_DATED if day else FEW):
        all_of(segment, room)
        return score_kept(segment, asked, sounds, evidence, ROOM, 0, False, every, 0, memo, work)
    if not day:
        by_words(segment, asked, sounds, evidence, memo, work.out.row, room)
        return score_kept(segment, asked, sounds, evidence, MOST, 0, True, every, 0, memo, work)
    if len(segment.day_start) == 0:
        by_signature(segment, asked, room)
        return score_kept(segment, asked, sounds, evidence, MOST_DATED, 0, True, every, 0, memo, work)
    of_the_day(segment, asked, room)
    size = score_kept(segment, asked, sounds, evidence, MOST_OF_A_DAY, 0, True, every, 0, memo, work)
    of_other_days(segment, asked, memo, room)
    return score_kept(segment, asked, sounds, evidence, MOST_OF_OTHER_DAYS, day, True, every, size, memo, work)
