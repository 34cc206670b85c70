"""The index in a node's directory: opened, proved sound, built anew where it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

from mithaq.app.node import Node
from mithaq.app.ports.faults import StoreFault
from mithaq.app.searching import Searching
from mithaq.ops import settings
from mithaq.ops.logging import notice
from mithaq.ops.tables import scales
from mithaq.search.files import IndexDamaged, IndexOld
from mithaq.search.index import Index

FOLDER = "index"

AT_ONCE = 64 * 1024 * 1024
"""Bytes of an index that are read before it is used; a larger one is read while it is used, which takes seconds."""


def index_folder(home: Path) -> Path:
    """Where the index of this node lies: in its directory, or below ``MITHAQ_INDEX_DIR`` under that directory's name."""
    elsewhere = settings.index_folder()
    if not elsewhere:
        return home / FOLDER
    place = Path(elsewhere) / home.resolve().name
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def open_index(home: Path, searching: Searching) -> Index:
    """The index of this node, empty if it was missing or damaged: then it has everything to take in. Raises OSError."""
    folder = index_folder(home)
    try:
        index = Index.open(folder, scales())
        if index.bytes() <= AT_ONCE:
            index.verify()
    except IndexDamaged as damage:
        searching.found_damaged(damage)
        notice("index.old" if isinstance(damage, IndexOld) else "index.damaged", id=str(damage))
        return Index.anew(folder, scales())
    return index


def prepare(node: Node, tell: Callable[[str, int, int], None] = lambda what, done, total: None) -> None:
    """Make everything findable before anybody asks; `tell` hears how far that is. Raises StoreFault."""
    total = node.store.sizes()["entries"]
    node.searching.catch_up(node.store, lambda done: tell("building", done, total))
    if node.searching.size().bytes > AT_ONCE:
        Thread(target=prove, args=(node,), name=f"index {node.member}", daemon=True).start()


def prove(node: Node) -> None:
    """Read the whole index against its checksums, and build it anew if it is damaged: until then checks wait."""
    try:
        node.searching.verify()
    except IndexDamaged as damage:
        node.searching.found_damaged(damage)
        notice("index.damaged", id=str(damage), member=node.member)
        try:
            node.searching.rebuild(node.store)
        except StoreFault as fault:
            notice("index.rebuild", code=fault.code, member=node.member)
            return
        notice("index.rebuilt", member=node.member)
