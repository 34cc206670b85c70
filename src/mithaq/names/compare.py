"""Compare two names part by part: which parts answer to each other, how well, and what is left over.

A missing or extra part costs little, because states record between two and six parts of the same chain, and putting
the family name first costs nothing. Parts left over on *both* sides contradict each other and cost much more, most of
all the given name: who shares all but that is a brother.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence

import msgspec

from mithaq.names.distance import likeness, same_start
from mithaq.names.parts import Kind, Part, parts, spellings
from mithaq.names.phonemes import is_arabic
from mithaq.names.words import inner_words

ALIKE = 0.72
"""Two parts less alike than this are taken for different names: حسن and حسين reach 0.59, Osman and عثمان 0.81."""

ALIKE_JOINED = 0.8
"""Two words written as one must fit better: with more letters, chance fits more often."""

SURPLUS = 0.12
"""Cost of a part that only one side has, as a share of its weight."""

SURPLUS_ALONE = 0.35
"""The same when a single part is all that the two names share: there must not be much else."""

DISORDER = 0.04
"""Share of the score lost for each two parts whose order is exchanged, beyond moving an end to the front."""

MOST_DISORDER = 0.12

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
    """`score` in 0..1 of the best pair of spellings, rounded to 4 digits, and what it rests on.

    `conflict` is the weight of parts that contradict each other, `disorder` how many pairs of parts changed places.
    """

    score: float
    pairs: tuple[PartPair, ...]
    unmatched_left: tuple[Part, ...]
    unmatched_right: tuple[Part, ...]
    conflict: float = 0.0
    disorder: int = 0


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
        return INITIAL if same_start(left.joined, right.joined) else 0.0
    as_written = likeness(left.joined, right.joined)
    if {left.kind, right.kind} & _KUNYA or not {left.kind, right.kind} & _PERSONAL:
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
    placed = _pair_up(free_left, free_right, weigh)
    disorder = _disorder([j for _, j, _ in sorted(placed, key=lambda found: found[:2])])
    pairs = [pair for _, _, pair in placed]
    pairs += _join_up(free_left, free_right, weigh)
    pairs += [_mirrored_pair(pair) for pair in _join_up(free_right, free_left, weigh)]
    conflict = _conflict(free_left, free_right, weigh)
    surplus = abs(sum(map(weigh, free_left.values())) - sum(map(weigh, free_right.values())))
    score = _score(pairs, conflict, surplus) * (1.0 - min(MOST_DISORDER, DISORDER * disorder))
    rest_left, rest_right = tuple(free_left.values()), tuple(free_right.values())
    return Comparison(round(score, 4), tuple(pairs), rest_left, rest_right, round(conflict, 4), disorder)


def _pair_up(left: dict[int, Part], right: dict[int, Part], weigh: Weigh) -> list[tuple[int, int, PartPair]]:
    """Pair parts, best fit first, nearest in place among equals; what is paired leaves both dicts."""
    fits = [
        (-fit * weight, abs(i - j), i, j, fit, weight)
        for i, one in left.items()
        for j, two in right.items()
        if (fit := part_likeness(one, two)) >= ALIKE
        for weight in (min(weigh(one), weigh(two)),)
    ]
    placed = []
    for _, _, i, j, fit, weight in sorted(fits):
        if i in left and j in right:
            one, two = left.pop(i), right.pop(j)
            note = _note(one, two, fit)
            placed.append((i, j, PartPair(one.original, two.original, one, two, round(fit, 4), weight, note)))
    return placed


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


def _disorder(places: list[int]) -> int:
    """Exchanges left in a sequence after the best rotation: family name first is a rotation and costs nothing."""
    turns = (places[at:] + places[:at] for at in range(len(places)))
    return min((_exchanges(turn) for turn in turns), default=0)


def _exchanges(places: Sequence[int]) -> int:
    return sum(one > two for one, two in itertools.combinations(places, 2))


def _conflict(left: Mapping[int, Part], right: Mapping[int, Part], weigh: Weigh) -> float:
    """Weight of what is left over on both sides: so many average parts as either side has, at least a given name's."""
    if not left or not right:
        return 0.0
    average = sum(sum(map(weigh, side.values())) / len(side) for side in (left, right)) / 2
    return max(average * min(len(left), len(right)), *(weigh(side[0]) for side in (left, right) if 0 in side), 0.0)


def _note(one: Part, two: Part, fit: float) -> str:
    if Kind.INITIAL in (one.kind, two.kind):
        return "initial"
    if one.joined == two.joined:
        return "same"
    return "script" if is_arabic(one.core) != is_arabic(two.core) and fit > INNER else "spelling"


def _score(pairs: Sequence[PartPair], conflict: float, surplus: float) -> float:
    matched = sum(pair.weight for pair in pairs)
    cost = min(SURPLUS * surplus, SURPLUS_MOST * matched) if len(pairs) > 1 else SURPLUS_ALONE * surplus
    whole = matched + conflict + cost
    return sum(pair.weight * pair.similarity for pair in pairs) / whole if whole else 0.0


def _mirrored(found: Comparison) -> Comparison:
    return msgspec.structs.replace(
        found,
        pairs=tuple(map(_mirrored_pair, found.pairs)),
        unmatched_left=found.unmatched_right,
        unmatched_right=found.unmatched_left,
    )


def _mirrored_pair(pair: PartPair) -> PartPair:
    return msgspec.structs.replace(
        pair, left=pair.right, right=pair.left, left_part=pair.right_part, right_part=pair.left_part
    )
