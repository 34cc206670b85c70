"""When a node takes over what the others said: at once what a stream brings, every minute whatever no stream told."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock
from time import monotonic

from mithaq.app.node import Node
from mithaq.app.replicate import catch_up, replicate

COMPARE_SECONDS = 60.0
"""Every origin is asked for its checkpoint at least so often: what no stream told is found then."""

AGAIN_SECONDS = (1.0, 30.0)  # first and longest pause before receipts and payloads that did not come are tried again
FAULT_SECONDS = 2.0  # after a round that failed: a full disk is not full for ever

Report = Callable[[BaseException], None]


class Hearing:
    """The rounds of one node. `told` may be called from any thread."""

    def __init__(self, node: Node, report: Report) -> None:
        self._node = node
        self._report = report
        self._woken = Event()
        self._news: set[str] = set()
        self._turn = Lock()
        self._compare_at = 0.0
        self._fetch_at = 0.0
        self._pause = AGAIN_SECONDS[0]

    def told(self, member: str) -> None:
        """Something of this origin waits."""
        with self._turn:
            self._news.add(member)
        self._woken.set()

    def compare(self) -> None:
        """Ask everybody in the next round, which is now: after the line came back."""
        self._compare_at = 0.0
        self._woken.set()

    def run(self, stop: Event) -> None:
        """Round after round until `stop`; `end` ends the wait between two."""
        while not stop.is_set():
            self._woken.wait(max(0.0, min(self._compare_at, self._fetch_at) - monotonic()))
            self._woken.clear()
            if stop.is_set():
                return
            try:
                self._round()
            except Exception as fault:  # noqa: BLE001 - one bad round must not make the node deaf for good
                self._report(fault)
                stop.wait(FAULT_SECONDS)

    def end(self) -> None:
        """Do not wait any longer."""
        self._woken.set()

    def _round(self) -> None:
        with self._turn:
            news, self._news = self._news, set()
        if monotonic() >= self._compare_at:
            replicate(self._node)
            self._compare_at = monotonic() + COMPARE_SECONDS
        elif news:
            replicate(self._node, members=news)
            self._pause = AGAIN_SECONDS[0]
        elif monotonic() >= self._fetch_at:
            catch_up(self._node)
            self._pause = min(2 * self._pause, AGAIN_SECONDS[1])
        self._fetch_at = monotonic() + self._pause
