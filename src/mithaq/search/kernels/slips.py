"""Words that would sound alike but for one slip of a finger: a letter wrong, missing, too many, or two exchanged."""

from __future__ import annotations

from mithaq.search.kernels.distance import JOINED, popcount, size_of
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.shapes import I32, Sounds, Words, i64

FURTHEST = 60
"""Hundredths of a wrong consonant that two words may be apart beside the slip."""

MOST_MASK_SLIPS, MOST_LONGER = 2, 3
"""By so many bits of the mask, and so many sounds, can one slip make words differ."""

TWO_BACK, BACK, HERE, SLIPPED_BACK, SLIPPED = range(5)
"""Rows of scratch: cheapest alignments without a slip up to two sounds ago, to the last, to this one; with one slip."""

ROWS = 5


@kernel
def slipped_cost(a: Words, f: int, b: Words, g: int, scripts: int, sounds: Sounds, rows: I32) -> int:
    """Cheapest alignment of two forms, in hundredths, where one slip is free. `scripts` as for `distance.cost`."""
    swap = sounds.swap[1 if scripts == 3 else 0]
    gap_a, gap_b = sounds.gap[scripts], sounds.gap[(scripts & 1) * 2 + (scripts >> 1)]
    start_a, start_b, size_b = i64(a.form_start[f]), i64(b.form_start[g]), size_of(b, g)
    rows[BACK, 0] = rows[SLIPPED_BACK, 0] = 0
    for j in range(size_b):
        gap = i64(gap_b[b.sounds[start_b + j]])
        rows[BACK, j + 1] = rows[BACK, j] + gap
        rows[SLIPPED_BACK, j + 1] = min(rows[BACK, j], rows[SLIPPED_BACK, j] + gap)
    for i in range(size_of(a, f)):
        one = a.sounds[start_a + i]
        drop = i64(gap_a[one])
        rows[HERE, 0] = rows[BACK, 0] + drop
        rows[SLIPPED, 0] = min(rows[BACK, 0], rows[SLIPPED_BACK, 0] + drop)
        for j in range(size_b):
            other = b.sounds[start_b + j]
            taken, gap = i64(swap[one, other]), i64(gap_b[other])
            rows[HERE, j + 1] = min(rows[BACK, j] + taken, rows[BACK, j + 1] + drop, rows[HERE, j] + gap)
            kept = min(rows[SLIPPED_BACK, j] + taken, rows[SLIPPED_BACK, j + 1] + drop, rows[SLIPPED, j] + gap)
            kept = min(kept, rows[BACK, j], rows[BACK, j + 1], rows[HERE, j])
            if i and j:
                crossed = i64(swap[one, b.sounds[start_b + j - 1]]) + i64(swap[a.sounds[start_a + i - 1], other])
                kept = min(kept, rows[TWO_BACK, j - 1] + crossed)
            rows[SLIPPED, j + 1] = kept
        for j in range(size_b + 1):
            rows[TWO_BACK, j], rows[BACK, j] = rows[BACK, j], rows[HERE, j]
            rows[SLIPPED_BACK, j] = rows[SLIPPED, j]
    return i64(rows[SLIPPED_BACK, size_b])


@kernel
def slip(a: Words, i: int, b: Words, j: int, sounds: Sounds, rows: I32) -> int:
    """How far part `i` of `a` and part `j` of `b` are apart beside one slip, in hundredths; above `FURTHEST` it is not told
    how far. Compounds are compared in one word with what is none, and by their cores with each other."""
    kind_a, kind_b = i64(a.kind[i]), i64(b.kind[j])
    scripts = (kind_a >> 3) * 2 + (kind_b >> 3)
    whole = kind_a & 7 != kind_b & 7
    whole_a, whole_b = whole and kind_a & 7 != 0, whole and kind_b & 7 != 0
    best = FURTHEST + 1
    for f in range(i64(a.first_form[i]), i64(a.first_form[i + 1])):
        if (i64(a.form_role[f]) == JOINED) != whole_a:
            continue
        for g in range(i64(b.first_form[j]), i64(b.first_form[j + 1])):
            if (i64(b.form_role[g]) == JOINED) != whole_b:
                continue
            apart = popcount(i64(a.form_mask[f]) ^ i64(b.form_mask[g]))
            if apart <= MOST_MASK_SLIPS and abs(size_of(a, f) - size_of(b, g)) <= most_longer(scripts):
                best = min(best, slipped_cost(a, f, b, g, scripts, sounds, rows))
    return best


@kernel
def most_longer(scripts: int) -> int:
    """By how many sounds words may differ; Arabic leaves out short vowels."""
    return MOST_LONGER if scripts % 3 == 0 else 2 * MOST_LONGER
