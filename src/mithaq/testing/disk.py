"""A disk that fills up or dies at a chosen step of a transaction."""

from __future__ import annotations

from mithaq.app.ports.faults import StoreFault


class SimDisk:
    """Raises at chosen steps (``begin``, ``append``, ``before_commit``, ``after_commit``), once each time it is armed."""

    def __init__(self) -> None:
        self._armed: dict[str, str] = {}
        self.steps: list[str] = []

    def fail(self, step: str, code: str = "store.full") -> None:
        """Let the next passage of this step fail."""
        self._armed[step] = code

    def __call__(self, step: str) -> None:
        """The store passes a step."""
        self.steps.append(step)
        code = self._armed.pop(step, None)
        if code is not None:
            raise StoreFault(code, step)

    def repair(self) -> None:
        """Disarm what was armed and never passed."""
        self._armed.clear()
