"""Real lists as material: one race for each list and script of the target, names alone.

The corpus has columns ``entity_id, name`` and optionally ``script, list, person_cluster``; the queries have ``query,
gold_entity_id`` and optionally ``target_script, list, person_cluster``. Where they have ``arab, trivial, single_or_kunya,
alias_quality`` too, only spelling variants of Arab names are asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mithaq.bench.peers.material import Material, Question, Row, question, row, script
from mithaq.bench.tables import rows

CORPUS, QUERIES = "corpus", "queries"
WANTED = {"arab": "1", "trivial": "0", "single_or_kunya": "0"}
UNWANTED_QUALITY = "low"
ANYWHERE = ""


class Group(NamedTuple):
    """A list, and the script in which its names stand."""

    list: str
    script: str


class Asked(NamedTuple):
    """One line of the queries that counts."""

    name: str
    gold: str
    target: Group


def list_materials(corpus: Path, queries: Path, limit: int) -> dict[Group, Material]:
    """The material of each list and target script, at most `limit` questions in all (0: every one). Raises `TableError`."""
    numbers: dict[str, int] = {}
    stored: dict[Group, list[Row]] = defaultdict(list)
    columns = ("entity_id", "name"), ("script", "list", "person_cluster")
    for _, (entity, name, written, of, cluster) in rows(corpus, CORPUS, *columns):
        number = numbers.setdefault(cluster or entity, len(numbers))
        stored[Group(of, written or script(name))].append(row(number, name))
    questions: dict[Group, list[Question]] = defaultdict(list)
    for one in _thinned(_asked(queries), limit):
        for group in stored:
            if group.list == one.target.list and one.target.script in (ANYWHERE, group.script):
                questions[group].append(question(one.name, numbers.get(one.gold, -1), group.script))
    return {group: Material(tuple(stored[group]), tuple(asked)) for group, asked in sorted(questions.items())}


def _asked(queries: Path) -> list[Asked]:
    """The lines that count. A hit on the same person is right, under whichever number the person stands in a list."""
    optional = ("target_script", "list", "person_cluster", "alias_quality", *WANTED)
    found = []
    for _, (name, gold, target, of, cluster, quality, *marks) in rows(
        queries, QUERIES, ("query", "gold_entity_id"), optional
    ):
        fits = all(mark in ("", wanted) for mark, wanted in zip(marks, WANTED.values(), strict=True))
        if fits and quality != UNWANTED_QUALITY:
            found.append(Asked(name, cluster or gold, Group(of, target)))
    return found


def _thinned(asked: Sequence[Asked], limit: int) -> Sequence[Asked]:
    """Evenly spread over the file, which is ordered by list: the first thousand would all be of one list."""
    if not limit or len(asked) <= limit:
        return asked
    return [asked[place * len(asked) // limit] for place in range(limit)]
