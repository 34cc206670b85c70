"""By how much a name ranks before others, in hundredths of a bit.

What a pair proves does not say who comes first. Whoever bears the name may have been asked for with a part less, in another
order, with a slip of a finger; the order of results weighs how likely the question would then have been this one. It changes
no evidence and no class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.search.kernels.distance import ARABIC
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.kernels.shapes import I32, Order, Sounds, Words, i64
from mithaq.search.kernels.slips import FURTHEST, slip

if TYPE_CHECKING:
    from mithaq.search.kernels.align import Alignment

FAINT, WHOLE = 300, 700
"""Parts less alike than `FAINT` are not alike at all; from `WHOLE` on all that they weigh counts."""

FAINTLY, SLIPPED = 2, 3
"""How stored parts answer, in `Alignment.free`, while a name is ranked."""

ONE_OF_EACH = 2
"""The row of `Order.heard` for words of two scripts."""

A_STEP = 50
"""Steps of likeness in `Order.heard`."""


@kernel
def worth(fit: int, weight: int) -> int:
    """What a pair so alike counts of what it weighs."""
    return weight * (min(fit, WHOLE) - FAINT) // (WHOLE - FAINT)


@kernel
def heard(fit: int, scripts: int, order: Order) -> int:
    """How much likelier a word is heard so of the right person than of another."""
    above = max(0, fit - FAINT)
    step, rest = above // A_STEP, above % A_STEP
    found = i64(order.heard[scripts, step])
    return found + (i64(order.heard[scripts, step + 1]) - found) * rest // A_STEP if rest else found


@kernel
def by_script(one: int, other: int) -> int:
    """The row of `Order.heard` of two kinds of parts: both Arabic, both not, or one of each."""
    if (one ^ other) & ARABIC:
        return ONE_OF_EACH
    return 0 if one & ARABIC else 1


@kernel
def answer_faintly(n: int, m: int, out: Alignment) -> None:
    """Let parts left over answer to those that they are most like, nearest in place among equals; those are marked."""
    while True:
        best, best_i, best_j = FAINT * MOST_PARTS, -1, -1
        for i in range(n):
            if out.answer[i] >= 0:
                continue
            for j in range(m):
                near = i64(out.likeness[j, i]) * MOST_PARTS - abs(i - j)
                if out.free[j] == 1 and near > best:
                    best, best_i, best_j = near, i, j
        if best_i < 0:
            return
        out.answer[best_i] = best_j
        out.free[best_j] = FAINTLY


@kernel
def answer_slipped(  # noqa: PLR0913, PLR0917 - a kernel takes its tables as arguments
    asked: Words, n: int, stored: Words, ids: I32, m: int, weights: I32, sounds: Sounds, order: Order, out: Alignment
) -> int:
    """Let one part left over answer to one that it would be but for a slip; returns what that counts."""
    best, best_i, best_j = FURTHEST + 1, -1, -1
    for i in range(n):
        for j in range(m):
            if out.answer[i] < 0 and out.free[j] == 1:
                apart = slip(asked, i, stored, i64(ids[j]), sounds, out.rows)
                if apart < best or (
                    apart == best and best_i >= 0 and out.likeness[j, i] > out.likeness[best_j, best_i]
                ):
                    best, best_i, best_j = apart, i, j
    if best_i < 0:
        return 0
    out.answer[best_i] = best_j
    out.free[best_j] = SLIPPED
    word = i64(ids[best_j])
    longer = min(
        i64(asked.form_consonants[asked.first_form[best_i]]), i64(stored.form_consonants[stored.first_form[word]])
    )
    same = by_script(i64(asked.kind[best_i]), i64(stored.kind[word])) != ONE_OF_EACH
    found = i64(order.slip[best * (len(order.slip) - 1) // FURTHEST])
    found += i64(order.slip_in[min(longer, len(order.slip_in) - 1)]) + (order.slip_of_a_script if same else 0)
    weight = min(i64(weights[best_i]), i64(weights[MOST_PARTS + best_j]))
    return found + weight * order.slip_share // 1000


@kernel
def in_order(n: int, m: int, order: Order, out: Alignment) -> int:
    """What the order of the parts is worth: neighbours that stay neighbours, the ends at their places; family name first,
    and two neighbours exchanged, are usual."""
    size, exchanged, first = 0, 0, 0
    places = out.places
    for i in range(n):
        if out.answer[i] >= 0 and (size == 0 or places[size - 1] != out.answer[i]):
            places[size] = out.answer[i]
            size += 1
    found = 0
    for one in range(size):
        for two in range(one + 1, size):
            if places[one] > places[two]:
                exchanged += 1
                first += one == 0
        if one + 1 < size and places[one + 1] == places[one] + 1:
            found += order.neighbour
    if exchanged > 1 and not exchanged == first == size - 1:
        found -= order.jumbled
    found += order.first_at_home if out.answer[0] == 0 else 0
    return found + (order.last_at_home if out.answer[n - 1] == m - 1 else 0)


@kernel
def left_over(n: int, m: int, weights: I32, order: Order, out: Alignment) -> int:
    """What parts cost that nothing answers to."""
    cost, mine, theirs = 0, 0, 0
    for i in range(n):
        if out.answer[i] < 0:
            cost += i64(weights[i]) * order.asked_share // 1000
            mine += 1
    for j in range(m):
        if out.free[j] == 1:
            cost += i64(order.stored_left[min(theirs, len(order.stored_left) - 1)])
            theirs += 1
    if mine == 0 and theirs == 0:
        return -order.all_answered
    return cost + (order.asked_left if mine else 0)


@kernel
def paired(n: int, stored: Words, asked: Words, ids: I32, weights: I32, order: Order, out: Alignment) -> int:
    """What parts count that answer to each other by their sounds."""
    found = 0
    for i in range(n):
        j = i64(out.answer[i])
        if j < 0 or out.joined[i] == 3 or out.free[j] == SLIPPED:
            continue
        mine, theirs = i64(weights[i]), i64(weights[MOST_PARTS + j])
        if out.joined[i] == 1:
            mine = theirs
        elif out.joined[i] == 2:
            theirs = mine
        fit = i64(out.fit[i]) if out.partner[i] >= 0 else i64(out.likeness[j, i])
        least = min(mine, theirs)
        found += worth(fit, least) * order.share // 1000
        found += heard(fit, by_script(i64(asked.kind[i]), i64(stored.kind[ids[j]])), order)
        if fit >= order.sure:
            found += (mine - least) * order.rarer_share // 1000
    return found


@kernel
def rank(  # noqa: PLR0913, PLR0917 - a kernel takes its tables as arguments
    asked: Words, n: int, stored: Words, ids: I32, m: int, weights: I32, sounds: Sounds, order: Order, out: Alignment,
) -> int:  # fmt: skip
    """By how much the name ranks before others; it may have one slip, if any of its parts answers to another."""
    if n == 0 or m == 0:
        return 0
    pairs = 0
    for i in range(n):
        out.answer[i] = out.partner[i]
        pairs += out.partner[i] >= 0
    found = 0
    if 0 < pairs < n:
        found = answer_slipped(asked, n, stored, ids, m, weights, sounds, order, out)
    answer_faintly(n, m, out)
    found += paired(n, stored, asked, ids, weights, order, out)
    found += in_order(n, m, order, out) - left_over(n, m, weights, order, out)
    for j in range(m):
        out.free[j] = min(1, i64(out.free[j]))
    return found
