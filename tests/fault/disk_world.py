"""A World whose stores are files, so that it can be killed, cut short, damaged and opened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mithaq.app.serve import Served
from mithaq.store import open_store
from mithaq.testing.clock import SimEntropy
from mithaq.testing.world import DUTY, World

MEMBERS = ("TN", "EG", "GS", "OC")
Hook = Callable[[str], None]


class DiskWorld(World):
    """Nodes on files under `root`. `life` counts openings: a process that starts again draws other ids, and later.

    `hook` is called at each step of each store before its SimDisk is.
    """

    def __init__(
        self, root: Path, life: int = 0, *, members: tuple[str, ...] = MEMBERS, hook: Hook = lambda step: None
    ) -> None:
        self.root = root
        self.life = life
        self._hook = hook
        root.mkdir(parents=True, exist_ok=True)
        super().__init__(5, members, duty=())  # what the Secretariat says here is what the ledger knows of
        self.clock.forward(seconds=10 * life)
        for code in members:
            self.nodes[code].store.close()
            self.entropy[code] = SimEntropy(f"{self.seed} {code} {life}")
            self.nodes[code] = self._node(code, open_store(self.place(code), self._step(code)))
            self.attach(code, Served(self.nodes[code]))

    def place(self, code: str) -> Path | str:
        """Where this member's database lies."""
        return self.root / f"{code}.db"

    def staffed(self) -> DiskWorld:
        """The same, once the Secretariat has its reviewers on duty: for what no ledger is held against."""
        for number, nationality in DUTY:
            self.put_on_duty(self.actor("GS", "reviewer", number, nationality))
        return self

    def _step(self, code: str) -> Hook:
        disk = self.disks[code]

        def passed(name: str) -> None:
            self._hook(name)
            disk(name)

        return passed
