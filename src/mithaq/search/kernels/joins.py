"""Words that one name writes apart and the other in one: Sid Ahmed and Sidahmed, ياسر عزيز and ياسرعزيز."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.search.kernels.distance import JOINED, PERSONAL, SAME, popcount, size_of
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.kernels.shapes import I32, Sounds, Words, i64

if TYPE_CHECKING:
    from mithaq.search.kernels.align import Alignment

ALIKE_JOINED = 800
"""Two words written as one must fit better: with more letters, chance fits more often."""


@kernel
def in_one_word(words: Words, i: int) -> int:
    """The form of a part with all its words: of a compound the joined one."""
    if i64(words.kind[i]) & 7 == PERSONAL:
        return i64(words.first_form[i])
    for form in range(i64(words.first_form[i]), i64(words.first_form[i + 1])):
        if i64(words.form_role[form]) == JOINED:
            return form
    return i64(words.first_form[i])


@kernel
def joined_cost(a: Words, run: I32, count: int, b: Words, j: int, sounds: Sounds, row: I32) -> int:
    """Cost of reading the parts `run[:count]` of `a` as the one part `j` of `b`, in hundredths."""
    g = in_one_word(b, j)
    scripts = (i64(a.kind[run[0]]) >> 3) * 2 + (i64(b.kind[j]) >> 3)
    swap = sounds.swap[1 if scripts == 3 else 0]
    gap_a, gap_b = sounds.gap[scripts], sounds.gap[(scripts & 1) * 2 + (scripts >> 1)]
    start_b, size_b = i64(b.form_start[g]), size_of(b, g)
    row[0] = 0
    for at in range(size_b):
        row[at + 1] = row[at] + gap_b[b.sounds[start_b + at]]
    for part in range(count):
        f = in_one_word(a, i64(run[part]))
        for at_a in range(i64(a.form_start[f]), i64(a.form_start[f + 1])):
            one = a.sounds[at_a]
            diagonal, drop = i64(row[0]), i64(gap_a[one])
            left = diagonal + drop
            row[0] = left
            for at in range(size_b):
                other = b.sounds[start_b + at]
                above = i64(row[at + 1])
                left = min(diagonal + i64(swap[one, other]), above + drop, left + i64(gap_b[other]))
                diagonal = above
                row[at + 1] = left
    return i64(row[size_b])


@kernel
def joined_fit(a: Words, run: I32, count: int, together: int, b: Words, j: int, sounds: Sounds, row: I32) -> int:
    """Likeness of parts with so many consonants `together`, read as one word, and the part `j`: Sid Ahmed and Sidahmed."""
    g = in_one_word(b, j)
    alone, mask = i64(b.form_consonants[g]), i64(b.form_mask[g])
    for at in range(count):
        mask ^= i64(a.form_mask[in_one_word(a, i64(run[at]))]) & mask
    if abs(together - alone) > 1 or popcount(mask) > 1:
        return 0
    tolerance = i64(sounds.tolerance[min(max(together, alone), len(sounds.tolerance) - 1)])
    return max(0, SAME - joined_cost(a, run, count, b, j, sounds, row) * tolerance // 10)


@kernel
def run_of(a: Words, run: I32, most: int, b: Words, j: int, sounds: Sounds, out: Alignment) -> int:
    """How many of the parts `run[:most]` of `a`, two at least, are the part `j` of `b` in one word; 0 if it is none of them.
    How well they fit is left in ``out.row[0]``."""
    g = in_one_word(b, j)
    longest, mask = i64(b.form_consonants[g]) + 1, i64(b.form_mask[g])
    together, strange = 0, 0
    for at in range(most):
        form = in_one_word(a, i64(run[at]))
        together += i64(a.form_consonants[form])
        strange |= i64(a.form_mask[form]) & ~mask
        if together > longest or size_of(a, form) < 2 or popcount(strange) > 1:
            return 0
        fit = joined_fit(a, run, at + 1, together, b, j, sounds, out.row) if at else 0
        if fit >= ALIKE_JOINED:
            out.row[0] = fit
            return at + 1
    return 0


@kernel
def join_asked(asked: Words, n: int, i: int, stored: Words, word: int, j: int, sounds: Sounds, out: Alignment) -> None:
    """Read the asked parts from `i` on as one word, if the stored part `j` is that; behind the last part comes the first, as
    in names with the family name in front."""
    most = 0
    while most < n and out.partner[(i + most) % n] < 0:
        out.places[most] = (i + most) % n
        most += 1
    count = run_of(asked, out.places, most, stored, word, sounds, out) if most > 1 else 0
    for at in range(count):
        part = i64(out.places[at])
        out.partner[part], out.fit[part], out.joined[part] = j, 0, 3
    if count:
        out.fit[i], out.joined[i], out.free[j] = i64(out.row[0]), 1, 0


@kernel
def join_stored(asked: Words, i: int, stored: Words, ids: I32, m: int, j: int, sounds: Sounds, out: Alignment) -> None:
    """The same with the sides exchanged."""
    most = 0
    while most < m and out.free[(j + most) % m] == 1:
        out.places[most] = ids[(j + most) % m]
        most += 1
    count = run_of(stored, out.places, most, asked, i, sounds, out) if most > 1 else 0
    for at in range(count):
        out.free[(j + at) % m] = 0
    if count:
        out.partner[i], out.fit[i], out.joined[i] = j, i64(out.row[0]), 2


@kernel
def outline(words: Words, i: int) -> int:
    """Consonants of a part and, above them, its mask."""
    form = in_one_word(words, i)
    return i64(words.form_mask[form]) << 8 | i64(words.form_consonants[form])


@kernel
def may_join(one: int, next_one: int, other: int) -> bool:
    """Whether two neighbours may begin what is the `other` part in one word, by their outlines: hardly any may."""
    strange = (one | next_one) >> 8 & ~(other >> 8)
    return (strange & (strange - 1)) == 0 and (one & 0xFF) + (next_one & 0xFF) <= (other & 0xFF) + 1


@kernel
def join_up(asked: Words, n: int, stored: Words, ids: I32, m: int, sounds: Sounds, out: Alignment) -> None:
    """Neighbours left over on one side against one part left over on the other."""
    mine, theirs = out.outlines[:MOST_PARTS], out.outlines[MOST_PARTS:]
    for i in range(n):
        mine[i] = outline(asked, i)
    for j in range(m):
        theirs[j] = outline(stored, i64(ids[j]))
    for i in range(n):
        after = (i + 1) % n if n > 2 else 1 - i
        pair = n > 1 and (i == 0 or n > 2) and out.partner[after] < 0
        for j in range(m):
            if out.partner[i] >= 0:
                break
            behind = (j + 1) % m
            if out.free[j] == 1 and pair and may_join(mine[i], mine[after], theirs[j]):
                join_asked(asked, n, i, stored, i64(ids[j]), j, sounds, out)
            several = out.free[j] == 1 and out.partner[i] < 0 and out.free[behind] == 1 and (m > 2 or j < behind)
            if several and may_join(theirs[j], theirs[behind], mine[i]):
                join_stored(asked, i, stored, ids, m, j, sounds, out)
