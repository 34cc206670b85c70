"""Counts of one group of questions, and the figures that are reported of them."""

from __future__ import annotations

from array import array
from typing import Any, NamedTuple

import numpy as np

from mithaq.bench.intervals import upper_bound
from mithaq.bench.ranking import Place

Figures = dict[str, Any]
_RANKED = 10


class Answer(NamedTuple):
    """What came of one question.

    `wanted`: whether its person is in the register; `place` where it stands (None: not found) and `klass` its class;
    `others` the best class of anybody else. `nanoseconds` is the time of the search alone, `worked` how long the processor
    was at it.
    """

    wanted: bool
    place: Place | None
    klass: str
    others: str
    nanoseconds: int
    worked: int


class Tally:
    """Add answers, read figures."""

    def __init__(self) -> None:
        self._times, self._worked = array("q"), array("q")
        self._wanted = self._first = self._tenth = self._reciprocal = 0.0
        self._found = {"none": 0, "possible": 0, "strong": 0}
        self._wrong_strong = 0
        self._false = {"none": 0, "possible": 0, "strong": 0}

    def add(self, answer: Answer) -> None:
        """Count one answer."""
        self._times.append(answer.nanoseconds)
        self._worked.append(answer.worked)
        if not answer.wanted:
            self._false[answer.others] += 1
            return
        self._wanted += 1
        self._found[answer.klass] += 1
        self._wrong_strong += answer.others == "strong"
        if answer.place is not None:
            self._first += answer.place.within(1)
            self._tenth += answer.place.within(_RANKED)
            self._reciprocal += answer.place.reciprocal() if answer.place.better < _RANKED else 0.0

    def figures(self) -> Figures:
        """The figures by their keys; None where there was nothing to measure them on. See docs/names.md."""
        absent = sum(self._false.values())
        return {
            "queries": len(self._times),
            "in_register": int(self._wanted),
            "not_in_register": absent,
            "recall_at_1": _share(self._first, self._wanted),
            "recall_at_10": _share(self._tenth, self._wanted),
            "mrr": _share(self._reciprocal, self._wanted),
            "strong_recall": _share(self._found["strong"], self._wanted),
            "alarm_recall": _share(self._found["strong"] + self._found["possible"], self._wanted),
            "wrong_strong_per_100k": _per_100k(self._wrong_strong, int(self._wanted)),
            "false_strong_per_100k": _per_100k(self._false["strong"], absent),
            "false_strong_per_100k_at_most": _at_most(self._false["strong"], absent),
            "false_possible_per_100k": _per_100k(self._false["possible"], absent),
            "false_possible_per_100k_at_most": _at_most(self._false["possible"], absent),
            **self._speed(),
        }

    def _speed(self) -> Figures:
        """Times as they passed, and the median of the processor's: they differ where others use the machine too."""
        if not self._times:
            return {"p50_ms": None, "p99_ms": None, "qps_per_core": None, "p50_cpu_ms": None}
        times, worked = np.frombuffer(self._times, np.int64), np.frombuffer(self._worked, np.int64)
        half, most = np.percentile(times, [50, 99]) / 1e6
        return {
            "p50_ms": round(float(half), 4),
            "p99_ms": round(float(most), 4),
            "qps_per_core": round(len(times) / max(int(times.sum()), 1) * 1e9, 1),
            "p50_cpu_ms": round(float(np.median(worked)) / 1e6, 4),
        }


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 5) if whole else None


def _per_100k(hits: int, tries: int) -> float | None:
    return round(hits / tries * 100_000, 2) if tries else None


def _at_most(hits: int, tries: int) -> float | None:
    """The 95 % upper bound."""
    return round(upper_bound(hits, tries) * 100_000, 2) if tries else None
