"""Opening a node's directory: one process at a time, everything checked before anything is served."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mithaq.app.node import Node
from mithaq.app.ports.chance import Clock
from mithaq.app.ports.peer import Network
from mithaq.app.searching import Searching
from mithaq.app.unheard import recall_unheard
from mithaq.documents.make import release_notice
from mithaq.documents.seal import PdfSealer
from mithaq.documents.tongues import Dictionary
from mithaq.domain.errors import Refusal
from mithaq.home import directory
from mithaq.home.connected.ask import ConnectedHome
from mithaq.home.searchable import open_index
from mithaq.interop.scan import scan
from mithaq.law.load import load_law
from mithaq.ops.system import SystemClock, SystemEntropy
from mithaq.ops.tables import census, scales
from mithaq.ops.together import within
from mithaq.store.sqlite import SqliteStore, open_store

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
    home: Path, *, clock: Clock | None = None, network: Network | None = None, words: Dictionary | None = None
) -> Iterator[Node]:
    """The node in this directory, under its lock, until the block is left. With `words` for its documents it makes the
    release notices that it owes. Raises Refusal, StoreFault, HomeBusy.
    """
    about = directory.info(home)
    with locked(home):
        node = _node(home, about, clock or SystemClock(), network)
        if words is not None:
            node.release_notice = lambda node, case: release_notice(node, case, words)
        try:
            recall_unheard(node)
            yield node
        finally:
            node.searching.close()
            node.store.close()


def _node(home: Path, about: directory.NodeInfo, clock: Clock, network: Network | None) -> Node:
    key, secret, seal = directory.keys(home, about.member)
    entropy = SystemEntropy()
    vault = directory.vault(home, entropy)
    return Node(
        member=about.member,
        store=open_store(home / DATABASE, vault=vault),
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
        sealer=PdfSealer(directory.document_seal(home, key, entropy)),
        together=within,
        home=ConnectedHome(home, scales(), vault),
    )


def _scratch() -> SqliteStore:
    return open_store(None)
