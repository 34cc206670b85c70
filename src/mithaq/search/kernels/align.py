"""Which parts of two names answer to each other, and what that proves, in hundredths of a bit.

A missing or extra part costs little, because states record between two and six parts of one chain, and putting the family
name first costs nothing. Parts left over on *both* sides contradict each other and cost much more, most of all the given
name: who shares all but that is a brother.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mithaq.search.kernels.distance import SAME
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.joins import join_up
from mithaq.search.kernels.order import rank
from mithaq.search.kernels.question import LONGEST_SOUND, MOST_PARTS
from mithaq.search.kernels.shapes import I16, I32, Evidence, Sounds, Words, i64
from mithaq.search.kernels.slips import ROWS

ALIKE = 720
"""Two parts less alike than this are taken for different names: حسن and حسين reach 590, Osman and عثمان 810."""

NAME, MATCHED, CONFLICT, SURPLUS, DISORDER, SCORE, PAIRS, LEFT, RIGHT, RANK = range(10)
"""Where `Alignment.totals` holds: bits of the name as a whole; bits of the parts that answer to each other; bits lost to
contradiction; bits lost to parts of one side; exchanges of order; fit of the names in 0..1000, whatever they prove; pairs;
parts left over of what was asked, and of what is stored; by how much the name ranks before others (see order.py)."""
TOTALS = 10


class Alignment(NamedTuple):
    """Scratch and result of one comparison.

    `likeness` [stored part, asked part]; `partner` of each asked part: the stored one, or -1; `joined` 1 where that part was
    read together with the next asked ones, which have 3, 2 where with the next stored ones; `fit` and `bits` of the pair;
    `free` marks stored parts left over; `answer` is like `partner`, and has those that answer faintly or but for a slip too;
    `row`, `rows`, `places` and `outlines` are scratch.
    """

    likeness: I16
    partner: I32
    joined: I32
    fit: I32
    bits: I32
    free: I32
    answer: I32
    row: I32
    rows: I32
    places: I32
    outlines: I32
    totals: I32


def alignment() -> Alignment:
    """Room for one comparison at a time."""
    side = MOST_PARTS
    partner, joined, fit, bits, free, answer, places = (np.zeros(side, np.int32) for _ in range(7))
    row, rows = np.zeros(2 * LONGEST_SOUND + 1, np.int32), np.zeros((ROWS, LONGEST_SOUND + 1), np.int32)
    return Alignment(
        np.zeros((side, side), np.int16), partner, joined, fit, bits, free, answer, row, rows, places,
        np.zeros(2 * side, np.int32), np.zeros(TOTALS, np.int32),
    )  # fmt: skip


@kernel
def proof(fit: int, weight: int, evidence: Evidence) -> int:
    """What a pair of parts proves that fit so well and are so rare."""
    bucket = max(0, (fit - ALIKE) * (len(evidence.most) - 1) // (SAME - ALIKE))
    return min(weight, i64(evidence.most[bucket])) - i64(evidence.less[bucket])


@kernel
def pair_up(n: int, m: int, weights: I32, out: Alignment) -> None:
    """Pair parts, best proof first, nearest in place among equals. `weights` holds [asked parts, then stored parts]."""
    for i in range(n):
        out.partner[i] = -1
        out.joined[i] = 0
    for j in range(m):
        out.free[j] = 1
    while True:
        best, best_far, best_i, best_j = 0, 0, -1, -1
        for i in range(n):
            if out.partner[i] >= 0:
                continue
            for j in range(m):
                fit = i64(out.likeness[j, i])
                if out.free[j] == 0 or fit < ALIKE:
                    continue
                worth = fit * min(i64(weights[i]), i64(weights[MOST_PARTS + j]))
                far = abs(i - j)
                if worth > best or (worth == best and far < best_far):
                    best, best_far, best_i, best_j = worth, far, i, j
        if best_i < 0:
            return
        out.partner[best_i] = best_j
        out.free[best_j] = 0
        out.fit[best_i] = i64(out.likeness[best_j, best_i])


@kernel
def exchanges(size: int, places: I32, turn: int, bound: int) -> int:
    """Exchanges in places read from `turn` on, where those below `bound` come behind all others."""
    found = 0
    for one in range(size):
        first = i64(places[(turn + one) % size])
        for two in range(one + 1, size):
            second = i64(places[(turn + two) % size])
            if (first < bound, first) > (second < bound, second):
                found += 1
    return found


@kernel
def disorder(n: int, partner: I32, places: I32) -> int:
    """Exchanges left after the best rotation of either name: family name first is a rotation and costs nothing."""
    size = 0
    for i in range(n):
        if partner[i] >= 0 and (size == 0 or places[size - 1] != partner[i]):
            places[size] = partner[i]
            size += 1
    least = exchanges(size, places, 0, 0)
    for turn in range(size):
        if least == 0:
            return 0
        least = min(least, exchanges(size, places, turn, 0), exchanges(size, places, 0, i64(places[turn])))
    return least


@kernel
def weigh(n: int, m: int, weights: I32, evidence: Evidence, out: Alignment) -> None:  # noqa: C901 - one sum, read once
    """Sum up what the pairs prove and what the rest speaks against."""
    totals = out.totals
    totals[:] = 0
    matched_weight, fitting, asked_left, stored_left, asked_count, stored_count = 0, 0, 0, 0, 0, 0
    first_asked = -1
    first_stored = -1
    for i in range(n):
        weight = i64(weights[i])
        if out.partner[i] < 0:
            asked_left += weight
            asked_count += 1
            if i == 0:
                first_asked = weight
            continue
        if out.joined[i] == 3:
            continue
        if out.joined[i] != 2:
            other = i64(weights[MOST_PARTS + out.partner[i]])
            weight = other if out.joined[i] == 1 else min(weight, other)
        fit = i64(out.fit[i])
        out.bits[i] = proof(fit, weight, evidence)
        totals[MATCHED] += out.bits[i]
        totals[PAIRS] += 1
        matched_weight += weight
        fitting += weight * fit
    for j in range(m):
        if out.free[j] == 1:
            stored_left += i64(weights[MOST_PARTS + j])
            stored_count += 1
            if j == 0:
                first_stored = i64(weights[MOST_PARTS])
    conflict = 0
    if asked_count and stored_count:
        average = (asked_left // asked_count + stored_left // stored_count) // 2
        conflict = max(average * min(asked_count, stored_count), first_asked, first_stored)
    surplus = abs(asked_left - stored_left)
    share = evidence.surplus_share if totals[PAIRS] > 1 else evidence.surplus_share_alone
    cost = surplus * share // 1000
    if totals[PAIRS] > 1:
        cost = min(cost, matched_weight * evidence.most_surplus_share // 1000)
    whole = matched_weight + conflict + cost
    totals[DISORDER] = disorder(n, out.partner, out.places)
    fit = fitting // whole if whole > 0 else 0
    totals[SCORE] = fit * (1000 - min(evidence.most_disorder, evidence.disorder_share * totals[DISORDER])) // 1000
    totals[CONFLICT] = conflict * evidence.conflict // 1000
    totals[SURPLUS] = abs(asked_count - stored_count) * evidence.surplus
    totals[LEFT], totals[RIGHT] = asked_count, stored_count
    totals[NAME] = totals[MATCHED] - totals[CONFLICT] - totals[SURPLUS] - evidence.disorder * totals[DISORDER]


@kernel
def align(  # noqa: PLR0913, PLR0917 - a kernel takes its tables as arguments
    asked: Words,
    n: int,
    stored: Words,
    ids: I32,
    m: int,
    weights: I32,
    common: I32,
    sounds: Sounds,
    evidence: Evidence,
    ranked: bool,
    out: Alignment,
) -> None:
    """Compare the asked name with the stored parts `ids[:m]`; `out.likeness` and `weights` are filled in already.

    `common` are the weights that order results: the same for all rows, wherever their persons come from. Only who may be
    shown is `ranked`: nobody asks for the place of the others.
    """
    pair_up(n, m, weights, out)
    join_up(asked, n, stored, ids, m, sounds, out)
    weigh(n, m, weights, evidence, out)
    if ranked:
        out.totals[RANK] = rank(asked, n, stored, ids, m, common, sounds, evidence.order, out)
