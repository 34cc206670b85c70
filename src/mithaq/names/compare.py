"""Compare two names part by part: which parts answer to each other, how well, and what is left over.

Order does not matter and a missing or extra part costs little, because states record between two and six parts of
the same chain. Parts left over on *both* sides contradict each other and cost much more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from mithaq.names.distance import likeness
from mithaq.names.parts import Kind, Part, parts, spellings
from mithaq.names.phonemes import is_arabic
from mithaq.names.words import inner_words

ALIKE = 0.72
"""Two parts less alike than this are taken for different names: حسن and حسين reach 0.59, Osman and عثمان 0.81."""

ALIKE_JOINED = 0.8
"""Two words written as one must fit better: with more letters, chance fits more often."""

SURPLUS = 0.25
"""Cost of a part that only one side has, as a share of its weight."""

SURPLUS_MOST = 0.15
"""The most that surplus parts of one side cost, as a share of what matched: who gives two names of his five at a
border is still that person, and how little two names prove is for the scorer to say."""

INNER = 0.93
"""Likeness kept when an article or Ben was taken off a joined word to make it fit: Alharbi and حربي."""

OTHER_KIND = 0.78
"""Likeness kept between a compound and its bare core: عبد القادر and القادر."""

INITIAL = 0.75
"""Likeness of an initial and a word that begins with it."""

_PERSONAL = frozenset({Kind.NAME, Kind.FOREFATHER})
_KUNYA = frozenset({Kind.FATHER_OF, Kind.MOTHER_OF})


class PartPair(msgspec.Struct, frozen=True):
    """Two parts that answer to each other.

    `left` and `right` as they were written, `similarity` in 0..1, `weight` of the more common of the two, `note` one of
    ``same`` (letter by letter), ``script`` (the same sound in another script), ``spelling``, ``initial``,
    ``joined`` (two words against one; `left_part` or `right_part` is then the first of the two).
    """

    left: str
    right: str
    left_part: Part
    right_part: Part
    similarity: float
    weight: float
    note: str


class Comparison(msgspec.Struct, frozen=True):
    """`score` in 0..1 of the best pair of spellings, rounded to 4 digits, and what it rests on."""

    score: float
    pairs: tuple[PartPair, ...]
    unmatched_left: tuple[Part, ...]
    unmatched_right: tuple[Part, ...]


Weigh = Callable[[Part], float]
"""How much one part proves; 0 or more."""

NOTHING = Comparison(0.0, (), (), ())


def even(part: Part) -> float:
    """Every part weighs the same; an initial a fifth, because it proves little."""
    return 0.2 if part.kind is Kind.INITIAL else 1.0


def compare(left: str, right: str, weigh: Weigh = even) -> Comparison:
    """Compare two written names, each of which may list several spellings: the best pair counts.

    The score is the same with left and right exchanged. Raises `NameTooLong`.
    """
    every = (
        compare_parts(one, two, weigh) for one in map(parts, spellings(left)) for two in map(parts, spellings(right))
    )
    return max(every, key=lambda found: found.score, default=NOTHING)


def compare_parts(left: Sequence[Part], right: Sequence[Part], weigh: Weigh = even) -> Comparison:
    """Compare two names already read into parts."""
    if [part.joined for part in left] > [part.joined for part in right]:
        return _mirrored(_compare(right, left, weigh))
    return _compare(left, right, weigh)


def part_likeness(left: Part, right: Part) -> float:
    """Likeness in 0..1 of two parts, with what their kinds say: Abd al-Qadir is nearly Qadir, Abu Ali is not Ali."""
    if left.kind is right.kind or {left.kind, right.kind} <= _PERSONAL:
        return _core_likeness(left.core, right.core)
    if Kind.INITIAL in (left.kind, right.kind):
        return INITIAL if left.joined[:1] == right.joined[:1] else 0.0
    as_written = likeness(left.joined, right.joined)
    if {left.kind, right.kind} & _KUNYA:
        return as_written
    return max(as_written, OTHER_KIND * _core_likeness(left.core, right.core))


def _core_likeness(left: str, right: str) -> float:
    found = likeness(left, right)
    for inner in inner_words(left):
        found = max(found, INNER * likeness(inner, right))
    for inner in inner_words(right):
        found = max(found, INNER * likeness(left, inner))
    return found


def _compare(left: Sequence[Part], right: Sequence[Part], weigh: Weigh) -> Comparison:
    free_left, free_right = dict(enumerate(left)), dict(enumerate(right))
    pairs = _pair_up(free_left, free_right, weigh)
    pairs += _join_up(free_left, free_right, weigh)
    pairs += [_mirrored_pair(pair) for pair in _join_up(free_right, free_left, weigh)]
    rest_left, rest_right = tuple(free_left.values()), tuple(free_right.values())
    score = _score(pairs, sum(map(weigh, rest_left)), sum(map(weigh, rest_right)))
    return Comparison(score, tuple(pairs), rest_left, rest_right)


def _pair_up(left: dict[int, Part], right: dict[int, Part], weigh: Weigh) -> list[PartPair]:
    """Pair parts, best fit first, nearest in place among equals; what is paired leaves both dicts."""
    fits = [
        (-fit * weight, abs(i - j), i, j, fit, weight)
        for i, one in left.items()
        for j, two in right.items()
        if (fit := part_likeness(one, two)) >= ALIKE
        for weight in (min(weigh(one), weigh(two)),)
    ]
    pairs = []
    for _, _, i, j, fit, weight in sorted(fits):
        if i in left and j in right:
            one, two = left.pop(i), right.pop(j)
            note = _note(one, two, fit)
            pairs.append(PartPair(one.original, two.original, one, two, round(fit, 4), weight, note))
    return pairs


def _join_up(left: dict[int, Part], right: dict[int, Part], weigh: Weigh) -> list[PartPair]:
    """Two neighbours left over on the left against one part left over on the right: Sid Ahmed and Sidahmed."""
    pairs = []
    for i in sorted(left):
        for j in sorted(right):
            if i not in left or i + 1 not in left:
                break
            one, next_one, two = left[i], left[i + 1], right[j]
            fit = likeness(one.joined + next_one.joined, two.joined)
            if fit >= ALIKE_JOINED:
                del left[i], left[i + 1], right[j]
                written = f"{one.original} {next_one.original}"
                pairs.append(PartPair(written, two.original, one, two, round(fit, 4), weigh(two), "joined"))
    return pairs


def _note(one: Part, two: Part, fit: float) -> str:
    if Kind.INITIAL in (one.kind, two.kind):
        return "initial"
    if one.joined == two.joined:
        return "same"
    return "script" if is_arabic(one.core) != is_arabic(two.core) and fit > INNER else "spelling"


def _score(pairs: Sequence[PartPair], rest_left: float, rest_right: float) -> float:
    matched = sum(pair.weight for pair in pairs)
    surplus = min(SURPLUS * abs(rest_left - rest_right), SURPLUS_MOST * matched)
    whole = matched + min(rest_left, rest_right) + surplus
    return round(sum(pair.weight * pair.similarity for pair in pairs) / whole, 4) if whole else 0.0


def _mirrored(found: Comparison) -> Comparison:
    pairs = tuple(map(_mirrored_pair, found.pairs))
    return Comparison(found.score, pairs, found.unmatched_right, found.unmatched_left)


def _mirrored_pair(pair: PartPair) -> PartPair:
    return PartPair(pair.right, pair.left, pair.right_part, pair.left_part, pair.similarity, pair.weight, pair.note)
