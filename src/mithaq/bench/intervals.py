"""How far above a counted rate the true one may lie: the exact bound of Clopper and Pearson (1934)."""

from __future__ import annotations

import math

import numpy as np

CONFIDENCE = 0.95
_STEPS = 60  # halvings; the bound is then exact to the last digits of a double


def upper_bound(hits: int, tries: int, confidence: float = CONFIDENCE) -> float:
    """The one-sided upper bound (0 to 1) of a rate of which `hits` in `tries` were seen; 1 if nothing was tried.

    The largest rate at which seeing so few is still as likely as 1 - `confidence`. Without a hit it is nearly 3 / tries.
    """
    if hits >= tries:
        return 1.0
    low, high = hits / tries, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most(hits, tries, middle) > 1 - confidence else (low, middle)
    return high


def at_most(hits: int, tries: int, rate: float) -> float:
    """Probability of at most `hits` in `tries` at that rate (the binomial distribution)."""
    if rate <= 0.0 or rate >= 1.0:
        return 1.0 if rate <= 0.0 or hits >= tries else 0.0
    seen = np.arange(hits + 1)
    ways = np.array([_log_ways(tries, int(one)) for one in seen]) if hits < _FEW else _many_ways(tries, seen)
    return float(np.exp(ways + seen * math.log(rate) + (tries - seen) * math.log1p(-rate)).sum())


_FEW = 64


def _log_ways(tries: int, hits: int) -> float:
    return math.lgamma(tries + 1) - math.lgamma(hits + 1) - math.lgamma(tries - hits + 1)


def _many_ways(tries: int, seen: np.ndarray) -> np.ndarray:
    """The same for 0, 1, 2 … as a running sum of logarithms."""
    steps = np.log(tries - seen[:-1]) - np.log(seen[1:])
    return np.concatenate([[0.0], np.cumsum(steps)])
