"""A federation of which every node has a directory, with the database and the index; and a search of all its bytes."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from mithaq.app.node import Node
from mithaq.app.searching import Searching
from mithaq.app.serve import Served
from mithaq.home.searchable import open_index
from mithaq.names.fold import fold
from mithaq.store import open_store
from mithaq.testing.world import DEMO_MEMBERS, DUTY, World

DATABASE = "mithaq.db"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
ALIGNED = 3  # bytes of which base64 makes four letters


class Places(World):
    """Nodes in directories below `root`, one a member."""

    def __init__(self, root: Path, nodes: tuple[str, ...] = DEMO_MEMBERS, seed: int = 21) -> None:
        self.root = root
        super().__init__(seed, nodes, duty=())
        for code in nodes:
            self.nodes[code].store.close()
            (root / code).mkdir(parents=True)
            self.nodes[code] = self.opened(code)
            self.attach(code, Served(self.nodes[code]))
        for number, nationality in DUTY:
            self.put_on_duty(self.actor("GS", "reviewer", number, nationality))

    def opened(self, code: str) -> Node:
        """The node on what lies in its directory now."""
        home = self.root / code
        node = self._node(code, open_store(home / DATABASE, self.disks[code]))
        node.searching = Searching(lambda searching: open_index(home, searching))
        return node

    def reopen(self, code: str) -> Node:
        """The node closed and opened again."""
        self.shut(code)
        self.nodes[code] = self.opened(code)
        self.attach(code, Served(self.nodes[code]))
        return self.nodes[code]

    def shut(self, code: str) -> None:
        """Close the files of a node."""
        self.nodes[code].searching.close()
        self.nodes[code].store.close()


def forms(word: str) -> Iterator[bytes]:
    """A word as it may lie on a disk: its cases and its fold in each encoding, escaped as in JSON, and as base64."""
    for one in {word, word.lower(), word.upper(), word.title(), fold(word)}:
        yield from (one.encode(encoding) for encoding in ENCODINGS)
        yield one.encode("unicode-escape")
        yield from packed(one.encode())


def packed(data: bytes) -> Iterator[bytes]:
    """The letters of base64 that these bytes give wherever they stand, but for those shared with their neighbours."""
    for shift in range(ALIGNED):
        whole = base64.b64encode(bytes(shift) + data)
        yield whole[4 if shift else 0 : len(whole) // 4 * 4 - 4]


def spilled(root: Path, needles: frozenset[bytes]) -> dict[str, int]:
    """How many of these needles stand in each file below `root`, whatever file it is."""
    found = {}
    for path in sorted(one for one in root.rglob("*") if one.is_file()):
        data = path.read_bytes()
        count = sum(needle in data for needle in needles)
        if count:
            found[str(path.relative_to(root))] = count
    return found
