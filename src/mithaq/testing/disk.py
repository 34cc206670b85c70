"""A disk that fills up or dies at a chosen step of a transaction."""

from __future__ import annotations

from mithaq.app.ports.faults import StoreFault


class SimDisk:
    """Raises at chosen steps (``begin``, ``append``, ``before_commit``, ``after_commit``), once each time it is armed."""

    def __init__(self) -> None:
        self._armed: dict[str, tuple[str, int]] = {}
        self.steps: list[str] = []

    def fail(self, step: str, code: str = "store.full", *, after: int = 0) -> None:
        """Let the next passage of this step fail, or the one that comes `after` so many."""
        self._armed[step] = (code, after)

    def __call__(self, step: str) -> None:
        """The store passes a step."""
        self.steps.append(step)
        if step not in self._armed:
            return
        code, after = self._armed.pop(step)
        if after == 0:
            raise StoreFault(code, step)
        self._armed[step] = (code, after - 1)

    def repair(self) -> None:
        """Disarm what was armed and never passed."""
        self._armed.clear()
