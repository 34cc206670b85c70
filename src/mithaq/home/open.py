"""Opening a node's directory: one process at a time, everything checked before anything is served."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from mithaq.app.node import Node
from mithaq.app.ports.chance import Clock
from mithaq.app.ports.peer import Network
from mithaq.app.rosters import refresh
from mithaq.app.searching import Searching
from mithaq.app.unheard import recall_unheard
from mithaq.documents.make import release_notice
from mithaq.documents.seal import PdfSealer
from mithaq.documents.tongues import Dictionary
from mithaq.domain.errors import Refusal
from mithaq.home import directory
from mithaq.home.connected.ask import ConnectedHome
from mithaq.home.searchable import open_index
from mithaq.home.secrets import unlocked
from mithaq.interop.scan import scan
from mithaq.journal.errors import Refused
from mithaq.journal.keys import SigningKey
from mithaq.journal.roster_document import SignedRoster
from mithaq.journal.vault import Vault
from mithaq.law.load import load_law
from mithaq.ops.system import SystemClock, SystemEntropy
from mithaq.ops.tables import census, scales
from mithaq.ops.together import within
from mithaq.store import SERVER, SqliteStore, SqlStore, open_store

DATABASE = "mithaq.db"


class HomeBusy(Refusal):
    """Another process holds the directory; `serve` offers a local socket instead."""

    def __init__(self) -> None:
        super().__init__("home.busy", "lock")


@contextmanager
def locked(home: Path) -> Iterator[BinaryIO]:
    """The exclusive lock on a node's directory. Raises HomeBusy."""
    with (home / "lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise HomeBusy from None
        yield lock


@contextmanager
def opened(
    home: Path,
    *,
    clock: Clock | None = None,
    network: Network | None = None,
    words: Dictionary | None = None,
    anchor: SignedRoster | None = None,
) -> Iterator[Node]:
    """The node in this directory, under its lock, until the block is left. With `words` for its documents it makes the
    release notices that it owes. `anchor`: the first version of the roster to begin with,
    in place of the one in the directory. Raises Refusal, StoreFault, HomeBusy.
    """
    about = directory.info(home)
    with locked(home):
        node, held = _node(home, about, clock or SystemClock(), network, anchor)
        if words is not None:
            node.release_notice = lambda node, case: release_notice(node, case, words)
        try:
            refresh(node)
            node.key = held.get(_current(node), node.key)
            recall_unheard(node)
            yield node
        finally:
            node.searching.close()
            node.store.close()


def _node(
    home: Path, about: directory.NodeInfo, clock: Clock, network: Network | None, anchor: SignedRoster | None
) -> tuple[Node, dict[str, SigningKey]]:
    secrets = unlocked(home / "keys")
    key, secret, seal = directory.keys(home, about.member, secrets)
    entropy = SystemEntropy()
    vault = directory.vault(home, entropy, secrets)
    held = directory.signing_keys(home, about.member, secrets)
    node = Node(
        member=about.member,
        store=open_database(home, about, vault),
        key=key,
        roster=directory.roster(home),
        law=load_law(demo=about.demo),
        clock=clock,
        entropy=entropy,
        searching=Searching(lambda searching: open_index(home, searching)),
        scales=scales(),
        census=census,
        seal_keys=seal,
        log_secret=secret,
        scratch=_scratch,
        scan=scan,
        demo=about.demo,
        network=network,
        sealer=PdfSealer(directory.document_seal(home, key, entropy, secrets)),
        together=within,
        anchor=anchor or directory.anchor(home),
        keep_key=lambda key: directory.keep_key(key, secrets),
        home=ConnectedHome(home, scales(), vault),
    )
    return node, held


def _current(node: Node) -> str:
    """The id of the key with which this member signs by now; empty where the roster does not list it."""
    try:
        return node.roster.entry(node.member).current_key.key_id
    except Refused:
        return ""


def open_database(home: Path, about: directory.NodeInfo, vault: Vault) -> SqlStore:
    """The node's database: on the server that `node.json` names, or in its file. Raises StoreFault."""
    return open_store(about.database or home / DATABASE, vault=vault)


def check_database(database: str) -> None:
    """Whether a node can live in this database. It gets the schema, and must hold no other node's. Raises Refusal
    ``home.database`` for what is no connection string of PostgreSQL, StoreFault.
    """
    if not database.startswith(SERVER):
        raise Refusal("home.database", "database")
    with closing(open_store(database)) as store:
        if any(store.sizes().values()):
            raise Refusal("home.exists", "database")


def _scratch() -> SqliteStore:
    return open_store(None)
