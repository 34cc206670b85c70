"""The lot: who of several is drawn. SHA-256 ranks the candidates by a seed that nobody chooses alone and everybody can look
up afterwards; the same seed gives the same ranking on every node and for every auditor.

There is one way to rank, and two seeds: for a panel of commissioners the newest statement of every journal as it was held
when the lot was drawn (`ranked`); for reviewers two values that neither side could know from the other (`review.lot`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

T = TypeVar("T")


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    """The newest statement of one member's journal: its number and the hash of its signed bytes."""

    member: Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z")]
    seq: Annotated[int, Meta(ge=0)]
    hash: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


def in_order(seed: bytes, candidates: Iterable[T], name: Callable[[T], str]) -> tuple[T, ...]:
    """The candidates in the order of the lot, by the hash of the seed and of what each is called."""
    return tuple(sorted(candidates, key=lambda one: (hashlib.sha256(seed + name(one).encode()).digest(), name(one))))


def ranked(candidates: Iterable[str], matter: str, heads: Iterable[Head]) -> tuple[str, ...]:
    """The candidates in the order of a lot from journal heads; each stands once. `matter`: what they are drawn for, such as
    an alert's id.
    """
    lines = sorted(f"{head.member} {head.seq} {head.hash}" for head in heads)
    seed = hashlib.sha256("\n".join(("mithaq/lot/v1", matter, *lines)).encode()).digest()
    return in_order(seed, set(candidates), str)
