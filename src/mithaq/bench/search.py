"""`mithaq bench search`: a register of invented people, and noisy questions most of which hit nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from mithaq.bench.asking import Question, Tell, ask_all, nobody, warm_up
from mithaq.bench.ceiling import ceilings
from mithaq.bench.cold import cold_start
from mithaq.bench.engine import Built, built
from mithaq.ops.tables import frequency_rows
from mithaq.search.person import SearchPerson
from mithaq.testing.people import Asked, Crowd, questions
from mithaq.testing.people.asking import DATES

Line = dict[str, Any]


class SearchRun(NamedTuple):
    """What to measure: `records` persons, `queries` questions with birth dates of the classes `dates` in turn.

    `groups`: figures by sex and state too; `cold`: how long a new process takes to its first answer, the index in files.
    """

    records: int
    queries: int = 10_000
    dates: tuple[str, ...] = DATES
    top: int = 10
    seed: int = 2025
    nationality: bool = False
    groups: bool = False
    cold: bool = False


def search(run: SearchRun, tell: Tell = nobody) -> Iterator[Line]:
    """One line for each date class, direction and both together, then the figures of all questions."""
    crowd = Crowd(run.seed, frequency_rows())
    persons = _told(crowd.persons(run.records), run.records, tell)
    with TemporaryDirectory(prefix="mithaq-search-") as folder:
        register = built(persons, Path(folder) if run.cold else None)
        asked = [one for batch in _batches(crowd, run) for one in batch]
        cold = _cold(Path(folder), asked) if run.cold else {}
        yield from _measured(crowd, register, asked, run, cold, tell)


def _cold(folder: Path, asked: Sequence[Asked]) -> Line:
    """The first question that knows the day, of somebody who is there."""
    known = next((one for one in asked if one.gold is not None and one.date == "full"), None)
    return {"cold_start_s": cold_start(folder, known.query, known.gold) if known and known.gold is not None else None}


def _measured(
    crowd: Crowd, register: Built, asked: Sequence[Asked], run: SearchRun, cold: Line, tell: Tell
) -> Iterator[Line]:
    """Ask, and put the ceiling beside the figures of each group."""
    todo = [Question(one.query, one.gold, _groups(one, run)) for one in asked]
    warm_up(register.engine, todo, run.top)
    found = ask_all(register.engine, todo, run.top, tell)
    tell("ceiling", 0, 0)
    best = _ceilings(crowd, run, asked)
    for group in sorted(found.groups):
        yield {"group": group, **found.groups[group].figures(), **best[group]}
    yield {
        **found.whole.figures(),
        **best[""],
        **register.figures(),
        **cold,
        "records": run.records,
        "refused": found.refused,
        "seed": run.seed,
    }


def _told(batches: Iterator[list[SearchPerson]], total: int, tell: Tell) -> Iterator[list[SearchPerson]]:
    for done, batch in enumerate(batches):
        tell("building", done * len(batch), total)
        yield batch


def _batches(crowd: Crowd, run: SearchRun) -> Iterator[list[Asked]]:
    return questions(crowd, run.records, run.queries, run.dates, nationality=run.nationality)


def _groups(one: Asked, run: SearchRun) -> tuple[str, ...]:
    direction = f"{one.asked}>{one.stored}"
    groups = f"date:{one.date}", f"direction:{direction}", f"date:{one.date} direction:{direction}"
    return (*groups, f"sex:{one.sex or 'unknown'}", f"country:{one.state}") if run.groups else groups


def _ceilings(crowd: Crowd, run: SearchRun, asked: Sequence[Asked]) -> dict[str, Line]:
    """Recall of a perfect matcher by group; the empty group is all."""
    sums: dict[str, list[float]] = {}
    for one, place in zip(asked, ceilings(crowd, run.records, asked), strict=True):
        for group in ("", *_groups(one, run)):
            total = sums.setdefault(group, [0, 0.0, 0.0])
            if place is not None:
                total[0] += 1
                total[1] += place.within(1)
                total[2] += place.within(10)
    return {group: _figures(*total) for group, total in sums.items()}


def _figures(count: float, first: float, tenth: float) -> Line:
    return {
        "recall_at_1_ceiling": round(first / count, 5) if count else None,
        "recall_at_10_ceiling": round(tenth / count, 5) if count else None,
    }
