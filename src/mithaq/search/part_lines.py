"""One comparison of two names as lines of an explanation: parts beside each other, then what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from mithaq.names.parts import Kind, Part
from mithaq.names.phonemes import is_arabic
from mithaq.search.explain import Line
from mithaq.search.kernels.align import CONFLICT, DISORDER, SURPLUS, Alignment
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.kernels.shapes import Evidence

SAME_SOUND = 930
"""Likeness from which two scripts are said to give the same sound."""

WITH_NEXT_ASKED, WITH_NEXT_STORED, TAKEN = 1, 2, 3
"""`Alignment.joined`: see kernels/align.py."""


def part_lines(left: Sequence[Part], right: Sequence[Part], found: Alignment, evidence: Evidence) -> list[Line]:
    """The lines of one comparison; their contributions add up to the bits of the name."""
    lines: list[Line] = []
    lost, alone = [], [part for part, free in zip(right, found.free.tolist(), strict=False) if free]
    for at, part in enumerate(left):
        partner, joined = int(found.partner[at]), int(found.joined[at])
        if partner < 0:
            lost.append(part)
        elif joined != TAKEN:
            one, other = _written(left, right, at, found)
            note = "joined" if joined else _note(part, right[partner], int(found.fit[at]))
            lines.append(Line(f"part.{note}", one, other, int(found.bits[at]) / 100))
    return lines + _rest(lost, alone, found, evidence) if lines else []


def _written(left: Sequence[Part], right: Sequence[Part], at: int, found: Alignment) -> tuple[str, str]:
    """Both sides of a pair as they were written; where several parts are read as one word, all of them."""
    partner, joined = int(found.partner[at]), int(found.joined[at])
    one, other = [left[at]], [right[partner]]
    if joined == WITH_NEXT_ASKED:
        one += _run(left, at, [found.joined[i] == TAKEN and found.partner[i] == partner for i in range(_size(left))])
    if joined == WITH_NEXT_STORED:
        partners = set(found.partner[: _size(left)].tolist())
        other += _run(right, partner, [not found.free[j] and j not in partners for j in range(_size(right))])
    return _spelled(one), _spelled(other)


def _run(parts: Sequence[Part], start: int, belongs: Sequence[bool]) -> list[Part]:
    """The parts behind `start` that belong to it; behind the last comes the first."""
    after = [(start + step) % len(belongs) for step in range(1, len(belongs))]
    return [parts[at] for at in takewhile(belongs.__getitem__, after)]


def _size(parts: Sequence[Part]) -> int:
    return min(len(parts), MOST_PARTS)


def _rest(lost: Sequence[Part], alone: Sequence[Part], found: Alignment, evidence: Evidence) -> list[Line]:
    """Parts of one side only; parts of both sides contradict each other. The surplus is told with the longer side."""
    surplus = int(found.totals[SURPLUS])
    lines = []
    if lost and alone:
        left, right = _spelled(lost), _spelled(alone)
        lines.append(Line("parts.conflict", left, right, -int(found.totals[CONFLICT]) / 100))
    more = abs(len(lost) - len(alone))
    code, parts = ("part.only_asked", lost) if len(lost) > len(alone) else ("part.only_stored", alone)
    for part in parts[len(parts) - more :]:
        one, other = (part.original, "") if code == "part.only_asked" else ("", part.original)
        lines.append(Line(code, one, other, -surplus / more / 100))
    disorder = int(found.totals[DISORDER])
    if disorder:
        lines.append(Line("parts.order", "", "", -evidence.disorder * disorder / 100))
    return lines


def _spelled(parts: Sequence[Part]) -> str:
    return " ".join(part.original for part in parts)


def _note(one: Part, two: Part, fit: int) -> str:
    if Kind.INITIAL in (one.kind, two.kind):
        return "initial"
    if one.joined == two.joined:
        return "same"
    return "script" if is_arabic(one.core) != is_arabic(two.core) and fit > SAME_SOUND else "spelling"
