"""The nodes of the network's measurement: real ones on files, by seed, with reviewed alerts that wait to circulate."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from mithaq.app.issue import Statement, issue
from mithaq.app.node import Node
from mithaq.app.ports.store import Store
from mithaq.app.replicate import replicate
from mithaq.app.reviews import accept_batch
from mithaq.app.shield.answers import clear_batch
from mithaq.app.shield.watch import take_stock
from mithaq.bench.asking import Tell
from mithaq.domain.alert_events import AlertApproved
from mithaq.domain.content import Wanted
from mithaq.ops.tables import frequency_rows
from mithaq.store import open_store
from mithaq.testing import acts
from mithaq.testing.clock import START, SimEntropy
from mithaq.testing.synthetic import Generator
from mithaq.testing.world import DUTY, World

OWNER, AWAY = "TN", "EG"
MEMBERS = (OWNER, AWAY, "GS", "OC")
LATER = 60.0  # seconds on the simulated clock from the preparation to what is measured


class NetWorld(World):
    """As `World`, with files below `folder` for the nodes of `here`; of the others it has only the keys that all must know.

    `later`: seconds after the beginning; a process that opens a node again draws other ids, and its clock stands there.
    """

    def __init__(self, folder: Path, seed: int, here: tuple[str, ...] = MEMBERS, later: float = 0.0) -> None:
        self._folder = folder
        self._here = here
        self._later = later
        super().__init__(seed, MEMBERS, duty=() if later else DUTY)

    def _node(self, code: str, store: Store) -> Node:
        if code not in self._here:
            return super()._node(code, store)
        store.close()
        if self._later:
            self.entropy[code] = SimEntropy(f"{self.seed} {code} {self._later}")
            self.clock.forward(seconds=self._later)
        return super()._node(code, open_store(self._folder / f"{code}.db"))


def persons(seed: int, count: int) -> list[Wanted]:
    """Whom the alerts are about."""
    generator = Generator(seed, frequency_rows())
    return [generator.wanted(OWNER, START.date()) for _ in range(count)]


def prepare(folder: Path, seed: int, count: int, tell: Tell) -> tuple[list[str], float]:
    """So many alerts that wait for their owner's bureau to circulate them: their ids, and how late it is by then.

    They are approved, reviewed and cleared all together, as a demonstration's register is: only what follows is measured.
    """
    with closing(NetWorld(folder, seed)) as world:
        tell("preparing", 0, 0)
        made = [acts.drafted(world, OWNER, person) for person in persons(seed, count)]
        contents = [(alert, acts.newest(world, OWNER, alert)) for alert in made]
        with world[OWNER].write() as tx:
            for alert, content in contents:
                approved = Statement("alert.approved", alert, AlertApproved(content))
                issue(world[OWNER], tx, world.actor(OWNER, "prosecutor"), approved)
        replicate(world["GS"])
        for number, nationality in DUTY:
            accept_batch(world["GS"], world.actor("GS", "reviewer", number, nationality), contents)
        replicate(world["OC"])
        take_stock(world["OC"])
        clear_batch(world["OC"])
        world.settle()
        return made, (world.clock.now() - START).total_seconds() + LATER
