"""From keys to candidates: the few hundred persons that are worth scoring, found without looking at the others.

Rare keys first. Postings of a common name are read only while there is room, because whoever bears only محمد in
common with the query cannot be a match; whoever shares a rarer part is found by that.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from mithaq.names.keys import near_keys
from mithaq.search.births import read_birth
from mithaq.search.exact import normal_document
from mithaq.search.port import Postings
from mithaq.search.query import ReadQuery

MAX_CANDIDATES = 250
"""Persons scored for one query: scoring takes about a tenth of a millisecond each."""

MAX_ROWS = 30_000
"""Postings read for one query: what a name borne by 3 % of a million persons takes."""

FEW = 20
"""A part found in fewer persons than this may be misspelt: its neighbours one edit away are asked for as well."""

NEAR = 0.6
"""What a neighbour counts for, against the part itself."""

WHOLE = 4.0
"""Bits for having the same whole name, beyond its parts: it decides among namesakes of all parts."""

LEAST_SHARE = 0.3
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
    weights: dict[int, float] = {}
    groups = _groups(query, postings)
    room = MAX_ROWS
    for keys, worth, size in sorted(groups, key=lambda group: group[2]):
        if weights and size > room:
            break
        rows = postings.persons_with(list(keys), room)
        room -= len(rows)
        for number, _ in rows:
            weights[number] = weights.get(number, 0.0) + worth
        if room <= 0:
            break
    worthwhile = LEAST_SHARE * max(weights.values(), default=0.0)
    ranked = sorted((n for n in weights if weights[n] >= worthwhile), key=lambda n: (-weights[n], n))
    return ranked[:MAX_CANDIDATES]


Group = tuple[Sequence[str], float, int]
"""Keys of which any will do, what having one is worth in bits, in how many persons they occur."""


def _groups(query: ReadQuery, postings: Postings) -> list[Group]:
    asked = query.asked
    single = [((key,), WHOLE) for keys in query.keys for key in keys.whole]
    single += [((key,), 0.0) for key in document_keys([asked.document or ""]) + birth_keys([asked.birth or ""])]
    exact = [group for keys in query.keys for group in keys.groups if group]
    counts = postings.counts(sorted({key for keys in exact + [keys for keys, _ in single] for key in keys}))
    groups = [_group(keys, counts, extra) for keys, extra in single]
    groups += [_group(keys, counts) for keys in exact]
    near = {keys: near_keys(keys) for keys in exact if sum(counts.get(key, 0) for key in keys) < FEW}
    near_counts = postings.counts(sorted({key for keys in near.values() for key in keys})) if near else {}
    groups += [_group([key for key in keys if key in near_counts], near_counts, near=True) for keys in near.values()]
    return [group for group in groups if group[2]]


def _group(keys: Sequence[str], counts: Mapping[str, int], extra: float = 0.0, *, near: bool = False) -> Group:
    size = sum(counts.get(key, 0) for key in keys)
    worth = math.log2(REGISTER / size) + extra if 0 < size < REGISTER else extra
    return keys, worth * NEAR if near else worth, size
