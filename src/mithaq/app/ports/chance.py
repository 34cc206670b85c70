"""Time and chance, which the pure core only ever gets as arguments."""

from __future__ import annotations

from typing import Protocol

from mithaq.domain.instant import Instant


class Clock(Protocol):
    """The node's clock."""

    def now(self) -> Instant:
        """This instant, aware, in UTC, whole milliseconds."""
        ...


class Entropy(Protocol):
    """The node's source of randomness: ids, salts, session tokens."""

    def token(self, size: int) -> bytes:
        """`size` unpredictable bytes."""
        ...
