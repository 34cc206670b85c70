"""One question to several segments: the rooms that the kernels work in, and what they found as persons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from mithaq.search.asked import Question
from mithaq.search.classes import CLASSES, Klass, klass_of
from mithaq.search.kernels.align import alignment
from mithaq.search.kernels.question import MOST_PARTS, YEAR
from mithaq.search.kernels.recall import scratch
from mithaq.search.kernels.score import BEST, BITS, FIT, RANKED, RESULTS, ROW, Memory, search
from mithaq.search.kernels.shapes import Asked, Segment
from mithaq.search.query import PersonQuery, read_query
from mithaq.search.scales import Scales

TOP = 20
"""Most persons returned: an officer can compare that many faces, not more."""


class Found(Struct, frozen=True):
    """A person who may be the one asked for; `bits` of evidence, `fit` of the names in 0..1000. It informs; an officer
    decides. `rank` orders persons of one class: the evidence, but parts barely alike count a little as well.
    """

    number: int
    bits: float
    klass: Klass
    fit: int
    rank: int


class Searched(NamedTuple):
    """A segment, and what is remembered of its words."""

    rows: Segment
    memory: Memory


class Searcher:
    """For one thread at a time: the rooms are used again for every question."""

    def __init__(self, scales: Scales) -> None:
        self._scales = scales
        self._question = Question(scales.rows)
        self._room, self._out = scratch(MOST_PARTS), alignment()
        self._results = np.zeros((BEST, RESULTS), np.int32)

    def find(
        self, query: PersonQuery, segments: Sequence[Searched], gone: Collection[int], top: int, every: bool
    ) -> list[Found]:
        """The best of all segments but for those `gone`. Raises Refusal ``name.too_long``, ``query.birth``."""
        read = read_query(query)
        best: dict[int, Found] = {}
        for name in read.names:
            question = self._question.ask(name, read.birth, query.sex or "", query.nationality or "")
            for segment in segments:
                self._ask(segment, question, gone, every, best)
        return sorted(best.values(), key=lambda found: (*_order(found), found.number))[:top]

    def _ask(
        self, segment: Searched, question: Asked, gone: Collection[int], every: bool, best: dict[int, Found]
    ) -> None:
        scales = self._scales
        size = search(
            segment.rows, question, scales.sounds, scales.evidence, self._room, segment.memory, self._out, self._results
        )
        for result in self._results[:size].tolist():
            klass = klass_of(result, bool(question.facts[YEAR]))
            number = int(segment.rows.number[result[ROW]])
            if (klass == "none" and not every) or number in gone:
                continue
            found = Found(number, result[BITS] / 100, klass, result[FIT], result[RANKED])
            held = best.get(number)
            if held is None or _order(found) < _order(held):
                best[number] = found


def _order(found: Found) -> tuple[int, int, int]:
    """Strong before possible before none; within a class by rank."""
    return CLASSES.index(found.klass), -found.rank, -found.fit
