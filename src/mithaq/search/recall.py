"""From keys to candidates: the few hundred persons that are worth scoring, found without looking at the others.

Rare keys first. Postings of a common name are read only while there is room, because whoever bears only محمد in
common with the query cannot be a match; whoever shares a rarer part is found by that.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from mithaq.names.keys import near_keys, query_keys
from mithaq.search.births import read_birth
from mithaq.search.exact import normal_document
from mithaq.search.port import Postings
from mithaq.search.query import ReadQuery

MAX_CANDIDATES = 160
"""Persons scored for one query: scoring takes about a quarter of a millisecond each."""

MAX_ROWS = 20_000
"""Postings read for one query: what a name borne by 2 % of a million persons takes."""

FEW = 20
"""A part found in fewer persons than this may be misspelt: its neighbours one edit away are asked for as well."""

NEAR = 0.6
"""What a neighbour counts for, against the part itself."""

WHOLE = 6.0
"""Bits for each key of the name as a whole, beyond those of its parts: it decides among namesakes of all parts."""

LEAST_SHARE = 0.4
"""Whoever has less than this share of the best candidate's worth shares a common part only and is not scored."""

REGISTER = 10_000_000
"""Size of register that rarity is reckoned against; a constant, so that ranking does not depend on what a node holds."""


def birth_keys(births: Iterable[str]) -> tuple[str, ...]:
    """Recall keys of full birth dates, to be stored beside the keys of the names: ``@1980-05-01``."""
    read = ((text, read_birth(text)) for text in births)
    return tuple(dict.fromkeys(f"@{text}" for text, birth in read if birth and birth.day))


def document_keys(documents: Iterable[str]) -> tuple[str, ...]:
    """Recall keys of document numbers, to be stored beside the keys of the names: ``#A1234``."""
    return tuple(dict.fromkeys(f"#{normal}" for raw in documents if (normal := normal_document(raw))))


def candidates(query: ReadQuery, postings: Postings) -> list[int]:
    """Numbers of the persons worth scoring, most promising first; at most `MAX_CANDIDATES`."""
    worth: dict[int, float] = {}
    certain: set[int] = set()
    room = MAX_ROWS
    for group in sorted(_groups(query, postings), key=lambda group: group.size):
        if worth and group.size > room:
            break
        rows = postings.persons_with(list(group.keys), room)
        room -= len(rows)
        for number, _ in rows:
            worth[number] = worth.get(number, 0.0) + group.worth
        if group.certain:
            certain.update(number for number, _ in rows)
    least = LEAST_SHARE * max(worth.values(), default=0.0)
    kept = (number for number in worth if worth[number] >= least or number in certain)
    return sorted(kept, key=lambda number: (-worth[number], number))[:MAX_CANDIDATES]


class Group(Struct, frozen=True):
    """Keys of which any will do.

    `worth` is what having one adds, in bits; `size` in how many persons they occur, `certain` whether one is enough.
    """

    keys: tuple[str, ...]
    worth: float
    size: int
    certain: bool = False


def _groups(query: ReadQuery, postings: Postings) -> list[Group]:
    asked = query.asked
    every = query_keys(asked.name or "")
    certain = [(key,) for keys in every for key in keys.whole]
    certain += [(key,) for key in document_keys([asked.document or ""])]
    dates = [(key,) for key in birth_keys([asked.birth or ""])]
    exact = list(dict.fromkeys(group for keys in every for group in keys.groups if group))
    counts = postings.counts(sorted({key for keys in certain + dates + exact for key in keys}))
    near = [near_keys(keys) for keys in exact if _size(keys, counts) < FEW]
    near_counts = postings.counts(sorted({key for keys in near for key in keys})) if near else {}
    near = [tuple(key for key in keys if key in near_counts) for keys in near]
    groups = [Group(keys, WHOLE, _size(keys, counts), certain=True) for keys in certain]
    groups += [Group(keys, _worth(keys, counts), _size(keys, counts)) for keys in exact + dates]
    groups += [Group(keys, NEAR * _worth(keys, near_counts), _size(keys, near_counts)) for keys in near]
    return [group for group in groups if group.size]


def _size(keys: Sequence[str], counts: Mapping[str, int]) -> int:
    return sum(counts.get(key, 0) for key in keys)


def _worth(keys: Sequence[str], counts: Mapping[str, int]) -> float:
    """How rare the group is, in bits."""
    return math.log2(REGISTER / min(max(_size(keys, counts), 1), REGISTER))
