"""How much a part of a name proves: in bits, by how rare it is. محمد is borne by one in ten and proves little."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Protocol

from mithaq.names.keys import skeletons
from mithaq.names.parts import Kind, Part, parts

RAREST_BITS = 14.0
"""What a name proves that the table does not know: as if one in 16,000 bore it. More would trust a table of some
ten thousand public figures a state beyond what it can know."""

COMMONEST_BITS = 1.0
"""Even the commonest name proves something."""

INITIAL_BITS = 1.0
"""An initial: less than the 4 bits of a letter out of a score, because it is often another name's."""


class NameShare(Protocol):
    """What a row of the shipped table offers (see ops/tables.py); Latin spellings are never read here."""

    @property
    def country(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def share(self) -> float: ...


class FrequencyTable:
    """Shares of names, folded together by sound so that every spelling of a name finds them.

    Pooled over the 22 states with equal weight: a check at the border does not know where the name was given.
    """

    def __init__(self, bits: Mapping[str, float]) -> None:
        """`bits` by recall key of the core; use `from_rows`."""
        self._bits = bits

    @classmethod
    def from_rows(cls, rows: Iterable[NameShare]) -> FrequencyTable:
        """Build from rows of (country, name, share in 0..1)."""
        shares: dict[str, float] = {}
        names: dict[str, float] = {}
        countries = set()
        for row in rows:
            countries.add(row.country)
            names[row.name] = names.get(row.name, 0.0) + row.share
        for name, share in names.items():
            for part in parts(name):
                key = _key(part)
                shares[key] = shares.get(key, 0.0) + share / max(1, len(countries))
        return cls({key: -math.log2(min(share, 0.5)) for key, share in shares.items()})

    def bits(self, part: Part) -> float:
        """Bits of proof that two names share this part: between `COMMONEST_BITS` and `RAREST_BITS`."""
        if part.kind is Kind.INITIAL:
            return INITIAL_BITS
        return round(max(COMMONEST_BITS, min(RAREST_BITS, self._bits.get(_key(part), RAREST_BITS))), 2)


def _key(part: Part) -> str:
    """Compounds are counted as such: عبد القادر is rarer than قادر would suggest."""
    prefix = part.kind.value if part.kind not in (Kind.NAME, Kind.FOREFATHER) else ""
    return f"{prefix}:{skeletons(part.core)[0]}"
