"""How alike two parts of names sound: 1000 the same, 0 unrelated. The rules are those of names/phonemes.py."""

from __future__ import annotations

import numpy as np

from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.shapes import I32, Sounds, Words, i64

SAME = 1000
PERSONAL, FATHER_OF, MOTHER_OF, INITIAL = 0, 2, 3, 6
"""Kinds of parts that have rules of their own; the others are compounds (see search/words.py)."""

ARABIC = 8
CORE, INNER, JOINED = 0, 1, 2

INNER_KEPT = 930
"""Likeness kept, of 1000, when an article or Ben was taken off a joined word to make it fit: Alharbi and حربي."""

BARE_KEPT = 780
"""Likeness kept between a compound and its bare core: عبد القادر and القادر."""

KUNYA_KEPT = 600
"""The same between a kunya and the bare name: another man, as a rule, but no contradiction."""

INITIAL_LIKE = 750
"""Likeness of an initial and a word that begins with it."""

CLOSE_START = 30
"""Hundredths up to which two first sounds may be one letter: K of خالد, G of جمال."""

MOST_COST = 120
"""Hundredths beyond which two words are not worth measuring."""

MOST_MASK_SLIPS = 2
"""One consonant taken for another changes two bits of the mask."""


@kernel
def popcount(word: int) -> int:
    """Bits set in the lower 32."""
    x = np.uint32(word)
    x = x - ((x >> np.uint32(1)) & np.uint32(0x55555555))
    x = (x & np.uint32(0x33333333)) + ((x >> np.uint32(2)) & np.uint32(0x33333333))
    x = (x + (x >> np.uint32(4))) & np.uint32(0x0F0F0F0F)
    return i64((x * np.uint32(0x01010101)) >> np.uint32(24))


@kernel
def size_of(words: Words, form: int) -> int:
    """Symbols of a form."""
    return i64(words.form_start[form + 1]) - i64(words.form_start[form])


@kernel
def cost(a: Words, f: int, b: Words, g: int, scripts: int, sounds: Sounds, row: I32) -> int:
    """Cheapest alignment of form `f` of `a` with form `g` of `b`, in hundredths; over `MOST_COST` it may stop early.

    `scripts` is 2 if `a` is Arabic, plus 1 if `b` is. `row` is scratch of `LONGEST_SOUND` + 1.
    """
    swap = sounds.swap[1 if scripts == 3 else 0]
    gap_a = sounds.gap[scripts]
    gap_b = sounds.gap[(scripts & 1) * 2 + (scripts >> 1)]
    start_a, start_b = i64(a.form_start[f]), i64(b.form_start[g])
    size_a, size_b = size_of(a, f), size_of(b, g)
    row[0] = 0
    for j in range(size_b):
        row[j + 1] = row[j] + gap_b[b.sounds[start_b + j]]
    for i in range(size_a):
        one = a.sounds[start_a + i]
        drop = i64(gap_a[one])
        diagonal = i64(row[0])
        left = diagonal + drop
        row[0] = left
        least = left
        for j in range(size_b):
            other = b.sounds[start_b + j]
            above = i64(row[j + 1])
            best = diagonal + i64(swap[one, other])
            best = min(best, above + drop, left + i64(gap_b[other]))
            diagonal = above
            left = best
            row[j + 1] = best
            least = min(least, best)
        if least > MOST_COST:
            return least
    return i64(row[size_b])


@kernel
def form_likeness(a: Words, f: int, b: Words, g: int, scripts: int, sounds: Sounds, row: I32) -> int:
    """Likeness of two forms, 0 to 1000; one slip in a long word is a typing error, in a short one another name."""
    if popcount(i64(a.form_mask[f]) ^ i64(b.form_mask[g])) > MOST_MASK_SLIPS:
        return 0
    found = cost(a, f, b, g, scripts, sounds, row)
    longest = max(i64(a.form_consonants[f]), i64(b.form_consonants[g]))
    tolerance = i64(sounds.tolerance[min(longest, len(sounds.tolerance) - 1)])
    return max(0, SAME - found * tolerance // 10)


@kernel
def core_likeness(a: Words, i: int, b: Words, j: int, scripts: int, sounds: Sounds, row: I32) -> int:
    """The best of cores, and of one core with what is inside the other."""
    best = 0
    for f in range(i64(a.first_form[i]), i64(a.first_form[i + 1])):
        role_a = i64(a.form_role[f])
        if role_a == JOINED:
            continue
        for g in range(i64(b.first_form[j]), i64(b.first_form[j + 1])):
            role_b = i64(b.form_role[g])
            if role_b == JOINED or role_a + role_b > INNER:
                continue
            found = form_likeness(a, f, b, g, scripts, sounds, row)
            if role_a + role_b == INNER:
                found = found * INNER_KEPT // 1000
            best = max(best, found)
            if best == SAME:
                return best
    return best


@kernel
def joined_likeness(a: Words, i: int, b: Words, j: int, scripts: int, sounds: Sounds, row: I32) -> int:
    """The best of the parts in one word each; a plain name has no other form than its core."""
    role_a = PERSONAL if i64(a.kind[i]) & 7 == PERSONAL else JOINED
    role_b = PERSONAL if i64(b.kind[j]) & 7 == PERSONAL else JOINED
    best = 0
    for f in range(i64(a.first_form[i]), i64(a.first_form[i + 1])):
        if i64(a.form_role[f]) != role_a:
            continue
        for g in range(i64(b.first_form[j]), i64(b.first_form[j + 1])):
            if i64(b.form_role[g]) == role_b:
                best = max(best, form_likeness(a, f, b, g, scripts, sounds, row))
    return best


@kernel
def may_begin(a: Words, i: int, b: Words, j: int, sounds: Sounds) -> bool:
    """Whether two parts may begin with the same letter, as an initial and its name do."""
    one = a.sounds[i64(a.form_start[i64(a.first_form[i])])]
    two = b.sounds[i64(b.form_start[i64(b.first_form[j])])]
    return one == two or i64(sounds.swap[0, one, two]) <= CLOSE_START


@kernel
def part_likeness(a: Words, i: int, b: Words, j: int, sounds: Sounds, row: I32) -> int:
    """Likeness of part `i` of `a` and part `j` of `b`: Abd al-Qadir is nearly Qadir, Abu Ali is not Ali."""
    kind_a, kind_b = i64(a.kind[i]), i64(b.kind[j])
    scripts = (kind_a >> 3) * 2 + (kind_b >> 3)
    kind_a, kind_b = kind_a & 7, kind_b & 7
    if kind_a == kind_b and kind_a != INITIAL:
        return core_likeness(a, i, b, j, scripts, sounds, row)
    if INITIAL in (kind_a, kind_b):
        return INITIAL_LIKE if may_begin(a, i, b, j, sounds) else 0
    written = joined_likeness(a, i, b, j, scripts, sounds, row)
    kunya = kind_a in (FATHER_OF, MOTHER_OF) or kind_b in (FATHER_OF, MOTHER_OF)
    if kind_a != PERSONAL and kind_b != PERSONAL:  # noqa: PLR1714 - a membership test makes a tuple in the inner loop
        return written
    kept = KUNYA_KEPT if kunya else BARE_KEPT
    return max(written, core_likeness(a, i, b, j, scripts, sounds, row) * kept // 1000)
