"""PostgreSQL's pg_trgm, by a GIN index (similarity of at least 0.3, best first) or a GiST index (nearest first).

The server comes with the extra as files; it is started in a folder of its own and stopped afterwards, listens on a socket
in that folder only, and works with one process a connection, without parallel workers: one core, like everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mithaq.bench.peers.material import Question, Row
from mithaq.bench.peers.peer import DEPTH, Missing, module
from mithaq.testing.postgres import WHEEL, NoServer, Server

SETTINGS = {
    "shared_buffers": "2GB",  # table and index of a million names and more: the peer is measured, not the disk
    "maintenance_work_mem": "1GB",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "jit": "off",  # compiles for longer than these queries take
    "fsync": "off",  # nothing here has to outlive the run
    "autovacuum": "off",
}
_LOAD = "COPY names (place, name, birth) FROM STDIN"
_GIN = "SELECT place FROM names WHERE name % %s ORDER BY similarity(name, %s) DESC, place LIMIT %s".replace(
    "% %s", "%% %s"
)
_GIST = "SELECT place FROM names ORDER BY name <-> %s LIMIT %s"


class Running:
    """The server, and connections to it."""

    def __init__(self) -> None:
        module("psycopg")
        module(WHEEL)
        try:
            self._server = Server(SETTINGS)
        except NoServer as problem:
            raise Missing("peers.not_started", f"PostgreSQL ({problem})") from None

    def connect(self) -> Any:
        """A new connection."""
        return module("psycopg").connect(self._server.url(), autocommit=True)

    def stop(self) -> None:
        """End the server and remove its folder."""
        self._server.stop()


class Trigrams:
    """One table with one index, and the query that uses it."""

    def __init__(self, rows: Sequence[Row], method: str) -> None:
        self._numbers = [row.number for row in rows]
        self._nearest = method == "gist"
        self._server = Running()
        try:
            self._connection = self._server.connect()
            self._fill(rows, method)
        except BaseException:
            self._server.stop()
            raise

    def _fill(self, rows: Sequence[Row], method: str) -> None:
        run = self._connection.execute
        run("CREATE EXTENSION pg_trgm")
        run("CREATE TABLE names (place integer PRIMARY KEY, name text NOT NULL, birth text NOT NULL)")
        with self._connection.cursor() as cursor, cursor.copy(_LOAD) as copy:
            for place, row in enumerate(rows):
                copy.write_row((place, row.plain, row.birth))
        run(f"CREATE INDEX ON names USING {method} (name {method}_trgm_ops)")
        run("VACUUM ANALYZE names")

    def find(self, question: Question) -> list[int]:
        """Most similar first."""
        text = question.plain
        query, values = (_GIST, (text, DEPTH)) if self._nearest else (_GIN, (text, text, DEPTH))
        return [self._numbers[place] for (place,) in self._connection.execute(query, values, prepare=True)]

    def close(self) -> None:
        """Stop the server."""
        self._connection.close()
        self._server.stop()


def gin(rows: Sequence[Row], _: Path) -> Trigrams:
    """Similarity of at least 0.3 (pg_trgm's default), best first. Raises Missing."""
    return Trigrams(rows, "gin")


def gist(rows: Sequence[Row], _: Path) -> Trigrams:
    """The nearest. Raises Missing."""
    return Trigrams(rows, "gist")
