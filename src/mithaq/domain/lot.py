"""The lot: who of several is drawn, from journal heads that nobody chooses alone and everybody can look up afterwards.

SHA-256 ranks the candidates. The seed is what the lot is for, and the newest statement of every journal as it was held
when the lot was drawn; the same words give the same ranking on every node and for every auditor.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    """The newest statement of one member's journal: its number and the hash of its signed bytes."""

    member: Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z")]
    seq: Annotated[int, Meta(ge=0)]
    hash: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


def ranked(candidates: Iterable[str], matter: str, heads: Iterable[Head]) -> tuple[str, ...]:
    """The candidates in the order of the lot; each stands once. `matter`: what they are drawn for, such as an alert's id."""
    lines = sorted(f"{head.member} {head.seq} {head.hash}" for head in heads)
    seed = hashlib.sha256("\n".join(("mithaq/lot/v1", matter, *lines)).encode()).digest()
    return tuple(sorted(set(candidates), key=lambda one: (hashlib.sha256(seed + one.encode()).digest(), one)))
