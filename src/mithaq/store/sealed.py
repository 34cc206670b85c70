"""Rows that are sealed against flipped bits: their last column carries a hash of the whole row.

Heads are what the next event and the next checkpoint are signed on; folds are what is decided and erased by. A bit that
flips there must be found when the row is read, not when somebody runs `fsck`. It is no protection against people: whoever
can write the file can seal a row, and is found by `fsck`.
"""

from __future__ import annotations

import hashlib

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.store.transaction import Row

SEAL_BYTES = 16
"""128 bits of SHA-256: chance never makes two rows alike."""


def sealed(row: Row) -> Row:
    """The row with its seal at the end of its last column, which is bytes."""
    *columns, last = row
    return (*columns, last + _seal(columns, last))


def opened(row: Row, table: str) -> Row:
    """The row without its seal. Raises StoreFault ``store.corrupt`` naming the table if the seal is broken."""
    *columns, last = row
    body, seal = last[:-SEAL_BYTES], last[-SEAL_BYTES:]
    if _seal(columns, body) != seal:
        raise StoreFault(CORRUPT, table)
    return (*columns, body)


def _seal(columns: list[object], last: bytes) -> bytes:
    hash = hashlib.sha256()
    for column in (*columns, last):
        data = column if isinstance(column, bytes) else str(column).encode()
        hash.update(len(data).to_bytes(8, "big") + data)
    return hash.digest()[:SEAL_BYTES]
