"""`mithaq bench match`: how well questions find the persons of a corpus, among invented people if asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from mithaq.bench.asking import Question, Tell, ask_all, nobody, warm_up
from mithaq.bench.engine import built
from mithaq.bench.groups import groups_of
from mithaq.bench.lists import Corpus, read_corpus, read_queries
from mithaq.ops.tables import frequency_rows
from mithaq.search.person import SearchPerson
from mithaq.testing.people import Crowd

Line = dict[str, Any]


class MatchRun(NamedTuple):
    """What to measure. `free_dates`: dates that are not ISO are left out instead of refused."""

    corpus: Path
    queries: Path
    distractors: int = 0
    top: int = 10
    seed: int = 2025
    groups: bool = False
    free_dates: bool = False


def match(run: MatchRun, tell: Tell = nobody) -> Iterator[Line]:
    """One line for each group if asked for, then the figures. Raises `TableError`."""
    tell("building", 0, 0)
    corpus = read_corpus(run.corpus, free_dates=run.free_dates)
    questions, strangers = _questions(corpus, run)
    engine = built(chain([corpus.persons], _distractors(run, len(corpus.persons))))
    warm_up(engine.engine, questions, run.top)
    asked = ask_all(engine.engine, questions, run.top, tell)
    for group in sorted(asked.groups):
        yield {"group": group, **asked.groups[group].figures()}
    yield {
        **asked.whole.figures(),
        **engine.figures(),
        "persons": len(corpus.persons),
        "distractors": run.distractors,
        "refused": asked.refused,
        "gold_not_in_corpus": strangers,
        "seed": run.seed,
    }


def _questions(corpus: Corpus, run: MatchRun) -> tuple[list[Question], int]:
    """The questions, and how many were left out because their person is not in the corpus."""
    found, strangers = [], 0
    for query, gold in read_queries(run.queries, free_dates=run.free_dates):
        number = corpus.numbers.get(gold) if gold else None
        if gold and number is None:
            strangers += 1
            continue
        groups = groups_of(query.name or "", corpus.persons[number]) if run.groups and number is not None else ()
        found.append(Question(query, number, groups))
    return found, strangers


def _distractors(run: MatchRun, first: int) -> Iterator[list[SearchPerson]]:
    return Crowd(run.seed, frequency_rows()).persons(run.distractors, first)
