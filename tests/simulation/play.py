"""One play of the simulation: a seed, a world, and what has been begun in it so far."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Refusal
from mithaq.ops.tables import frequency_rows
from mithaq.testing.acts import case_until
from mithaq.testing.synthetic import Generator
from mithaq.testing.world import World

FEW = ("TN", "EG", "JO", "GS", "OC")
FAR = (CaseState.ARRESTED, CaseState.INFORMED, CaseState.GRANTED, CaseState.DATED)
UNKNOWN = ("TN", "a-544e00000000000000000000")


class Play:
    """Random officers who do what they may, and now and then what they may not.

    `subjects`: alerts with their owners; `lists`: batches of notices that the Secretariat imported; `cases`: cases with
    requesting and requested state; `bonds`: by requested and requesting state, the hash of the former's word that an
    instrument binds it.
    """

    def __init__(self, seed: int, nodes: Sequence[str] = FEW) -> None:
        self.random = random.Random(f"play {seed}")
        self.codes = tuple(nodes)
        self.world = World(seed, nodes)
        self.states = tuple(code for code in nodes if self.world[code].kind == "state")[:3]
        self.generator = Generator(seed, frequency_rows())
        self.subjects: list[tuple[str, str]] = []
        self.lists: list[str] = []
        self.cases: list[tuple[str, str, str]] = []
        self.bonds: dict[tuple[str, str], str] = {}
        self.refused = 0

    def begin(self) -> None:
        """While all is calm: in every second play a case that has already come some way. Then the lines become bad."""
        if self.random.random() < 0.5:
            one, other = self.random.sample(self.states, 2)
            case = case_until(self.world, self.random.choice(FAR), one, other)
            self.subjects.append((one, case.alert))
            self.cases.append((one, other, case.id))
        self.world.net.loss = self.random.choice((0.0, 0.2, 0.5))
        self.world.net.noise = self.random.choice((0.0, 0.3))

    def act(self, deeds: Sequence[Callable[[Play], None]]) -> None:
        """One of these acts, of somebody, somewhere; a refusal is an outcome too."""
        try:
            self.random.choice(deeds)(self)
        except Refusal:
            self.refused += 1

    def some(self) -> tuple[str, str]:
        """An alert that somebody drafted, and its owner."""
        return self.random.choice(self.subjects) if self.subjects else UNKNOWN
