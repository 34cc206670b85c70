"""`mithaq bench shield`: can an owner whose alert was withheld tell why, better than by chance?

Twice the same alert, the same hours and the same people; the secret differs. First, line by line: is anything that the
owner sees different? Then as somebody who sees many: each number that is visible, and all of them together, are fitted on
half of the alerts and asked about the other half.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mithaq.bench.asking import Tell, nobody
from mithaq.bench.shield_play import Arm, Trace, play

Line = dict[str, Any]
Floats = NDArray[np.float64]

CONTRASTS: tuple[tuple[Arm, Arm], ...] = (("protection", "bar"), ("protection", "other"), ("bar", "other"))
PEOPLE = 24
STEPS = 400
RATE = 0.3


class Pair(Struct, frozen=True):
    """The same alert under two secrets."""

    arms: tuple[Arm, Arm]
    traces: tuple[Trace, Trace]


def shield(pairs: int, seed: int, tell: Tell = nobody) -> Iterator[Line]:
    """A line a contrast: pairs, how many differ to the eye, and how often a distinguisher is right."""
    told: dict[tuple[Arm, Arm], list[Pair]] = {arms: [] for arms in CONTRASTS}
    silent = 0
    for number in range(pairs):
        tell("playing", number, pairs)
        arms = CONTRASTS[number % len(CONTRASTS)]
        told[arms].append(played(seed + number, arms))
    for number in range(max(1, pairs // 10)):
        matched, clean = played(seed + number, ("protection", "none")).traces
        silent += matched.before == clean.before
    for arms, found in told.items():
        if found:
            yield judged(arms, found)
    yield {"contrast": "match or none, before the answer", "pairs": max(1, pairs // 10), "alike": silent}
    yield control(seed, max(4, pairs // 50))


def played(seed: int, arms: tuple[Arm, Arm]) -> Pair:
    """The same alert under both."""
    return Pair(arms, tuple(play(seed, arm, person=1 + seed % PEOPLE) for arm in arms))  # type: ignore[arg-type]  # as many as arms: two


def judged(arms: tuple[Arm, Arm], pairs: Sequence[Pair]) -> Line:
    """How the two sides of so many pairs can be told apart."""
    alike = sum(one.traces[0].after == one.traces[1].after for one in pairs)
    withheld = all(trace.state == "refused withheld" for one in pairs for trace in one.traces)
    single, whole = distinguished([one.traces[0] for one in pairs], [one.traces[1] for one in pairs])
    bound = 0.5 + 1.96 * sqrt(0.25 / max(1, len(pairs)))  # of `len(pairs)` alerts judged, half of 2 x pairs
    return {
        "contrast": " / ".join(arms), "pairs": len(pairs), "alike": alike, "all_withheld": withheld,
        "best_number": single[0], "right_by_number": single[1], "right_by_all": whole, "chance_up_to": round(bound, 3),
    }  # fmt: skip


def control(seed: int, pairs: int) -> Line:
    """The same distinguisher on what is meant to be seen, that one was withheld and the other not: it has to find it."""
    found = [played(seed + number, ("protection", "none")) for number in range(pairs)]
    single, whole = distinguished([one.traces[0] for one in found], [one.traces[1] for one in found])
    return {"contrast": "withheld / cleared (control)", "pairs": pairs, "best_number": single[0],
            "right_by_number": single[1], "right_by_all": whole}  # fmt: skip


def distinguished(left: Sequence[Trace], right: Sequence[Trace]) -> tuple[tuple[str, float], float]:
    """(the number that fitted best and how often it was right on the other half, the same for all numbers together)."""
    names = sorted(left[0].figures)
    rows = [[trace.figures[name] for name in names] for pair in zip(left, right, strict=True) for trace in pair]
    values = np.array(rows, dtype=np.float64)
    labels = np.array([0.0, 1.0] * len(left))
    halves = np.repeat(np.arange(len(left)) % 2 == 0, 2)  # a pair stays together: its twins would teach the answer
    fitted, asked = (values[halves], labels[halves]), (values[~halves], labels[~halves])
    if not len(asked[1]):
        return ("", 0.5), 0.5
    best, name, way = max(
        (_threshold(fitted[0][:, at], fitted[1]), name, at) for at, name in enumerate(names)
    )  # by how right it is on what it was fitted on
    return (name, round(_right(asked[0][:, way], asked[1], best[1], best[2]), 3)), round(_logistic(fitted, asked), 3)


def _threshold(column: Floats, labels: Floats) -> tuple[float, float, bool]:
    """The cut that is right most often: (share right, cut, whether above means 1)."""
    cuts = np.unique(column)
    tried = [(_right(column, labels, cut, above), float(cut), above) for cut in cuts for above in (True, False)]
    return max(tried)


def _right(column: Floats, labels: Floats, cut: float, above: bool) -> float:
    said = column >= cut if above else column < cut
    return float(np.mean(said == (labels > 0.5)))


def _logistic(fitted: tuple[Floats, Floats], asked: tuple[Floats, Floats]) -> float:
    """Logistic regression over all numbers, by plain descent."""
    mean, spread = fitted[0].mean(axis=0), fitted[0].std(axis=0)
    spread[spread == 0] = 1.0

    def scaled(values: Floats) -> Floats:
        return np.hstack([(values - mean) / spread, np.ones((len(values), 1))])

    weights, table = np.zeros(fitted[0].shape[1] + 1), scaled(fitted[0])
    for _ in range(STEPS):
        said = 1.0 / (1.0 + np.exp(-np.clip(table @ weights, -30, 30)))
        weights -= RATE * table.T @ (said - fitted[1]) / len(table)
    return float(np.mean((scaled(asked[0]) @ weights > 0) == (asked[1] > 0.5)))
