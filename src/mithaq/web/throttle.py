"""Slows down whoever guesses passwords: after some failures for one login, the next attempt has to wait.

Kept in memory, and the same for logins that exist and those that do not. A restart forgets it; Argon2 and the cap on
hashes at once (`ops.passwords`) go on protecting.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from datetime import datetime, timedelta
from math import ceil
from threading import Lock

FREE_FAILURES = 5  # a tired officer at the end of a shift; a guesser needs thousands
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)  # so that nobody can lock an officer out for a shift
FORGET_AFTER = timedelta(hours=1)
MAX_LOGINS = 10_000  # remembered at once: about 2 MB; the ones that failed longest ago go first


class Throttle:
    """Failures by login. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._failures: OrderedDict[bytes, tuple[int, datetime]] = OrderedDict()

    def wait(self, login: str, now: datetime) -> int:
        """Seconds until the next attempt is looked at; 0 if it may come at once."""
        with self._lock:
            count, last = self._failures.get(_key(login), (0, now))
        if count < FREE_FAILURES or now - last > FORGET_AFTER:
            return 0
        pause = min(FIRST_WAIT * (1 << min(count - FREE_FAILURES, 10)), LONGEST_WAIT)
        return max(0, ceil((last + pause - now).total_seconds()))

    def failed(self, login: str, now: datetime) -> None:
        """One more wrong password."""
        key = _key(login)
        with self._lock:
            count, last = self._failures.pop(key, (0, now))
            self._failures[key] = (1 if now - last > FORGET_AFTER else count + 1, now)
            while len(self._failures) > MAX_LOGINS:
                self._failures.popitem(last=False)

    def succeeded(self, login: str) -> None:
        """The right one: start anew."""
        with self._lock:
            self._failures.pop(_key(login), None)


def _key(login: str) -> bytes:
    """Fixed length, whatever was typed."""
    return hashlib.sha256(login.encode("utf-8", "surrogatepass")).digest()
