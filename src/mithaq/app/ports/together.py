"""Several calls to others at the same time, and no longer than somebody can wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol


class Together(Protocol):
    """Makes the calls, and tells of each that answered within the time what it answered."""

    def __call__(self, calls: Mapping[str, Callable[[], bool]], seconds: float) -> Mapping[str, bool]:
        """Those that have not answered are missing; they go on by themselves."""
        ...


def in_turn(calls: Mapping[str, Callable[[], bool]], seconds: float) -> Mapping[str, bool]:
    """One after the other, each as long as it takes: where nothing can hang, as in a simulation."""
    return {name: call() for name, call in calls.items()}
