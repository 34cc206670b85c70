"""A second look at the rows whose signatures promise most: which recall keys they share with the name, and their dates.

A signature says little, and comparing a name in full costs microseconds. A look at the keys costs a tenth of that and tells
who is worth it: keys that are the same, or but for one letter.
"""

from __future__ import annotations

from mithaq.search.kernels.births import relation
from mithaq.search.kernels.facts import other_bits
from mithaq.search.kernels.heard import CONTRADICTED, ONE_SIDED, weight_asked
from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.left import Left, has_left
from mithaq.search.kernels.postings import NO_SKELETON, three
from mithaq.search.kernels.question import KEYS, MOST_PARTS, PARTS
from mithaq.search.kernels.room import COUNT, NEED, Scratch, bin_of, border
from mithaq.search.kernels.shapes import I32, Asked, Evidence, Segment, i64

FIRST_YEAR, A_YEAR, A_MONTH = 1875, 416, 32
"""As in search/days.py."""

SAME_KEY, NEAR_KEY = 8, 5
"""What a key counts that is the same, or but for one letter; in eighths."""

SHORTEST_NEAR = 3
"""Letters of the longer of two keys that are near each other: of fewer, one letter is too much."""


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
def near(one: int, two: int) -> bool:
    """Whether two skeletons differ by one letter: another, one missing, or two exchanged."""
    size = 0
    while one & 15 == two & 15:
        one >>= 4
        two >>= 4
        size += 1
    one_less, two_less = one >> 4, two >> 4
    if one_less >> 4 == two_less >> 4 and one_less & 15 == two & 15 and two_less & 15 == one & 15:
        return True
    if two_less != one_less and two_less != one and one_less != two:  # noqa: PLR1714 - a membership test makes a tuple
        return False
    rest = max(one, two)
    while rest:
        rest >>= 4
        size += 1
    return size >= SHORTEST_NEAR


@kernel
def key_counts(key: int, asked: Asked, i: int) -> int:
    """What a stored key counts for an asked part, in eighths."""
    first = i * KEYS
    last = first + i64(asked.key_count[i])
    for at in range(first, last):
        if i64(asked.keys[at]) == key:
            return SAME_KEY
    if key < NO_SKELETON:
        for at in range(first, last):
            own = i64(asked.keys[at])
            if own < NO_SKELETON and near(own, key):
                return NEAR_KEY
    return 0


@kernel
def promise_of_keys(segment: Segment, row: int, asked: Asked, weights: I32) -> int:
    """What the keys of a row promise, in hundredths of a bit: each answers to the part it is worth most for."""
    start, parts = i64(segment.part_start[row]), i64(asked.facts[PARTS])
    count = min(i64(segment.part_start[row + 1]) - start, MOST_PARTS)
    total, taken, pairs = 0, 0, 0
    for at in range(start, start + count):
        key = i64(segment.words.key[three(segment.parts, at)])
        best, best_i = 0, -1
        for i in range(parts):
            if not taken >> i & 1 and weights[i] * SAME_KEY > best:
                value = i64(weights[i]) * key_counts(key, asked, i)
                if value > best:
                    best, best_i = value, i
        if best_i >= 0:
            total += best // SAME_KEY
            taken |= 1 << best_i
            pairs += 1
    missing, left = parts - pairs, count - pairs
    return total - ONE_SIDED * abs(missing - left) - CONTRADICTED * min(missing, left)


@kernel
def let_go(segment: Segment, other_than: int, left: Left, room: Scratch) -> None:
    """Rows of the day `other_than` and of persons who `left` go first, so that they take nobody's place."""
    size = 0
    for at in range(i64(room.size[COUNT])):
        row = i64(room.rows[at])
        if (other_than and segment.day[row] == other_than) or has_left(left, i64(segment.number[row])):
            continue
        room.rows[size] = row
        room.promise[size] = room.promise[at]
        size += 1
    room.size[COUNT] = size


@kernel
def look_again(
    segment: Segment, asked: Asked, evidence: Evidence, most: int, other_than: int, left: Left, weights: I32,
    room: Scratch,
) -> None:  # fmt: skip
    """Keep the `most` promising rows only, and tell their promise by keys, date and facts; rows of the day `other_than` and
    of persons who `left` go. `weights` is scratch."""
    for i in range(i64(asked.facts[PARTS])):
        weights[i] = weight_asked(asked, i, evidence)
    if other_than or left.size:
        let_go(segment, other_than, left, room)
    step = border(room, most)
    spare = most
    for above in range(step + 1, len(room.counts)):
        spare -= i64(room.counts[above])
    size = 0
    for at in range(i64(room.size[COUNT])):
        own, row = bin_of(i64(room.promise[at])), i64(room.rows[at])
        if own < step or (own == step and spare <= 0):
            continue
        spare -= own == step
        facts = i64(segment.fact_table[segment.facts[row]])
        known = i64(evidence.births[birth_relation(segment, row, asked)]) + other_bits(facts, asked, evidence)
        room.rows[size] = row
        room.promise[size] = promise_of_keys(segment, row, asked, weights) + known
        size += 1
    room.size[COUNT] = size
    room.size[NEED] = 0
