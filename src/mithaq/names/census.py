"""Who is counted: how many bear a single name in each state, and how sure that is.

Pure tables; `ops/tables.py` reads the files of names/data, whose README says where they come from.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Protocol

from msgspec import Struct

from mithaq.names.compare import ALIKE, part_likeness
from mithaq.names.fold import CACHED_WORDS
from mithaq.names.keys import skeletons
from mithaq.names.parts import Kind, Part, parts

Sex = str
"""``male``, ``female``; anything else: not known."""

MAX_PARTS = 8
"""Parts of a name that are looked at: the longest chains on record have six or seven."""

UNSEEN, LEAST, MOST = 1.0, 0.1, 4.7
"""Bearers, among those counted, of a name that was counted at most once (the table keeps names counted twice): expected for
a person known to bear it, lower end, and the upper end by the exact Poisson bound (95 %) for one seen. For none seen
it would be the rule of three."""

ELSEWHERE = 0.1
"""The same where the state is not known, for the states that did not count the name though another did."""

INITIAL = 1 / 10
"""An initial fits so many names: the commonest letters begin more, most begin fewer."""

NINE_IN_TEN = 1.64
"""Standard deviations on both sides that hold nine tenths."""

COMMONEST = 0.5
"""No part is borne by more than half of a people, whatever the correction for sex makes of it."""


class NameCount(Protocol):
    """A row of the table of names; Latin spellings are never read here."""

    @property
    def country(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def share(self) -> float: ...


class StateCount(Struct, frozen=True):
    """A row of population.csv.

    `people` is the population. `citizens` is the share of nationals in it, 1 where nothing says that they are few. `women`
    is the share of women among the `given` names that were counted there; `surnames` of them were counted.
    """

    state: str
    people: float
    citizens: float
    women: float
    given: int
    surnames: int


class Bearers(Struct, frozen=True):
    """One part of a name in one state: its share (0 to 1) as given name, as a forefather's and as family name.

    `below` and `above` are the logarithms of the factors by which sampling may have missed it; `counted` is false when
    the state did not count it.
    """

    given: float
    father: float
    family: float
    below: float
    above: float
    counted: bool


class Census:
    """Names and people of the states."""

    def __init__(self, names: Iterable[NameCount], states: Iterable[StateCount], women: Iterable[str]) -> None:
        """`women` are given names, folded, that women bear."""
        self._states = {row.state: row for row in states}
        self._women = frozenset(women)
        self._given: dict[Part, dict[str, float]] = defaultdict(dict)
        self._family: dict[Part, dict[str, float]] = defaultdict(dict)
        self._buckets: dict[str, list[Part]] = defaultdict(list)
        read: dict[str, tuple[Part, ...]] = {}  # most names are counted in several states, and reading one costs most
        for row in names:
            if row.name not in read:
                read[row.name] = tuple(_bare(part) for part in parts(row.name))
            for part in read[row.name]:
                role = self._given if row.role == "given" else self._family
                role[part][row.country] = role[part].get(row.country, 0.0) + row.share
        for part in dict.fromkeys((*self._given, *self._family)):  # in one order, so that sums are the same everywhere
            self._buckets[skeletons(part.core)[0]].append(part)
        self._similar = lru_cache(CACHED_WORDS)(self._sum_similar)

    @property
    def states(self) -> tuple[str, ...]:
        """Their codes, sorted."""
        return tuple(sorted(self._states))

    def people(self, state: str, sex: Sex) -> float:
        """Nationals of the state; half of them if the sex is known."""
        row = self._states[state]
        return row.people * row.citizens * (0.5 if sex in ("male", "female") else 1.0)

    def doubt(self, state: str) -> float:
        """Logarithm of the factor between a state's residents and its nationals, whose share is known roughly."""
        return -math.log(self._states[state].citizens)

    def bearers(self, part: Part, state: str, sex: Sex) -> tuple[Bearers, ...]:
        """Who bears a part, or one that the matcher takes for it: in that state, or in each of `states` in order."""
        given, family, women = self._similar(_bare(part))
        chosen = (state,) if state else self.states
        somewhere = any(code in given or code in family for code in chosen)
        unseen = ELSEWHERE if somewhere and not state else UNSEEN
        if part.kind is Kind.INITIAL:
            given, family = (dict.fromkeys(chosen, INITIAL),) * 2
        return tuple(
            self._bearers(self._states[code], given.get(code, 0.0), family.get(code, 0.0), unseen, women, sex)
            for code in chosen
        )

    def _bearers(self, row: StateCount, given: float, family: float, unseen: float, women: float, sex: Sex) -> Bearers:
        seen = max(given * row.given, family * row.surnames)
        male = max(given * (1 - women), unseen / row.given) / (1 - row.women)
        female = max(given * women, unseen / row.given) / row.women
        first = {"male": male, "female": female}.get(sex, (male + female) / 2)
        below = above = NINE_IN_TEN / math.sqrt(max(seen, 1.0))
        if not seen:
            below, above = math.log(UNSEEN / LEAST), math.log(MOST / unseen)
        house = max(family, unseen / row.surnames)
        return Bearers(_limited(first), _limited(male), _limited(house), below, above, bool(seen))

    def _sum_similar(self, part: Part) -> tuple[Mapping[str, float], Mapping[str, float], float]:
        """Shares by state as given and as family name, of all names alike; and the share of women among the given."""
        given: dict[str, float] = defaultdict(float)
        family: dict[str, float] = defaultdict(float)
        borne = by_women = 0.0
        for known in self._alike(part):
            for total, table in ((given, self._given), (family, self._family)):
                for state, share in table.get(known, {}).items():
                    total[state] += share
            borne += sum(self._given.get(known, {}).values())
            by_women += sum(self._given.get(known, {}).values()) if known.core in self._women else 0.0
        women = by_women / borne if borne else float(part.core in self._women)
        return dict(given), dict(family), women

    def _alike(self, part: Part) -> list[Part]:
        if part.kind is Kind.INITIAL:
            return []
        near = dict.fromkeys(known for key in skeletons(part.core) for known in self._buckets.get(key, ()))
        return [known for known in near if part_likeness(part, known) >= ALIKE]


def _limited(share: float) -> float:
    return min(COMMONEST, share)


def _bare(part: Part) -> Part:
    """The part without the spelling it was read from, so that all spellings of a name are one."""
    return Part("", part.core, part.joined, Kind.NAME if part.kind is Kind.FOREFATHER else part.kind)
