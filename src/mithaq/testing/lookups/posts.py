"""The posts of an invented state and the officers at them, with how each of them works."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Type(NamedTuple):
    """A kind of post. Shares are of its look-ups: `regulars` are people who come again and again, `lanes` officers on
    duty at a fast lane, `vehicles` look-ups of a vehicle where there is a lane for them.
    """

    code: str
    role: str
    purpose: str
    officers: tuple[int, int]
    share: float
    night: bool
    regulars: float
    lanes: float
    vehicles: float


TYPES = (
    Type("AIR", "border", "border", (60, 130), 0.42, True, 0.06, 0.16, 0.0),
    Type("LAND", "border", "border", (10, 30), 0.26, True, 0.30, 0.10, 0.15),
    Type("SEA", "border", "border", (12, 35), 0.10, True, 0.10, 0.10, 0.05),
    Type("CITY", "border", "police", (10, 25), 0.14, True, 0.05, 0.0, 0.0),
    Type("PASS", "border", "document", (6, 15), 0.04, False, 0.0, 0.0, 0.0),
    Type("BUR", "bureau", "police", (8, 20), 0.04, False, 0.60, 0.0, 0.0),
)
OFF, SHIFTS = 3, 4  # four teams at a post that never closes: morning, evening, night, off


class State(NamedTuple):
    """Posts by their type; officers by post, team, pace (1 is usual), share of matches they act on, and family name.

    `second`: who compares the doubtful ones; `chief`: who looks in at odd hours; `region`: family names of each post.
    """

    type: Ints
    post: Ints
    team: Ints
    pace: Floats
    acts: Floats
    second: NDArray[np.bool_]
    chief: NDArray[np.bool_]
    family: Ints
    region: Ints


def state(chance: np.random.Generator, officers: int, families: int, regional: int) -> State:
    """So many officers, at posts of every kind. A state of few officers has small posts."""
    small = min(1.0, officers / 1000)
    types: list[int] = []
    post: list[int] = []
    for at, kind in enumerate(TYPES):
        left = max(4, round(officers * kind.share))
        while left > 0:
            least, most = (max(4, round(size * max(small, 0.25))) for size in kind.officers)
            here = min(left, int(chance.integers(least, most + 1)))
            post += [len(types)] * here
            types.append(at)
            left -= here
    count, posts = len(post), np.array(post)
    region = chance.integers(0, families, (len(types), regional))
    family = _names(chance, count, families)
    local = chance.random(count) < 0.4  # officers come from where they serve, as many of the people they check do
    family[local] = region[posts[local], chance.integers(0, regional, int(local.sum()))]
    return State(
        np.array(types), posts, chance.integers(0, SHIFTS, count), chance.lognormal(0, 0.18, count),
        chance.beta(12, 4, count), chance.random(count) < 0.08, chance.random(count) < 0.04, family, region,
    )  # fmt: skip


def _names(chance: np.random.Generator, count: int, names: int) -> Ints:
    return zipf(chance, count, names, 0.95)


def zipf(chance: np.random.Generator, count: int, names: int, steep: float) -> Ints:
    """Names as they are shared out among people: a few are common, most are rare."""
    weight = np.arange(1, names + 1, dtype=np.float64) ** -steep
    return np.searchsorted(np.cumsum(weight) / weight.sum(), chance.random(count)).clip(0, names - 1)
