"""Whom the officers check: travellers, families and buses, people who come every day, and a few well-known ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mithaq.testing.lookups.duty import Duty
from mithaq.testing.lookups.posts import TYPES, Floats, Ints, State, zipf

GIVEN, FAMILIES, REGIONAL = 600, 8_000, 150
SAME = 60  # so many given names are family names too, the common ones
KNOWN = 300
SLOTS = 40  # people who come again and again, by post and hour, for each officer of the post
CASES = 25  # people that one officer of a bureau follows
NONE = -1


class Lines(NamedTuple):
    """Look-ups, one row each. A name is given name, father's name (or NONE) and family name (or NONE for no name).

    `number`: which document or vehicle. `found`: 0 nothing, 1 possible, 2 strong. `followed`: the officer opened a hit.
    """

    officer: Ints
    post: Ints
    at: Ints
    purpose: Ints
    given: Ints
    father: Ints
    family: Ints
    number: Ints
    found: Ints
    followed: NDArray[np.bool_]


def lines_of(columns: Iterable[NDArray[Any]]) -> Lines:
    """Look-ups of columns in the order of the fields."""
    return Lines(*columns)


class Known(NamedTuple):
    """Well-known people. Half of them have names that many share."""

    given: Ints
    father: Ints
    family: Ints


PURPOSES = ("border", "police", "document", "registration", "review", "remedy")
REGISTRATION = PURPOSES.index("registration")


def known(chance: np.random.Generator) -> Known:
    """So many of them."""
    common = np.arange(KNOWN) % 2 == 0
    rare = FAMILIES - 1 - chance.permutation(FAMILIES // 4)[:KNOWN]
    family = np.where(common, zipf(chance, KNOWN, FAMILIES, 0.95), rare)
    return Known(zipf(chance, KNOWN, GIVEN, 1.05), zipf(chance, KNOWN, GIVEN, 1.05), family)


def crowd(chance: np.random.Generator, state: State, work: Duty, famous: Known) -> Lines:
    """A person for each look-up of the month."""
    officer, hour = np.repeat(work.officer, work.lines), np.repeat(work.hour, work.lines)
    lane = np.repeat(work.lane, work.lines)
    count, post = len(officer), state.post[officer]
    kinds = state.type[post]
    at = hour * 3600 + chance.integers(0, 3600, count)
    order = np.lexsort((at, officer))
    officer, hour, lane, post, kinds = officer[order], hour[order], lane[order], post[order], kinds[order]
    at = at[order]
    given, father = zipf(chance, count, GIVEN, 1.05), zipf(chance, count, GIVEN, 1.05)
    family = _families(chance, state, post, count)
    number = np.arange(count) + 10_000_000
    for which, several in _companions(chance, officer, hour):
        family[several] = family[which]
    again = _regulars(chance, state, officer, hour, kinds)
    given, father, family, number = _as(again, given, father, family, number)
    _celebrities(chance, kinds, famous, given, father, family)
    father[chance.random(count) < 0.12] = NONE
    retry = np.flatnonzero((chance.random(count) < 0.03) & np.concatenate([[False], officer[1:] == officer[:-1]]))
    for column in (given, father, family, number):
        column[retry] = column[retry - 1]
    purpose = _purposes(chance, kinds, lane)
    found = _found(chance, state, officer, kinds)
    followed = (found > 0) & (chance.random(count) < state.acts[officer])
    return Lines(officer, post, at, purpose, given, father, family, number, found, followed)


def _families(chance: np.random.Generator, state: State, post: Ints, count: int) -> Ints:
    family = zipf(chance, count, FAMILIES, 0.95)
    local = np.flatnonzero(chance.random(count) < 0.25)
    family[local] = state.region[post[local], zipf(chance, len(local), REGIONAL, 0.7)]
    return family


def _companions(chance: np.random.Generator, officer: Ints, hour: Ints) -> list[tuple[Ints, Ints]]:
    """Families of a few, and buses of one village, before the same officer in the same hour."""
    count = len(officer)
    same = np.concatenate([[False], (officer[1:] == officer[:-1]) & (hour[1:] == hour[:-1])])
    alone = ~same | (chance.random(count) < 0.62)
    first = np.maximum.accumulate(np.where(alone, np.arange(count), 0))
    buses = chance.integers(0, count, max(1, count // 60_000))
    length = chance.integers(15, 46, len(buses))
    rows = [(np.full(size, start), np.arange(start, start + size)) for start, size in zip(buses, length, strict=True)]
    inside = [
        (one[same[many % count] & (many < count)], many[same[many % count] & (many < count)]) for one, many in rows
    ]
    return [(first, np.arange(count)), *inside]


def _regulars(chance: np.random.Generator, state: State, officer: Ints, hour: Ints, kinds: Ints) -> Ints:
    """Who of those that come again and again it is; NONE for anybody else. They keep their hours; cases their officer."""
    count = len(officer)
    share = np.array([kind.regulars for kind in TYPES])[kinds]
    post = state.post[officer]
    crew = np.bincount(state.post)[post]
    slot = (chance.random(count) ** 1.5 * SLOTS * crew / 24).astype(np.int64)
    regular = (post * 24 + hour % 24) * 100_000 + slot
    bureau = kinds == len(TYPES) - 1
    case = -1_000 - (officer * 1_000 + (chance.random(count) ** 2 * CASES).astype(np.int64))
    chosen = chance.random(count) < share
    return np.where(chosen, np.where(bureau, case, regular), NONE)


def _as(who: Ints, given: Ints, father: Ints, family: Ints, number: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """The names of those who come again and again: the first that was drawn for each of them."""
    places = np.flatnonzero(who != NONE)
    _, first, same = np.unique(who[places], return_index=True, return_inverse=True)
    model = places[first][same]
    for column in (given, father, family, number):
        column[places] = column[model]
    return given, father, family, number


def _celebrities(chance: np.random.Generator, kinds: Ints, famous: Known, *names: Ints) -> None:
    """Well-known people travel too, by air."""
    places = np.flatnonzero((kinds == 0) & (chance.random(len(kinds)) < 0.0002))
    who = chance.integers(0, KNOWN, len(places))
    for column, said in zip(names, famous, strict=True):
        column[places] = said[who]


def _purposes(chance: np.random.Generator, kinds: Ints, lane: NDArray[np.bool_]) -> Ints:
    usual = np.array([PURPOSES.index(kind.purpose) for kind in TYPES])[kinds]
    vehicles = np.array([kind.vehicles for kind in TYPES])[kinds] * np.where(lane, 3, 1)
    throw = chance.random(len(kinds))
    other = np.where(kinds == 3, REGISTRATION, PURPOSES.index("police"))
    return np.where(throw < vehicles, REGISTRATION, np.where(throw > 0.998, other, usual))


def _found(chance: np.random.Generator, state: State, officer: Ints, kinds: Ints) -> Ints:
    rate: Floats = np.where(state.second[officer], 0.016, 0.002) * np.where(kinds == len(TYPES) - 1, 8, 1)
    throw = chance.random(len(officer))
    return np.where(throw < rate / 40, 2, np.where(throw < rate, 1, 0))
