"""People of a crowd as segments of an index, and questions to one segment: what the tests of the search share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from mithaq.names.parts import Part
from mithaq.ops.tables import frequency_rows, scales
from mithaq.search.asked import Question
from mithaq.search.departed import departed
from mithaq.search.effort import effort
from mithaq.search.freeze import frozen
from mithaq.search.kernels.align import alignment
from mithaq.search.kernels.heard import Memory, memory
from mithaq.search.kernels.postings import three
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.kernels.room import COUNT, Scratch, scratch
from mithaq.search.kernels.score import Asking, Work, desk, score_row, search
from mithaq.search.kernels.shapes import Asked, Segment
from mithaq.search.live import Live
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.query import PersonQuery, read_query
from mithaq.search.words import Word, stored
from mithaq.testing.people import Crowd

SCALES = scales()


@cache
def crowd(count: int, seed: int = 7) -> tuple[SearchPerson, ...]:
    """The first so many of a crowd; their numbers begin at 1."""
    return tuple(person for batch in Crowd(seed, frequency_rows()).persons(count, 1) for person in batch)


def word_of(part: Part) -> Word:
    """A part as a segment stores it."""
    return stored(part.core, part.joined, part.kind, SCALES.rows)


def live(things: Iterable[SearchPerson | SearchThing]) -> Live:
    """These as a live segment."""
    found = Live(SCALES.rows)
    found.add(list(things))
    return found


def frozen_of(people: Iterable[SearchPerson]) -> Segment:
    """These as a segment with order and postings."""
    return frozen(live(people).segment())


def asked(query: PersonQuery, question: Question | None = None) -> Asked:
    """The first spelling of a query, as the kernels read it. A memory wants all that it hears from one `question`."""
    read = read_query(query)
    return (question or Question(SCALES.rows)).ask(read.names[0], read.birth, query.sex or "", query.nationality or "")


def work() -> Work:
    """Room for one query at a time."""
    return Work(scratch(MOST_PARTS), desk(), alignment())


def remembering(segment: Segment) -> Memory:
    """A memory that has heard nothing."""
    return memory(len(segment.words.kind), rows=len(segment.number))


def best_rows(segment: Segment, query: PersonQuery) -> list[list[int]]:
    """What a search finds, also of class none, best first."""
    place = work()
    size = search(
        segment,
        asked(query),
        SCALES.sounds,
        SCALES.evidence,
        Asking(True, 1, 1, False, effort(len(segment.number))),
        departed(()),
        remembering(segment),
        place,
    )
    found: list[list[int]] = place.desk.found[:size].tolist()
    return found


def scored(segment: Segment, row: int, query: PersonQuery) -> tuple[list[int], list[int]]:
    """Result and totals of one row."""
    place = work()
    score_row(segment, row, asked(query), SCALES.sounds, SCALES.evidence, False, True, remembering(segment), place)
    return place.desk.result.tolist(), place.out.totals.tolist()


def kept(room: Scratch) -> list[int]:
    """The rows that are kept, in the order they came."""
    rows: list[int] = room.rows[: room.size[COUNT]].tolist()
    return rows


def words_of(segment: Segment, row: int) -> list[int]:
    """The numbers of the words of a row."""
    return [three(segment.parts, at) for at in range(*map(int, segment.part_start[row : row + 2]))]


def keys_of(segment: Segment, row: int) -> list[int]:
    """The recall keys of the words of a row."""
    return [int(segment.words.key[word]) for word in words_of(segment, row)]
