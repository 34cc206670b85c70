"""What a pattern finds before anybody is named: officers, how often, how unusual, and the lines to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from msgspec import Struct

from mithaq.app.insiders.columns import Columns, Floats, Hashes, Ints
from mithaq.app.insiders.staff import Staff
from mithaq.domain.law import InsiderRule, Pattern


class Sign(Struct, frozen=True):
    """Officers as places in the columns; `lines` as places too, of the pattern *opened* among the openings."""

    pattern: Pattern
    officers: tuple[int, ...]
    count: int
    surprise: float
    lines: Ints


class Looked(Struct, frozen=True):
    """What all patterns look at. `known`: keyed hashes of well-known people; `numbers`: settings by code."""

    columns: Columns
    staff: Staff
    known: Hashes
    rules: Mapping[str, InsiderRule]
    numbers: Mapping[str, int]


def over(rule: InsiderRule, count: Floats, surprise: Floats) -> Ints:
    """The places at which the rule is met."""
    return np.flatnonzero((count >= rule.least) & (surprise >= rule.surprise))


def strongest(signs: Iterable[Sign]) -> Iterator[Sign]:
    """Of several signs of one pattern about the same officers, the most unusual."""
    best: dict[tuple[Pattern, tuple[int, ...]], Sign] = {}
    for sign in signs:
        key = (sign.pattern, sign.officers)
        if key not in best or best[key].surprise < sign.surprise:
            best[key] = sign
    yield from best.values()
