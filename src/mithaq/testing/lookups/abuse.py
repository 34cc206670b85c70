"""Forty ways to misuse a register: the look-ups that abusers add to their ordinary work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from mithaq.testing.lookups.crowd import FAMILIES, GIVEN, NONE, PURPOSES, REGISTRATION, Known, Lines, lines_of
from mithaq.testing.lookups.duty import DAYS, HOURS, Rota
from mithaq.testing.lookups.posts import TYPES, Ints, State, zipf

PLANTED: Mapping[str, int] = {
    "colleague": 5,
    "again": 6,
    "together": 6,
    "known": 5,
    "one_name": 2,
    "bulk": 2,
    "pace": 3,
    "off_shift": 5,
    "unanswered": 3,
    "purpose": 3,
}
"""How many of forty do what. `together` are two groups of three."""
IN_A_GROUP = 3
NEW = 10**12  # numbers of people who cross no border


class Scene(NamedTuple):
    """What an abuser knows and has."""

    chance: np.random.Generator
    state: State
    turns: Rota
    famous: Known
    usual: Ints


Said = dict[str, Ints]
"""Columns of `Lines` that are set for the added look-ups; what is not, is what a look-up at this post usually has."""


def abusers(scene: Scene, count: int) -> dict[int, str]:
    """Who misuses it, and how: officers with ordinary duty, in proportions as in `PLANTED`, nobody twice."""
    kinds = [kind for kind, of in PLANTED.items() for _ in range(of)]
    chosen = [kinds[at * len(kinds) // count] for at in range(count)] if count < len(kinds) else kinds
    state, found = scene.state, dict[int, str]()
    works = scene.turns.on.reshape(len(state.post), DAYS, HOURS).any(axis=2).sum(axis=1)
    able = np.flatnonzero((works >= 10) & ~state.chief & ~state.second & (state.type[state.post] != len(TYPES) - 1))
    for kind in dict.fromkeys(chosen):
        here = able if kind != "purpose" else able[np.isin(state.type[state.post[able]], (0, 4))]
        wanted = chosen.count(kind)
        while wanted > 0:
            free = [int(one) for one in here if int(one) not in found]
            first = free[int(scene.chance.integers(0, len(free)))]
            team = [one for one in free if state.post[one] == state.post[first] and one != first]
            group = [first, *team[: IN_A_GROUP - 1]] if kind == "together" else [first]
            found |= dict.fromkeys(group, kind)
            wanted -= len(group)
    return found


def added(scene: Scene, who: Mapping[int, str]) -> Lines:
    """Everything that they look up beside their work."""
    told: list[Lines] = []
    groups: dict[int, Said] = {}
    for officer, kind in who.items():
        same = groups.setdefault(int(scene.state.post[officer]), {}) if kind == "together" else {}
        at, said = _WAYS[kind](scene, officer, same)
        told.append(_lines(scene, officer, at, said))
    return lines_of(np.concatenate(column) for column in zip(*told, strict=True))


def _lines(scene: Scene, officer: int, at: Ints, said: Said) -> Lines:
    count, chance = len(at), scene.chance
    post = int(scene.state.post[officer])
    usual = PURPOSES.index(TYPES[int(scene.state.type[post])].purpose)
    columns: Said = {
        "officer": np.full(count, officer),
        "post": np.full(count, post),
        "at": at,
        "purpose": np.full(count, usual),
        "given": zipf(chance, count, GIVEN, 1.05),
        "father": zipf(chance, count, GIVEN, 1.05),
        "family": zipf(chance, count, FAMILIES, 0.95),
        "number": np.full(count, NONE),
        "found": np.zeros(count, np.int64),
        "followed": np.zeros(count, np.int64),
    } | said
    return lines_of([*(columns[name] for name in Lines._fields[:-1]), columns["followed"].astype(np.bool_)])


def _on_duty(scene: Scene, officer: int, count: int) -> Ints:
    """Moments in the own hours, each of a different day as long as there are days."""
    hours = np.flatnonzero(scene.turns.on[officer])
    days = scene.chance.permutation(np.unique(hours // HOURS))
    chosen = [scene.chance.choice(hours[hours // HOURS == days[at % len(days)]]) for at in range(count)]
    return np.sort(np.array(chosen) * 3600 + scene.chance.integers(0, 3600, count))


def _colleague(scene: Scene, officer: int, same: Said) -> tuple[Ints, Said]:
    here = np.flatnonzero(
        (scene.state.post == scene.state.post[officer]) & (np.arange(len(scene.state.post)) != officer)
    )
    count = int(scene.chance.integers(7, 15))
    family = scene.state.family[scene.chance.choice(here)]
    return _on_duty(scene, officer, count), {"family": np.full(count, family)}


def _again(scene: Scene, officer: int, same: Said) -> tuple[Ints, Said]:
    count = int(scene.chance.integers(5, 11))
    return _on_duty(scene, officer, count), _somebody(scene, count)


def _together(scene: Scene, officer: int, same: Said) -> tuple[Ints, Said]:
    """Each of the group asks for the person whom the first of them began with."""
    count = int(scene.chance.integers(2, 5))
    if not same:
        same |= _somebody(scene, 1)
    return _on_duty(scene, officer, count), {name: np.repeat(column[:1], count) for name, column in same.items()}


def _somebody(scene: Scene, count: int) -> Said:
    chance = scene.chance
    names = {"given": GIVEN, "father": GIVEN, "family": FAMILIES}
    said = {name: np.repeat(zipf(chance, 1, many, 0.95), count) for name, many in names.items()}
    return said | {"number": np.full(count, NEW + int(chance.integers(0, 10**9)))}


def _known(scene: Scene, officer: int, same: Said) -> tuple[Ints, Said]:
    count = int(scene.chance.integers(6, 13))
    whom = scene.chance.permutation(len(scene.famous.given))[:count]
    names = ("given", "father", "family")
    return _on_duty(scene, officer, count), {
        name: column[whom] for name, column in zip(names, scene.famous, strict=True)
    }


def _one_name(scene: Scene, officer: int, same: Said) -> tuple[Ints, Said]:
    """Two hundred questions on one name in one day: the family stays, what stands before it changes."""
    start = int(_on_duty(scene, officer, 1)[0])
    at = np.sort(start + scene.chance.integers(0, 2 * 3600, 200))
    return at, {"family": np.full(200, scene.chance.integers(0, FAMILIES))}


def _bulk(scene: Scene, officer: int, same: Said) -> tuple[Ints, Said]:
    """A list is worked off in a day or two."""
    days = scene.chance.integers(1, 3)
    starts = _on_duty(scene, officer, int(days))
    each = int(scene.usual[officer] * scene.chance.uniform(5, 9))
    return np.concatenate([start + scene.chance.integers(0, 4 * 3600, each) for start in starts]), {}


def _pace(scene: Scene, officer: int, same: Said) -> tuple[Ints, Said]:
    """The same list, in portions: all month half as much again as the work, or more than twice as much."""
    days = int(scene.turns.on[officer].reshape(DAYS, HOURS).any(axis=1).sum())
    count = int(scene.usual[officer] * days * scene.chance.uniform(0.8, 1.6))
    return _on_duty(scene, officer, count), {}


def _off_shift(scene: Scene, officer: int, same: Said) -> tuple[Ints, Said]:
    """In nights and on days off, a few each time."""
    on = scene.turns.on[officer]
    near = np.convolve(on, np.ones(9), "same") > 0
    nights = scene.chance.choice(np.flatnonzero(~near[: (DAYS - 1) * HOURS]), int(scene.chance.integers(6, 12)), False)
    each = scene.chance.integers(2, 7, len(nights))
    return np.repeat(nights, each) * 3600 + scene.chance.integers(0, 1800, int(each.sum())), {}


def _unanswered(scene: Scene, officer: int, same: Said) -> tuple[Ints, Said]:
    """Looking at whom others search for, without anybody standing there."""
    count = int(scene.chance.integers(18, 36))
    return _on_duty(scene, officer, count), {"found": scene.chance.integers(1, 3, count)}


def _purpose(scene: Scene, officer: int, same: Said) -> tuple[Ints, Said]:
    """Number plates for money, at a post that registers no vehicles."""
    count = int(scene.chance.integers(40, 121))
    nobody = dict.fromkeys(("given", "father", "family"), np.full(count, NONE))
    plates = NEW + scene.chance.integers(0, 10**9, count)
    return _on_duty(scene, officer, count), {**nobody, "number": plates, "purpose": np.full(count, REGISTRATION)}


_WAYS: Mapping[str, Callable[[Scene, int, Said], tuple[Ints, Said]]] = {
    "colleague": _colleague,
    "again": _again,
    "together": _together,
    "known": _known,
    "one_name": _one_name,
    "bulk": _bulk,
    "pace": _pace,
    "off_shift": _off_shift,
    "unanswered": _unanswered,
    "purpose": _purpose,
}
