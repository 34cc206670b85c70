"""The demonstration at work: one thread that loads what is missing and then keeps all seven nodes in step."""

from __future__ import annotations

from threading import Event, Thread

from msgspec import Struct

from mithaq.demo.federation import Federation
from mithaq.demo.load import Size, is_complete, load, loaded

PAUSE_SECONDS = 0.5  # between two rounds once everything is loaded: what is signed here is elsewhere within a second


class Stopped(Exception):
    """The demonstration is being stopped in the middle of loading; the next run goes on from there."""


class Progress(Struct, frozen=True):
    """How far the register is loaded: alerts in force on the slowest node, out of how many."""

    loaded: int
    total: int
    complete: bool


class Running:
    """Keeps a federation going in the background. `start` once, `stop` before the nodes are closed."""

    def __init__(self, federation: Federation, size: Size) -> None:
        self._federation = federation
        self._size = size
        self._stop = Event()
        self._thread = Thread(target=self._run, name="federation", daemon=True)
        complete = is_complete(federation, size)
        self._progress = Progress(size.total if complete else loaded(federation), size.total, complete)
        self.fault: BaseException | None = None

    def start(self) -> None:
        """Begin loading, or keeping in step."""
        self._thread.start()

    def stop(self) -> None:
        """End after the transaction that is running; waits for it."""
        self._stop.set()
        self._thread.join()

    def progress(self) -> Progress:
        """How far it is."""
        return self._progress

    def _run(self) -> None:
        try:
            if not self._progress.complete:
                load(self._federation, self._size, self._tick)
                self._tick()
            while not self._stop.wait(PAUSE_SECONDS):
                self._federation.step()
        except Stopped:
            return
        except BaseException as fault:  # the server shows it; a silent thread would look like a slow one
            self.fault = fault
            raise

    def _tick(self) -> None:
        if self._stop.is_set():
            raise Stopped
        done = loaded(self._federation)
        self._progress = Progress(done, self._size.total, done >= self._size.total)
