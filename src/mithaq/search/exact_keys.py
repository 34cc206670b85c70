"""Numbers of documents, plates and serials: sorted hashes, so that a segment answers from a few pages of a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from msgspec import Struct

from mithaq.search.kernels.shapes import U32, U64, readonly


class ExactKeys(Struct, frozen=True):
    """`key` sorted, hashes of (field, value); `number` whose key it is. Two values may share one: the register decides."""

    key: U64
    number: U32

    def find(self, key: int) -> list[int]:
        """The numbers of a key."""
        wanted = np.uint64(key)
        start = int(np.searchsorted(self.key, wanted))
        end = start
        while end < len(self.key) and self.key[end] == wanted:
            end += 1
        return [int(number) for number in self.number[start:end]]


def key_of(field: str, value: str) -> int:
    """64 bits that stand for a normal number (see `exact.py`) of ``document``, ``plate`` or ``serial``."""
    return int.from_bytes(hashlib.blake2b(f"{field}\0{value}".encode(), digest_size=8).digest(), "little")


def exact_keys(pairs: Iterable[tuple[int, int]]) -> ExactKeys:
    """From (key, number) in any order."""
    every = sorted(set(pairs))
    return ExactKeys(
        readonly(np.array([key for key, _ in every], np.uint64)),
        readonly(np.array([number for _, number in every], np.uint32)),
    )


def merged(several: Iterable[ExactKeys]) -> ExactKeys:
    """All keys of several."""
    every = list(several)
    key = np.concatenate([one.key for one in every])
    number = np.concatenate([one.number for one in every])
    order = np.lexsort((number, key))
    return ExactKeys(readonly(key[order]), readonly(number[order]))
