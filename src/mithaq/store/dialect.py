"""What a transaction has to know of its database beside the SQL. SQLite's is here, PostgreSQL's in `store.postgres`.

All SQL is written once, as SQLite reads it (`sql`, `queries`); `store.postgres.wording` says the same in PostgreSQL's words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mithaq.app.ports.faults import StoreFault
from mithaq.store import faults


@dataclass(frozen=True)
class Dialect:
    """How transactions begin, what the driver raises, how rows are fetched without holding all of them, and how counters
    go on after rows that came with their numbers.
    """

    read: str
    write: str
    errors: tuple[type[Exception], ...]
    translated: Callable[[Exception], StoreFault]
    stream: Callable[[Any, str, Sequence[Any]], Any]
    count_on: Callable[[Any, int], None]


def _stream(connection: Any, sql: str, values: Sequence[Any]) -> Any:
    return connection.execute(sql, values)


def _count_on(connection: Any, number: int) -> None:
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'entries'")
    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('entries', ?)", (number,))


SQLITE = Dialect(
    read="BEGIN",
    write="BEGIN IMMEDIATE",  # at once the writer: no surprise at the first change
    errors=faults.ERRORS,
    translated=faults.translated,
    stream=_stream,
    count_on=_count_on,
)
