"""The seven running nodes as the script sees them: officers who speak HTTP, one clock, and a wait until all is still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mithaq.demo.federation import MEMBERS
from mithaq.demo.network.ground import Ground
from mithaq.demo.network.speaking import Speaking
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text

Sync = Callable[[Path], dict[str, Any]]
"""`mithaq net sync` on a node's directory: it takes over what is new and does what is due, and says how much that was."""

ROUNDS = 100  # until a federation that does not come to rest is a fault
READERS = {"GS": "reviewer@GS", "OC": "commissioner@OC"}  # who reads for a member; of a state its bureau


class Stage:
    """Where the acts are played. `heads` are all journals' lengths as of the last wait."""

    def __init__(self, ground: Ground, sync: Sync) -> None:
        self.ground = ground
        self.clock = ground.clock
        self.speak = Speaking(ground.url)
        self.heads: dict[str, int] = {}
        self._sync = sync

    def now(self) -> str:
        """This instant as text."""
        return text(self.clock.now())

    def pass_time(self, **delta: float) -> None:
        """Time goes by and the nodes talk to each other."""
        self.clock.forward(**delta)
        self.settle()

    def settle(self) -> None:
        """Until nothing moves and every node has heard the same of everybody. Raises Refusal ``demo.restless``."""
        with ThreadPoolExecutor(len(MEMBERS)) as pool:
            for _ in range(ROUNDS):
                said = list(pool.map(lambda member: self._sync(self.ground.root / member), MEMBERS))
                heads = [one["heads"] for one in said]
                if not any(one["moved"] for one in said) and all(one == heads[0] for one in heads):
                    self.heads = dict(heads[0])
                    return
        raise Refusal("demo.restless", "nodes")

    def reader(self, member: str) -> str:
        """Somebody who may read what this member holds."""
        return READERS.get(member, f"bureau@{member}")

    def last(self, member: str, type: str) -> dict[str, Any]:
        """The member's last statement of this type, read from its own journal. Raises Refusal ``demo.not_said``."""
        for row in self._backwards(member):
            if row["type"] == type:
                return row
        raise Refusal("demo.not_said", type)

    def _backwards(self, member: str) -> Iterator[dict[str, Any]]:
        end = self.heads[member]
        while end > 0:
            start = max(0, end - 50)
            page = self.speak.get(self.reader(member), f"/api/journal?member={member}&after={start}&limit=50")
            yield from (row for row in reversed(page["rows"]) if row["seq"] <= end)
            end = start
