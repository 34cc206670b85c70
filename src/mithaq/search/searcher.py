"""One question to several segments: the rooms that the kernels work in, and what they found as persons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from mithaq.names.parts import Part
from mithaq.search.asked import Question
from mithaq.search.classes import CLASSES, Klass
from mithaq.search.effort import effort
from mithaq.search.kernels.align import alignment
from mithaq.search.kernels.heard import Memory
from mithaq.search.kernels.left import Left
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.kernels.room import scratch
from mithaq.search.kernels.score import BITS, CLASS, FIT, RANKED, ROW, Asking, Work, desk, search
from mithaq.search.kernels.shapes import Asked, Evidence, Segment
from mithaq.search.query import PersonQuery, read_query
from mithaq.search.scales import Scales

TOP = 20
"""Most persons returned: an officer can compare that many faces, not more."""


class Found(Struct, frozen=True):
    """A person who may be the one asked for; `bits` of evidence, `fit` of the names in 0..1000. It informs; an officer
    decides. `rank` orders persons, strong ones first: how likely they would be asked for so.
    """

    number: int
    bits: float
    klass: Klass
    fit: int
    rank: int

    @property
    def order(self) -> tuple[bool, int, int]:
        """Of two persons the one with the higher order stands first: strong before all others, then by rank."""
        return self.klass == "strong", self.rank, self.fit


class Searched(NamedTuple):
    """A segment, and what is remembered of its words."""

    rows: Segment
    memory: Memory


def by_set(names: Sequence[Sequence[Part]]) -> list[list[Sequence[Part]]]:
    """Spellings that differ by nothing but the order of their parts, together; those that are heard alike once."""
    if len(names) < 2:
        return [[name] for name in names]
    sets: dict[tuple[tuple[str, ...], ...], dict[tuple[tuple[str, ...], ...], Sequence[Part]]] = {}
    for name in names:
        heard = tuple((part.core, part.joined, part.kind.value) for part in name[:MOST_PARTS])
        sets.setdefault(tuple(sorted(heard)), {}).setdefault(heard, name)
    return [list(spellings.values()) for spellings in sets.values()]


class Searcher:
    """For one thread at a time: the rooms are used again for every question."""

    def __init__(self, scales: Scales) -> None:
        self._scales = scales
        self._question = Question(scales.rows)
        self._work = Work(scratch(MOST_PARTS), desk(), alignment())

    def find(self, query: PersonQuery, segments: Sequence[Searched], left: Left, top: int, every: bool) -> list[Found]:
        """The best of all segments but for those who `left`. Raises Refusal ``name.too_long``, ``query.birth``."""
        read = read_query(query)
        best: dict[int, Found] = {}
        sets = by_set(read.names)
        count = sum(map(len, sets))
        evidence = self._scales.at(sum(len(segment.rows.number) for segment in segments))
        for segment in segments:
            much = effort(len(segment.rows.number))
            for spellings in sets:
                for place, name in enumerate(spellings):
                    question = self._question.ask(name, read.birth, query.sex or "", query.nationality or "")
                    asking = Asking(every, count, len(sets), place > 0, much)
                    self._ask(segment, question, evidence, left, asking, best)
        return sorted(best.values(), key=lambda found: (found.order, -found.number), reverse=True)[:top]

    def _ask(
        self,
        segment: Searched,
        question: Asked,
        evidence: Evidence,
        left: Left,
        asking: Asking,
        best: dict[int, Found],
    ) -> None:
        size = search(segment.rows, question, self._scales.sounds, evidence, asking, left, segment.memory, self._work)
        if not size:
            return
        for result in self._work.desk.found[:size].tolist():
            number = int(segment.rows.number[result[ROW]])
            klass = CLASSES[result[CLASS]]
            found = Found(number, result[BITS] / 100, klass, result[FIT], result[RANKED])
            held = best.get(number)
            if held is None or found.order > held.order:
                best[number] = found
