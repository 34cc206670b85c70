"""A clock that only moves when told to, and chance that repeats."""

from __future__ import annotations

import random
import struct
from datetime import UTC, datetime, timedelta
from mmap import mmap
from pathlib import Path

from mithaq.domain.instant import Instant

_MILLISECONDS = struct.Struct("=q")
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


class SharedClock:
    """A clock that several processes of one demonstration read from a file, and that its driver alone moves.

    The file holds the milliseconds since 1970 as eight bytes, which a machine writes and reads at once.
    """

    def __init__(self, file: Path) -> None:
        with file.open("r+b") as opened:
            self._shared = mmap(opened.fileno(), _MILLISECONDS.size)

    @classmethod
    def make(cls, file: Path, start: Instant = START) -> SharedClock:
        """A new clock in this file, standing at `start`."""
        file.write_bytes(_MILLISECONDS.pack(round(start.timestamp() * 1000)))
        return cls(file)

    def now(self) -> Instant:
        """What the clock shows."""
        (milliseconds,) = _MILLISECONDS.unpack_from(self._shared)
        return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds)

    def forward(self, **delta: float) -> Instant:
        """Move on by `timedelta(**delta)`; every process sees it at once."""
        step = timedelta(**delta)
        if step < timedelta():
            raise ValueError("time does not go back")
        now = self.now() + step
        _MILLISECONDS.pack_into(self._shared, 0, round(now.timestamp() * 1000))
        return now


class SimEntropy:
    """Repeatable bytes from a seed. Never for a real node."""

    def __init__(self, seed: str | int) -> None:
        self._random = random.Random(seed)

    def token(self, size: int) -> bytes:
        """The next `size` bytes of this seed."""
        return self._random.randbytes(size)
