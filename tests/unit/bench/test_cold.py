"""A process that starts from nothing and answers."""

from __future__ import annotations

from pathlib import Path

from mithaq.bench.cold import cold_start
from mithaq.bench.engine import built
from mithaq.search.query import PersonQuery
from tests.support.segments import crowd


def test_the_first_answer_counts_only_if_it_is_right(tmp_path: Path) -> None:
    people = crowd(40)
    built([people], tmp_path)
    query = PersonQuery(name=people[7].names[0])
    took = cold_start(tmp_path, query, people[7].number)
    assert took is not None
    assert took > 0
    assert cold_start(tmp_path, query, 9_999) is None
