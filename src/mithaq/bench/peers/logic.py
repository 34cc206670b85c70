"""nomenklatura's logic-v2, as yente uses it: an index retrieves fifty candidates, the matcher scores and orders them.

It is given names as they are written, since it transliterates by itself (that needs PyICU). On small lists the candidates
of two scans join those of the index, so that the matcher is measured and not its retrieval.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mithaq.bench.peers.material import Question, Row
from mithaq.bench.peers.peer import module
from mithaq.bench.peers.scans import Scan, token_set, weighted
from mithaq.bench.peers.tantivy_fuzzy import Tantivy

CANDIDATES = 50  # yente's own number
SCANNED_BELOW = 20_000
"""Rows up to which the scans join in: above, they would take longer than the matcher."""


class Logic:
    """The matcher over retrieved rows."""

    def __init__(self, rows: Sequence[Row], folder: Path) -> None:
        module("icu")
        matching = module("nomenklatura.matching")
        self._make = module("followthemoney").model.make_entity
        self._algorithm: Any = matching.get_algorithm("logic-v2")
        self._config = self._algorithm.default_config()
        self._rows = rows
        self._index = Tantivy(rows, folder)
        self._scans: tuple[Scan, ...] = ()
        if len(rows) <= SCANNED_BELOW:
            self._scans = (weighted(rows, folder), token_set(rows, folder))

    def find(self, question: Question) -> list[int]:
        """Best score first; equal ones in the order they were retrieved."""
        asked = self._entity(question)
        places = self._retrieved(question)
        scores = [self._score(asked, place) for place in places]
        order = sorted(range(len(places)), key=lambda at: -scores[at])
        return [self._rows[places[at]].number for at in order]

    def _retrieved(self, question: Question) -> list[int]:
        """Places of the candidates, each once."""
        found = self._index.places(question, CANDIDATES)
        for scan in self._scans:
            found += scan.places(question, CANDIDATES)
        return list(dict.fromkeys(found))

    def _score(self, asked: Any, place: int) -> float:
        stored = self._entity(self._rows[place])
        return float(self._algorithm.compare(asked, stored, self._config).score)

    def _entity(self, about: Question | Row) -> Any:
        """The library remembers names by the entity's id: two that say different things must not share one."""
        entity = self._make("Person")
        entity.id = "/".join((type(about).__name__, about.name, about.birth, about.country))
        entity.add("name", about.name)
        if about.birth:
            entity.add("birthDate", about.birth)
        if about.country:
            entity.add("nationality", about.country.lower())
        return entity

    def close(self) -> None:
        """Close the index and the scans."""
        self._index.close()
        for scan in self._scans:
            scan.close()


def start(rows: Sequence[Row], folder: Path) -> Logic:
    """Build the index. Raises Missing."""
    return Logic(rows, folder)
