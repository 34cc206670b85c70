"""Payloads: the personal part of an event, committed to by the journal and held apart so that it can be
erased.

The salt (128 bits) is kept and erased with the body: without it the commitment tells nobody anything, not
even by guessing names and birth dates.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

SALT_BYTES = 16
"""128 bits: guessing the salt is hopeless even where the body can be guessed."""

MAX_PAYLOAD_BYTES = 4 * 1024 * 1024
"""A person with several photographs, or one scanned document."""

COMMITMENT_PREFIX = b"mithaq/payload/v1\0"


@dataclass(frozen=True, slots=True, repr=False)
class Payload:
    """Salt and body. It has no repr, so that it cannot reach a log by accident."""

    salt: bytes
    body: bytes


def commit(payload: Payload) -> str:
    """64 hex digits: SHA-256 of `COMMITMENT_PREFIX`, the salt (16 bytes) and the body.

    Raises `ValueError` for a salt of another length: the boundary between salt and body would be ambiguous.
    """
    if len(payload.salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return hashlib.sha256(COMMITMENT_PREFIX + payload.salt + payload.body).hexdigest()


def matches(payload: Payload, hash: str) -> bool:
    """Whether `payload` is the one committed to as `hash`; false also for a salt of a wrong length."""
    return len(payload.salt) == SALT_BYTES and commit(payload) == hash
