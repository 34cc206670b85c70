"""A clock that only moves when told to, and chance that repeats."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from mithaq.domain.instant import Instant

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


class SimClock:
    """The simulated world's time."""

    def __init__(self, start: Instant = START) -> None:
        self._now = start

    def now(self) -> Instant:
        """The simulated instant."""
        return self._now

    def forward(self, **delta: float) -> Instant:
        """Move on by `timedelta(**delta)`; time never goes back here, only a node's skew makes it seem so."""
        step = timedelta(**delta)
        if step < timedelta():
            raise ValueError("time does not go back")
        self._now += step
        return self.now()


class NodeClock:
    """The clock of one node: the world's time, wrong by `skew`."""

    def __init__(self, world: SimClock) -> None:
        self._world = world
        self.skew = timedelta()

    def now(self) -> Instant:
        """What this node believes."""
        return self._world.now() + self.skew


class SimEntropy:
    """Repeatable bytes from a seed. Never for a real node."""

    def __init__(self, seed: str | int) -> None:
        self._random = random.Random(seed)

    def token(self, size: int) -> bytes:
        """The next `size` bytes of this seed."""
        return self._random.randbytes(size)
