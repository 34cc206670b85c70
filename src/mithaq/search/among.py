"""Persons who stand in no index, every one of them compared with the one asked for: those of cases, by their papers.

An index passes over whom it holds unlikely, and forgets who leaves the register. Here each row is compared, by the kernels
of the search; nearly all of the time is spent on reading their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mithaq.search.asked import Question
from mithaq.search.classes import CLASSES
from mithaq.search.departed import departed
from mithaq.search.kernels.align import alignment
from mithaq.search.kernels.heard import memory
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.kernels.recall import all_of
from mithaq.search.kernels.room import ROOM, scratch
from mithaq.search.kernels.score import BITS, CLASS, FIT, RANKED, ROW, Work, desk, score_kept
from mithaq.search.live import Live
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery, read_query
from mithaq.search.rows import MOST_BIRTHS
from mithaq.search.scales import Scales
from mithaq.search.searcher import Found, Searched

SMALLEST = 0
"""Rows of the register whose measure is taken, however many persons there are: whoever is passed over here is looked for
nowhere else."""

PAIRS = 16_384
"""Pairs of parts that are remembered while one segment is compared; a power of two."""


class Among:
    """For one thread; persons are found under their numbers."""

    def __init__(self, persons: Sequence[SearchPerson], scales: Scales) -> None:
        self._scales = scales
        self._question = Question(scales.rows)
        self._work = Work(scratch(MOST_PARTS), desk(), alignment())
        self._segments = [_segment(some, scales) for some in _parted(persons)]

    def find(self, query: PersonQuery) -> dict[int, Found]:
        """Those who may be the one asked for, by number; of one segment at most `score.BEST`. Raises Refusal
        ``name.too_long``, ``query.birth``.
        """
        read = read_query(query)
        best: dict[int, Found] = {}
        for name in read.names:
            asked = self._question.ask(name, read.birth, query.sex or "", query.nationality or "")
            for segment in self._segments:
                all_of(segment.rows, self._work.room)
                size = score_kept(
                    segment.rows, asked, self._scales.sounds, self._scales.at(SMALLEST), ROOM, 0, False, False,
                    departed(()), 0, segment.memory, self._work,
                )  # fmt: skip
                for result in self._work.desk.found[:size].tolist():
                    number = int(segment.rows.number[result[ROW]])
                    found = Found(number, result[BITS] / 100, CLASSES[result[CLASS]], result[FIT], result[RANKED])
                    if number not in best or found.order > best[number].order:
                        best[number] = found
        return best


def _parted(persons: Iterable[SearchPerson]) -> Iterator[list[SearchPerson]]:
    """So many at a time that there is room for all their rows."""
    some: list[SearchPerson] = []
    rows = 0
    for person in persons:
        more = len(person.names) * min(MOST_BIRTHS, max(1, len(person.births)))
        if some and rows + more > ROOM:
            yield some
            some, rows = [], 0
        some.append(person)
        rows += more
    if some:
        yield some


def _segment(persons: Sequence[SearchPerson], scales: Scales) -> Searched:
    live = Live(scales.rows)
    live.add(persons)
    return Searched(live.segment(), memory(len(live.words), PAIRS, 1, 1))
