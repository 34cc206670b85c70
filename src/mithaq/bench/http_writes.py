"""Objects written down and withdrawn in batches while the node answers checks, and what that does to its memory.

The node stands alone, so that nobody reviews what it drafts: journal, payloads, folds and log are written as for every
batch, but nothing becomes findable. What the index makes of additions is measured by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import perf_counter

import msgspec
from msgspec import Struct

from mithaq.bench.http_proc import resident
from mithaq.bench.http_wire import once, request

KIND = "travel_document"
CREATED = 201
BATCH = 500  # objects to an addition: two additions and their removals a second at a thousand objects


class Written(Struct):
    """What was written so far, and the node's resident memory in MB: at the start, at most, at the end."""

    asked_per_s: int = 0
    added: int = 0
    removed: int = 0
    refused: int = 0
    p50_ms: float = 0.0
    p99_ms: float = 0.0
    per_s: float = 0.0
    memory_start_mb: float = 0.0
    memory_most_mb: float = 0.0
    memory_end_mb: float = 0.0


@contextmanager
def writing(port: int, token: str, per_second: int, process: int) -> Iterator[Written | None]:
    """Write so many objects a second until the block is left; None if there is nothing to write."""
    if not per_second:
        yield None
        return
    written, stop = Written(asked_per_s=per_second), Event()
    thread = Thread(target=_write, args=(port, token, process, written, stop), name="writes")
    thread.start()
    try:
        yield written
    finally:
        stop.set()
        thread.join()


def _write(port: int, token: str, process: int, written: Written, stop: Event) -> None:
    times: list[float] = []
    written.memory_start_mb = resident(process)
    began, number = perf_counter(), 0
    alerts: list[str] = []
    while not stop.wait(max(0.0, began + number * BATCH / written.asked_per_s - perf_counter())):
        started = perf_counter()
        if len(alerts) > 2 and number % 2:
            _remove(port, token, alerts.pop(0), number, written)
        else:
            _add(port, token, number, alerts, written)
        times.append(perf_counter() - started)
        number += 1
        written.memory_most_mb = max(written.memory_most_mb, resident(process))
    written.memory_end_mb = resident(process)
    times.sort()
    seconds = perf_counter() - began
    written.per_s = round((written.added + written.removed) / seconds, 1)
    if times:
        written.p50_ms = round(times[len(times) // 2] * 1000, 1)
        written.p99_ms = round(times[min(len(times) - 1, len(times) * 99 // 100)] * 1000, 1)


def _add(port: int, token: str, number: int, alerts: list[str], written: Written) -> None:
    objects = [
        {
            "kind": KIND,
            "number": f"B{number:07d}{item:04d}",
            "issuer": "TN",
            "type": "passport",
            "circumstance": "stolen",
            "report_number": f"{number}/{item}",
        }
        for item in range(BATCH)
    ]
    body = msgspec.json.encode({"kind": KIND, "objects": objects})
    reply = asyncio.run(once(port, request("POST", "/api/batches", body, token, f"bench-add-{number:08d}")))
    if reply.status == CREATED:
        written.added += BATCH
        alerts.append(str(msgspec.json.decode(reply.body)["subject"]))
    else:
        written.refused += 1


def _remove(port: int, token: str, alert: str, number: int, written: Written) -> None:
    body = msgspec.json.encode({"reason": "surrendered"})
    path = f"/api/alerts/{alert}/discontinue"
    reply = asyncio.run(once(port, request("POST", path, body, token, f"bench-end-{number:08d}")))
    if reply.status == CREATED:
        written.removed += BATCH
    else:
        written.refused += 1
