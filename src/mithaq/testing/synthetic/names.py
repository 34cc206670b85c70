"""Pools of names, drawn as often as the frequency table says, spelled as each state spells them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random

from mithaq.ops.tables import FrequencyRow
from mithaq.testing.synthetic.customs import Custom, Style

_LATIN = re.compile(r"[A-ZÀ-Ý][A-Za-zÀ-ÿ' -]+")
RARE = 0.1  # a spelling below a tenth of a name's spellings is mostly a slip of the source
_STYLES: tuple[Style, ...] = ("fr", "eg", "en")  # the order of the latin columns of given.tsv


@dataclass(frozen=True, slots=True)
class NamePart:
    """One part of a name in Arabic, and its usual Latin spellings in that state, the commonest first."""

    arabic: str
    latin: tuple[str, ...]

    def spelled(self, random: Random) -> str:
        """One of the spellings: the commonest three times out of four."""
        return self.latin[0] if len(self.latin) == 1 or random.random() < 0.75 else random.choice(self.latin[1:])


class Pool:
    """Names with weights; `draw` is a binary search."""

    def __init__(self, weighted: Iterable[tuple[NamePart, float]]) -> None:
        rows = list(weighted)
        if not rows:
            raise ValueError("no names: the frequency rows cover none of the five states")
        self.parts = [part for part, _ in rows]
        self._bounds = list(accumulate(weight for _, weight in rows))

    def draw(self, random: Random) -> NamePart:
        """One name, as often as its share says."""
        return self.parts[bisect_right(self._bounds, random.random() * self._bounds[-1])]


@dataclass(frozen=True, slots=True)
class StateNames:
    """The three pools of one state."""

    men: Pool
    women: Pool
    families: Pool


def state_names(custom: Custom, rows: Sequence[FrequencyRow]) -> StateNames:
    """The pools of a state. Raises ValueError if the rows have no names for it."""
    mine = [row for row in rows if row.country == custom.state]
    given, families = _given(), _families()
    column = _STYLES.index(custom.style)
    people: dict[str, list[tuple[NamePart, float]]] = {"m": [], "f": []}
    houses = []
    for row in mine:
        if row.role == "given" and row.name in given:
            sex, shown, latin = given[row.name]
            people[sex].append((NamePart(shown, _spellings(row, latin[column], custom)), row.share))
        elif row.role == "surname" and (custom.state, row.name) in families:
            shown, usual = families[custom.state, row.name]
            houses.append((NamePart(shown, (usual,)), row.share))
    return StateNames(Pool(people["m"]), Pool(people["f"]), Pool(houses))


def _spellings(row: FrequencyRow, usual: str, custom: Custom) -> tuple[str, ...]:
    """What the source saw in that state, the commonest first; the usual spelling where it saw nothing."""
    total = sum(count for _, count in row.latin)
    seen = [s for s, count in row.latin if count > 1 and count >= RARE * total and _LATIN.fullmatch(s)]
    return tuple(dict.fromkeys(seen)) or (usual,)


@cache
def _given() -> Mapping[str, tuple[str, str, tuple[str, ...]]]:
    return {name: (sex, shown, tuple(latin)) for name, sex, shown, *latin in _table("given.tsv")}


@cache
def _families() -> Mapping[tuple[str, str], tuple[str, str]]:
    return {(country, name): (shown, latin) for country, name, shown, latin in _table("families.tsv")}


def _table(name: str) -> Iterator[list[str]]:
    text = files("mithaq.testing.synthetic").joinpath("data", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines()[1:])
