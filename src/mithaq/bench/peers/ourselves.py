"""Mithaq itself, asked like every peer, but with the name as it was written: scripts are its own business."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from mithaq.bench.peers.material import Question, Row
from mithaq.bench.peers.peer import DEPTH
from mithaq.ops.tables import scales
from mithaq.search.index import Index
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery

BATCH = 50_000  # persons added at once: as the loader of a node adds them


class Ourselves:
    """The engine on one index."""

    def __init__(self, rows: Sequence[Row], folder: Path) -> None:
        self._index = Index.open(folder, scales())
        for batch in _batches(_persons(rows)):
            self._index.add(batch)
        self._index.compact()

    def find(self, question: Question) -> list[int]:
        """Whatever the class, best first: recall is by rank for everybody."""
        asked = PersonQuery(question.name, question.birth or None, None, question.country or None)
        return [found.number for found in self._index.find(asked, DEPTH, every=True)]

    def close(self) -> None:
        """Let the files go."""
        del self._index


def _persons(rows: Sequence[Row]) -> Iterable[SearchPerson]:
    """One person for all rows of a number; numbers rise, as in a register."""
    together: dict[int, list[Row]] = {}
    for row in rows:
        together.setdefault(row.number, []).append(row)
    for number, same in sorted(together.items()):
        births = tuple(dict.fromkeys(row.birth for row in same if row.birth))
        countries = tuple(dict.fromkeys(row.country for row in same if row.country))
        names = tuple(dict.fromkeys(row.name for row in same))
        yield SearchPerson(number, names, births, nationalities=countries)


def _batches(persons: Iterable[SearchPerson]) -> Iterable[list[SearchPerson]]:
    rest = iter(persons)
    while batch := list(islice(rest, BATCH)):
        yield batch


def start(rows: Sequence[Row], folder: Path) -> Ourselves:
    """Build the index."""
    return Ourselves(rows, folder)
