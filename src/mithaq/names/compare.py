"""How alike two parts of names are, for counts of names outside the index: the rule of search/kernels/distance.py."""

from __future__ import annotations

from mithaq.names.distance import likeness, same_start
from mithaq.names.parts import Kind, Part
from mithaq.names.words import inner_words

ALIKE = 0.72
"""Two parts less alike than this are taken for different names: حسن and حسين reach 0.59, Osman and عثمان 0.81."""

INNER = 0.93
"""Likeness kept when an article or Ben was taken off a joined word to make it fit: Alharbi and حربي."""

OTHER_KIND = 0.78
"""Likeness kept between a compound and its bare core: عبد القادر and القادر."""

INITIAL = 0.75
"""Likeness of an initial and a word that begins with it."""

_PERSONAL = frozenset({Kind.NAME, Kind.FOREFATHER})
_KUNYA = frozenset({Kind.FATHER_OF, Kind.MOTHER_OF})


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
