"""A real node for the HTTP measurement: a home directory with persons and an officer, served by `mithaq serve`."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from time import perf_counter, sleep

import msgspec

from mithaq.app.border import Check, check
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node, operator_actor
from mithaq.app.officers import NewOfficer, actor_of, new_row
from mithaq.app.watch import tick
from mithaq.bench.http_wire import once, request
from mithaq.domain import content as contents
from mithaq.domain.alert_events import AlertDrafted
from mithaq.domain.content import SanctionsNotice
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity, PartialDate, PersonName, Sex
from mithaq.home import directory
from mithaq.home.open import opened
from mithaq.home.searchable import prepare
from mithaq.journal.header import MAX_ITEMS
from mithaq.law.load import load_law
from mithaq.ops import passwords
from mithaq.ops.system import SystemEntropy
from mithaq.search.births import read_birth
from mithaq.search.person import SearchPerson

MEMBER = "TN"
ROLES = ("border", "bureau")
START_SECONDS = 120.0  # a million persons on a slow disk


def make(home: Path, persons: Iterable[SearchPerson]) -> dict[str, str]:
    """A node whose register holds these persons as notices of a list, and one officer of each role: login → password."""
    entropy = SystemEntropy()
    directory.create_alone(home, MEMBER, load_law(), entropy)
    known = {f"{role}@{MEMBER}": entropy.token(16).hex() for role in ROLES}
    with opened(home) as node:
        _engage(node, known)
        rest = iter(persons)
        while part := list(islice(rest, MAX_ITEMS)):
            _enter(node, part)
        tick(node)  # what a node does once about everything that came, it has done before it is measured
    return known


def warm(home: Path) -> None:
    """Make now what a start after a change of the program makes: the index where another version wrote it, and machine code
    that this computer does not have yet. Either may take minutes, and is not what is measured."""
    with opened(home) as node:
        prepare(node)
        with node.store.read() as reader:
            (officer,) = (actor_of(row) for row in reader.desk.officers() if row.role == "border")
        for birth in ("1980-05-01", ""):
            check(node, officer, Check("border", name="Zuhayr al-Qurtubi", birth=birth))


def _engage(node: Node, known: dict[str, str]) -> None:
    with node.write() as tx:
        for login, password in known.items():
            role, post = login.partition("@")[0], f"{MEMBER}-BENCH"
            secret = passwords.hashed(password)
            new = msgspec.convert(
                {"change": "create", "login": login, "name_ar": "ضابط", "name_latin": "Officer", "role": role,
                 "post": post, "authority": post, "nationality": MEMBER, "secret": secret}, NewOfficer)  # fmt: skip
            tx.store.desk.put_officer(new_row(node, new))


def _enter(node: Node, persons: Sequence[SearchPerson]) -> None:
    items = tuple((node.new_id("i"), contents.encode(notice(person))) for person in persons)
    body = AlertDrafted(kind="sanctions", file="0" * 64, local=True)
    with node.write() as tx:
        issue(node, tx, operator_actor(node), Statement("alert.drafted", node.new_id("b"), body, items=items))


def notice(person: SearchPerson) -> SanctionsNotice:
    """The person as a list describes one."""
    births = tuple(
        PartialDate(birth.first, birth.month, birth.day, birth.last if birth.last != birth.first else None)
        for birth in map(read_birth, person.births)
        if birth is not None
    )
    names = tuple(PersonName(name) for name in person.names)
    sex = msgspec.convert(person.sex or "unspecified", Sex)
    identity = Identity(names, sex, births, nationalities=person.nationalities)
    return SanctionsNotice(identity, f"bench-{person.number}", f"BENCH.{person.number}", "BENCH", "2026-01-01")


@contextmanager
def served(home: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The node in a process of its own: (port, process). It is killed in the end, as a power cut would. Raises Refusal."""
    port = _free_port()
    command = [sys.executable, "-m", "mithaq.cli.main", "serve", "--node", str(home), "--port", str(port)]
    with (home / "serve.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - this very program, with arguments of our own
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            _wait(port, process)
            yield port, process
        finally:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = perf_counter() + START_SECONDS
    while perf_counter() < until and process.poll() is None:
        try:
            if asyncio.run(once(port, request("GET", "/api/health", b""))).status == 200:
                return
        except OSError:
            sleep(0.1)
    raise Refusal("bench.not_served", "serve")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def signed_in(port: int, login: str, password: str) -> str:
    """The token of a new session. Raises Refusal ``bench.not_served``."""
    body = msgspec.json.encode({"login": login, "password": password})
    reply = asyncio.run(once(port, request("POST", "/api/session", body)))
    if reply.status != 201:
        raise Refusal("bench.not_served", "session")
    return str(msgspec.json.decode(reply.body)["token"])
