"""How unusual a count is, in powers of ten, and what is usual among those who do the same work.

The tails are Chernoff's bounds: never smaller than the true chance, and exact enough where it is small. What is usual is a
median with the spread around it, which a few abusers among the peers do not move.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mithaq.app.insiders.columns import Codes, Floats, Hashes, Ints

LN10 = float(np.log(10))
TINY = 1e-12
SPREAD = 1.4826  # a median deviation so many times is the standard deviation of a normal distribution
FEW = 5  # with fewer peers at the own post, all officers of the role are the peers
SPREADS = 3.0  # what lies so many spreads above the median of the peers is still somebody's way of working

_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))


def poisson(count: Floats, expected: Floats) -> Floats:
    """The chance of so many or more where so many are expected, as the power of ten that it is below one."""
    expected = np.maximum(expected, TINY)
    more = np.maximum(count, expected)
    return np.asarray((more * np.log(more / expected) - more + expected) / LN10, np.float64)


def binomial(count: Floats, of: Floats, share: Floats) -> Floats:
    """The same for so many out of so many, of which that share is expected."""
    share = np.clip(share, TINY, 1 - TINY)
    part = np.clip(np.maximum(count / np.maximum(of, 1), share), TINY, 1 - TINY)
    bits = part * np.log(part / share) + (1 - part) * np.log((1 - part) / (1 - share))
    return np.asarray(of * bits / LN10, np.float64)


def mixed(*columns: NDArray[np.generic]) -> Hashes:
    """One number for each row of these columns; two different rows share one by chance once in 2**64."""
    found = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        found = (found ^ column.astype(np.uint64)) * _MIX[0]
        found ^= found >> np.uint64(29)
        found *= _MIX[1]
        found ^= found >> np.uint64(32)
    return found


def firsts(keys: Hashes) -> Ints:
    """The place of the first of each key."""
    return np.unique(keys, return_index=True)[1]


def tallied(keys: Hashes) -> tuple[Ints, Ints, Ints]:
    """Of each key the place of its first and how often it stands; for each place which key it has."""
    _, first, inverse, counts = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    return first, counts, inverse


def above_peers(count: Floats, exposure: Floats, desk: Codes, role: Codes) -> Floats:
    """How much more of something each officer has than those of the same post and role, for the lines that he has.

    Expected is what the peers show: the median of their rates and `SPREADS` spreads, at least the rate of all of them.
    """
    exposure = np.maximum(exposure, 1)
    rate = np.maximum(usual(count / exposure, desk, role), rest(count, exposure, desk, role))
    return poisson(count, exposure * rate)


def rest(count: Floats, exposure: Floats, desk: Codes, role: Codes) -> Floats:
    """The rate of the others at the desk, and of the others in the role where the desk has few officers.

    Half a case is added: that nobody did it yet does not mean that nobody ever does.
    """
    found = _without(count, exposure, desk)
    few = np.bincount(desk)[desk] < FEW
    return np.where(few, np.maximum(found, _without(count, exposure, role)), found)


def _without(count: Floats, exposure: Floats, group: Codes) -> Floats:
    cases = np.bincount(group, weights=count)[group] - count
    return np.asarray((cases + 0.5) / np.maximum(np.bincount(group, weights=exposure)[group] - exposure, 1), np.float64)


def unevenness(count: Floats, exposure: Floats, who: Codes, desk: Codes, role: Codes) -> Floats:
    """By how much more the days of an officer's peers differ than chance alone would have it, at least 1.

    Rows are days of officers: `count` of `exposure`. What comes in crowds is counted in crowds: a chance is the power of ten
    of the independent count divided by this (quasi-likelihood; the peers' own mean square over their mean).
    """
    rate = rest(counted(who, len(desk), count), np.maximum(counted(who, len(desk), exposure), 1), desk, role)
    expected = exposure * rate[who]
    off = counted(who, len(desk), (count - expected) ** 2 / np.maximum(expected, TINY))
    days = counted(who, len(desk))
    found = np.zeros(len(desk))
    few = np.bincount(desk)[desk] < FEW
    for groups, of in ((desk, ~few), (role, few)):
        found[of] = (_all(off, groups) / np.maximum(_all(days, groups), 1))[of]
    return np.maximum(found, 1)


def _all(values: Floats, groups: Codes) -> Floats:
    return counted(groups, weights=values)[groups] - values


def usual(values: Floats, desk: Codes, role: Codes) -> Floats:
    """The upper end of what is usual at each officer's desk, or in the role where the desk has few officers."""
    middle, spread = spreads(values, desk, role)
    return middle + SPREADS * spread


def spreads(values: Floats, desk: Codes, role: Codes) -> tuple[Floats, Floats]:
    """Median and spread of the values of each officer's peers."""
    middle, spread = np.zeros(len(values)), np.zeros(len(values))
    for groups, least in ((role, 1), (desk, FEW)):
        for members in grouped(groups):
            if len(members) >= least:
                middle[members] = np.median(values[members])
                spread[members] = SPREAD * np.median(np.abs(values[members] - middle[members[0]]))
    return middle, spread


def counted(codes: Ints | Codes, size: int = 0, weights: Ints | Codes | Floats | None = None) -> Floats:
    """How often each code stands, or the sum of its weights."""
    return np.asarray(np.bincount(codes, weights, size), np.float64)


def grouped(groups: Ints | Codes) -> list[Ints]:
    """The places of each group."""
    order = np.argsort(groups, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(groups[order])) + 1) if len(order) else []
