"""When each officer looks up how much: duty by shifts, fast lanes, doubles, short visits, and chiefs at odd hours."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mithaq.testing.lookups.posts import OFF, SHIFTS, TYPES, Floats, Ints, State

DAYS = 30
WEEK = 7
HOURS = 24
_CURVE = np.array([2, 1, 1, 1, 2, 4, 7, 9, 9, 8, 7, 7, 7, 7, 8, 8, 8, 9, 9, 8, 7, 6, 4, 3], np.float64) / 6


class Duty(NamedTuple):
    """One row for each officer, day and hour with look-ups: how many. `lane`: on a fast lane that day."""

    officer: Ints
    hour: Ints
    lines: Ints
    lane: NDArray[np.bool_]


class Rota(NamedTuple):
    """Who is on duty when: flags by officer and hour of the month, and who has a lane on which day."""

    on: NDArray[np.bool_]
    lane: NDArray[np.bool_]


def rota(chance: np.random.Generator, state: State) -> Rota:
    """Four teams take turns where the post never closes; elsewhere office hours on five days a week."""
    officers, hours = len(state.post), np.arange(DAYS * HOURS)
    day, clock = hours // HOURS, hours % HOURS
    night = np.array([kind.night for kind in TYPES])[state.type][state.post]
    turn = (day[None, :] + state.team[:, None]) % SHIFTS
    shifts = (turn != OFF) & (turn == clock[None, :] // 8)
    office = ((day % WEEK < 5) & (clock >= 8) & (clock < 15))[None, :]
    on = np.where(night[:, None], shifts, office)
    leave = chance.random((officers, DAYS)) < 0.06
    on &= ~leave[:, day]
    double = (chance.random((officers, DAYS)) < 0.015)[:, day] & night[:, None]
    on |= double & np.roll(on, 8, axis=1)
    on[state.chief] = False
    lanes = np.array([kind.lanes for kind in TYPES])[state.type][state.post]
    return Rota(on, chance.random((officers, DAYS)) < lanes[:, None])


def duty(chance: np.random.Generator, state: State, turns: Rota, lines: int) -> Duty:
    """About so many look-ups in all, shared out over those on duty."""
    kinds = state.type[state.post]
    busy = chance.lognormal(0, 0.25, (len(state.type), DAYS))
    night = np.array([kind.night for kind in TYPES])[kinds]
    hours = np.arange(DAYS * HOURS)
    curve = np.where(night[:, None], _CURVE[hours % HOURS], 1.0)
    weight = turns.on * curve * state.pace[:, None] * busy[state.post][:, hours // HOURS]
    weight *= np.where(turns.lane[:, hours // HOURS], 3.0, 1.0)
    weight *= np.where(kinds == len(TYPES) - 1, 0.35, 1.0)[:, None]  # a bureau reads more than it asks
    weight *= lines / weight.sum()
    _visits(chance, state, weight)
    count = chance.poisson(weight)
    officer, hour = np.nonzero(count)
    return Duty(officer, hour, count[officer, hour], turns.lane[officer, hour // HOURS])


def _visits(chance: np.random.Generator, state: State, weight: Floats) -> None:
    """What honest people do at odd hours: a colleague called, something was forgotten; chiefs do little else."""
    for share, who, many in ((0.012, ~state.chief, 2.0), (1.4, state.chief, 4.0)):
        places = np.flatnonzero(who)
        visits = chance.poisson(share * DAYS, len(places))
        officer = np.repeat(places, visits)
        hour = chance.integers(0, DAYS * HOURS, len(officer))
        weight[officer, hour] += chance.gamma(2.0, many / 2, len(officer))
