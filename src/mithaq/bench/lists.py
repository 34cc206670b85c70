"""A corpus of persons and a list of questions about them, read from two tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mithaq.bench import cells
from mithaq.bench.tables import rows
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery

CORPUS, QUERIES = "corpus", "queries"


class Corpus(NamedTuple):
    """Persons, and the number of each by its `entity_id`: the place of its first row, from 0."""

    persons: list[SearchPerson]
    numbers: dict[str, int]


class Query(NamedTuple):
    """A question; `gold` is the `entity_id` of the right person, empty for nobody."""

    query: PersonQuery
    gold: str


def read_corpus(path: Path, *, free_dates: bool = False) -> Corpus:
    """Persons with all names, dates and countries of their rows. Raises `TableError`."""
    gathered: dict[str, tuple[dict[str, None], dict[str, None], dict[str, None]]] = {}
    for line, (entity, name, born, country) in rows(path, CORPUS, ("entity_id", "name"), ("dob", "country")):
        cells.needed(entity, CORPUS, "entity_id", line)
        names, births, countries = gathered.setdefault(entity, ({}, {}, {}))
        names[cells.needed(name, CORPUS, "name", line)] = None
        births.update(dict.fromkeys(cells.births(born, CORPUS, line, free=free_dates)))
        countries.update(dict.fromkeys(cells.countries(country, CORPUS, line)))
    persons = [
        SearchPerson(number, tuple(names), tuple(births), nationalities=tuple(countries))
        for number, (names, births, countries) in enumerate(gathered.values())
    ]
    return Corpus(persons, {entity: number for number, entity in enumerate(gathered)})


def read_queries(path: Path, *, free_dates: bool = False) -> Iterator[Query]:
    """Questions in the order of the file; of several dates or countries the first is asked. Raises `TableError`."""
    columns = ("query", "gold_entity_id"), ("dob", "country")
    for line, (name, gold, born, country) in rows(path, QUERIES, *columns):
        cells.needed(name, QUERIES, "query", line)
        birth = next(iter(cells.births(born, QUERIES, line, free=free_dates)), None)
        nationality = next(iter(cells.countries(country, QUERIES, line)), None)
        yield Query(PersonQuery(name=name, birth=birth, nationality=nationality), gold)
