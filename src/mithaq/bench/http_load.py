"""Load: as much as the node takes (closed loop), or so many requests a second whatever it takes (open loop).

In the open loop the time of a request counts from when it was due, not from when it could be sent: a node that stalls
cannot make its own figures better by slowing the client down.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import perf_counter

from msgspec import Struct

from mithaq.bench.http_wire import Line, Reply, connected

TICK = 0.0005  # seconds between two looks at the clock: finer than any time that is reported
DRAIN = 10.0  # seconds to wait for what is still unanswered at the end


class Loaded(Struct, frozen=True):
    """All replies, in the order in which they came, the requests sent, and how long it took in seconds."""

    replies: list[Reply]
    sent: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Requests answered with 200 a second."""
        return sum(reply.status == 200 for reply in self.replies) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds that this share of the requests did not exceed; 0 where nothing was answered."""
        times = sorted(reply.done - reply.due for reply in self.replies)
        return round(times[min(len(times) - 1, int(share * len(times)))] * 1000, 3) if times else 0.0


async def closed_loop(port: int, requests: Sequence[bytes], connections: int, depth: int, seconds: float) -> Loaded:
    """Every connection always has `depth` requests under way."""
    replies: list[Reply] = []
    lines = await connected(port, connections, replies)
    started, sent = perf_counter(), 0
    while (now := perf_counter()) < started + seconds and not all(line.broken for line in lines):
        for line in lines:
            while line.outstanding < depth and not line.broken:
                line.send(sent, requests[sent % len(requests)], now)
                sent += 1
        await asyncio.sleep(TICK)  # spinning would take a core from the node
    return await _drained(lines, replies, sent, started)


async def open_loop(port: int, requests: Sequence[bytes], connections: int, rate: float, seconds: float) -> Loaded:
    """`rate` requests a second, evenly, each on the connection with the fewest under way."""
    replies: list[Reply] = []
    lines = await connected(port, connections, replies)
    started, sent, total = perf_counter(), 0, int(rate * seconds)
    while sent < total and not all(line.broken for line in lines):
        now = perf_counter()
        while sent < total and (due := started + sent / rate) <= now:
            min(lines, key=_load).send(sent, requests[sent % len(requests)], due)
            sent += 1
        await asyncio.sleep(max(TICK, started + sent / rate - perf_counter()))
    return await _drained(lines, replies, sent, started)


def _load(line: Line) -> float:
    return float("inf") if line.broken else line.outstanding


async def _drained(lines: Sequence[Line], replies: list[Reply], sent: int, started: float) -> Loaded:
    until = perf_counter() + DRAIN
    while any(line.outstanding and not line.broken for line in lines) and perf_counter() < until:
        await asyncio.sleep(TICK)
    ended = max((reply.done for reply in replies), default=perf_counter())
    for line in lines:
        line.close()
    return Loaded(replies, sent, ended - started)
