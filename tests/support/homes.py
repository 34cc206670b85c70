"""A federation of which every node has a directory of its own with keys, as `mithaq init` and `mithaq demo` make it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from mithaq.app.node import Node
from mithaq.app.serve import Served
from mithaq.home import directory
from mithaq.home.open import opened
from mithaq.testing.world import DUTY, World


class Homes(World):
    """Nodes in directories below `root`, one a member, each opened as the command line does."""

    def __init__(self, root: Path, nodes: tuple[str, ...] = ("TN", "EG", "GS", "OC"), seed: int = 31) -> None:
        self.root = root
        self._stacks: dict[str, ExitStack] = {}
        super().__init__(seed, nodes, duty=())
        for code in nodes:
            self.nodes[code].store.close()
            keys, entropy = self.keys[code], self.entropy[code]
            directory.create(root / code, code, keys, self.anchor, self.seal_keys, entropy, demo=True)
            self.open(code)
        for number, nationality in DUTY:
            self.put_on_duty(self.actor("GS", "reviewer", number, nationality))

    def open(self, code: str) -> Node:
        """The node on what lies in its directory now, back on the network."""
        stack = self._stacks[code] = ExitStack()
        network = self.hub.seen_by(code)
        self.nodes[code] = stack.enter_context(opened(self.root / code, clock=self.clocks[code], network=network))
        self.attach(code, Served(self.nodes[code]))
        return self.nodes[code]

    def shut(self, code: str) -> None:
        """The process of this member ends."""
        self.hub.detach(code)
        self._stacks.pop(code).close()

    def end(self) -> None:
        """All of them end."""
        for code in list(self._stacks):
            self.shut(code)
