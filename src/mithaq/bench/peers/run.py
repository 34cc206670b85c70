"""`mithaq bench peers`: Mithaq and what one would use instead, the same questions in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from mithaq.bench.peers.figures import Figures
from mithaq.bench.peers.invented import invented
from mithaq.bench.peers.lists import list_materials
from mithaq.bench.peers.material import Material
from mithaq.bench.peers.race import Absent, Tell, races
from mithaq.bench.peers.roster import chosen
from mithaq.domain.errors import Refusal

Line = dict[str, Any]


class PeersRun(Struct, frozen=True):
    """What to race on: `records` invented people, or the two tables of real lists.

    `queries`: how many questions (0, for lists only: every one). `dates`: births and states are asked too. `peers`: names,
    separated by commas, or empty for all.
    """

    records: int = 0
    queries: int = 200
    seed: int = 2025
    dates: bool = False
    peers: str = ""
    list_corpus: Path | None = None
    list_queries: Path | None = None


def peers(run: PeersRun, tell: Tell) -> Iterator[Line]:
    """A line for each peer, those that could not be measured with the reason; then the summary.

    Raises Refusal ``bench.peer``, ``bench.material``, TableError.
    """
    starts = chosen(run.peers)
    materials = _materials(run)
    figures, absent = races(materials, starts, tell)
    yield from (_line(one) for one in figures)
    yield from _absent(absent)
    rows, questions = sum(len(m.rows) for m in materials), sum(len(m.questions) for m in materials)
    yield {"systems": len(figures), "not_measured": len(absent), "rows": rows, "queries": questions, "seed": run.seed}


def _materials(run: PeersRun) -> list[Material]:
    if run.list_corpus is not None and run.list_queries is not None:
        return list(list_materials(run.list_corpus, run.list_queries, run.queries).values())
    if not run.records or run.list_corpus is not None or run.list_queries is not None:
        raise Refusal("bench.material", "records")
    return [invented(run.records, run.queries or 200, run.seed, births=run.dates)]


def _line(figures: Figures) -> Line:
    line: Line = msgspec.to_builtins(figures)
    return line


def _absent(absent: Absent) -> Iterator[Line]:
    for name, reason in absent.items():
        yield {"peer": name, "not_measured": reason.code, "lacking": reason.what}
