"""Find a person: recall by keys, score every candidate, keep the best."""

from __future__ import annotations

from msgspec import Struct

from mithaq.names.frequency import FrequencyTable
from mithaq.search.explain import Line
from mithaq.search.port import Postings
from mithaq.search.query import PersonQuery, read_query
from mithaq.search.recall import candidates
from mithaq.search.score import Klass, Scorer

TOP = 20
"""Most persons returned: an officer can compare that many faces, not more."""


class Match(Struct, frozen=True):
    """A person who may be the one asked for. It informs; an officer decides.

    `score` in 0..1 with 4 digits; `klass` is never ``none``; `explanation` holds what speaks for and against.
    """

    number: int
    score: float
    klass: Klass
    explanation: tuple[Line, ...]


def find(query: PersonQuery, postings: Postings, frequency: FrequencyTable) -> list[Match]:
    """The best matches, strong before possible, at most `TOP`; empty when there is none.

    Ties are broken by what is stored, so that every node lists them in one order. A query without a letter or
    number finds nobody. Raises Refusal ``name.too_long``, ``query.birth``.
    """
    read = read_query(query)
    scorer = Scorer(read, frequency)
    scored = [(person, scorer.score(person)) for person in postings.persons(candidates(read, postings))]
    hits = [(person, found) for person, found in scored if found.klass != "none"]
    hits.sort(
        key=lambda hit: (
            hit[1].klass != "strong",
            -hit[1].bits,
            -hit[1].name,
            hit[0].names,
            hit[0].births,
            hit[0].number,
        )
    )
    return [Match(person.number, found.score, found.klass, found.lines) for person, found in hits[:TOP]]
