"""How much a part of a name proves in each state: in hundredths of a bit, by how rare it is there.

محمد is borne by one Arab man in ten and proves little; in Somalia عبدي proves little as well, elsewhere a good deal.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from mithaq.names.keys import whole_skeletons
from mithaq.names.parts import Kind, parts
from mithaq.names.phonemes import is_arabic

RAREST, COMMONEST = 1400, 100
"""What a name proves that the table does not know (as if one in 16,000 bore it: more would trust a table of some ten
thousand public figures a state beyond what it can know), and what even the commonest proves."""

INITIAL = 100
"""An initial: less than the 4 bits of a letter out of a score, because it is often another name's."""

UNKNOWN_ROW, INITIAL_ROW = 0, 1

BORROWED = 150
"""A state's own counts are read as if so many more of its people had been counted who are named as Arabs are on average:
small states have a few hundred."""


class NameShare(Protocol):
    """What a row of the shipped table offers (see ops/tables.py); Latin spellings are never read here."""

    @property
    def country(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def share(self) -> float: ...


class Rarity(Struct, frozen=True):
    """`states` in alphabetical order; `rows` finds a rarity key's row of `bits`, which holds hundredths of a bit for each
    state, then for all of them taken together, each state counting the same. The commoner a name, the lower its row."""

    states: tuple[str, ...]
    rows: Mapping[str, int]
    bits: tuple[tuple[int, ...], ...]


def row_of(keys: Iterable[str], rows: Mapping[str, int]) -> int:
    """The row of a part with these keys: the commonest name that it may be."""
    return min((rows[key] for key in keys if key in rows), default=UNKNOWN_ROW)


def rarity_keys(core: str, kind: Kind) -> tuple[str, ...]:
    """The keys of a part, the usual one first: a Latin Naguib may be نجيب or نقيب."""
    return keys_of(core, kind, whole_skeletons(core))


def keys_of(core: str, kind: Kind, skeletons: Sequence[str]) -> tuple[str, ...]:
    """The same of a part whose skeletons are known. A last ة is not counted as a sound."""
    usual, *others = skeletons
    if others and not is_arabic(core):
        found = (usual, *(key for key in others if key != usual + "H"))
        return tuple(dict.fromkeys(key_of(key, kind) for key in found))
    return (key_of(usual, kind),)


def key_of(skeleton: str, kind: Kind) -> str:
    """Names are counted together by sound; compounds as such: عبد القادر is rarer than قادر would suggest."""
    if kind is Kind.NAME or kind is Kind.FOREFATHER:
        return ":" + skeleton
    if kind is Kind.INITIAL:
        return "initial"
    return f"{kind.value}:{skeleton.rstrip('H') or skeleton}"  # عبد الله ends in a letter that Latin may leave out


def rarity(rows: Iterable[NameShare]) -> Rarity:
    """The table from rows of (country, name, share in 0..1 of those counted in that state)."""
    shares: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    least: dict[str, float] = defaultdict(lambda: 1.0)
    for row in rows:
        least[row.country] = min(least[row.country], row.share)
        for part in parts(row.name):
            shares[rarity_keys(part.core, part.kind)[0]][row.country] += row.share
    states = tuple(sorted(least))
    counted = {state: 1.0 / least[state] for state in states}  # whoever is alone with a name is one of so many
    by_key = {key: _row(shares[key], states, counted) for key in shares}
    keys = sorted(by_key, key=lambda key: (by_key[key][-1], key))
    width = len(states) + 1
    first = [(RAREST,) * width, (INITIAL,) * width]
    numbers = {"initial": INITIAL_ROW} | {key: number for number, key in enumerate(keys, len(first))}
    return Rarity(states, numbers, (*first, *(by_key[key] for key in keys)))


def _row(shares: Mapping[str, float], states: tuple[str, ...], counted: Mapping[str, float]) -> tuple[int, ...]:
    pooled = sum(shares.values()) / max(1, len(states))
    blended = [
        (shares.get(state, 0.0) * counted[state] + pooled * BORROWED) / (counted[state] + BORROWED) for state in states
    ]
    return tuple(_proof(share) for share in (*blended, pooled))


def _proof(share: float) -> int:
    return max(COMMONEST, min(RAREST, round(-100 * math.log2(share))))
