"""The real clock and the real source of chance."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from mithaq.domain.instant import Instant


class SystemClock:
    """The machine's clock, in whole milliseconds."""

    def now(self) -> Instant:
        at = datetime.now(UTC)
        return at - timedelta(microseconds=at.microsecond % 1000)


class SystemEntropy:
    """The operating system's generator."""

    def token(self, size: int) -> bytes:
        return secrets.token_bytes(size)
