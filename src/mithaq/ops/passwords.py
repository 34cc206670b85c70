"""Passwords as Argon2id hashes (RFC 9106). One module, so that the cost is set in one place."""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

# OWASP's minimum for Argon2id (19 MiB, 2 passes): about 30 ms. Two at a time, so that a flood of sign-ins can take
# neither the node's memory nor its cores.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_AT_ONCE = BoundedSemaphore(2)
_NOBODY = _HASHER.hash("nobody signs in with this")


def hashed(password: str) -> str:
    """The hash to keep."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def verifies(secret: str | None, password: str) -> bool:
    """Whether the password is the one behind `secret`. With no secret it takes as long and says no."""
    with _AT_ONCE:
        try:
            _HASHER.verify(secret or _NOBODY, password)
            return secret is not None
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False
