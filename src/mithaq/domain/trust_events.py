"""Statements about whom everybody believes: a version of the roster, and a member's own keys (docs/wire-format.md).

They have no fold among the aggregates: what follows from them is the roster itself, which `app.rosters` reads off them.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from mithaq.domain.events import Body, EventType

Text = Annotated[str, Meta(min_length=1, max_length=160_000)]
Short = Annotated[str, Meta(min_length=1, max_length=64)]
Long = Annotated[str, Meta(min_length=1, max_length=8192)]
Place = Annotated[int, Meta(ge=1, le=2**53 - 1)]


class RosterSigned(Body, frozen=True):
    """A version of the roster with its signatures: `text`: its canonical JSON, so that the signed bytes travel."""

    text: Text


class KeySaid(Struct, frozen=True, forbid_unknown_fields=True):
    """A public key as the roster lists it."""

    alg: Short
    from_seq: Place
    key_id: Short
    member: Short
    public: Long
    revoked_from: Place | None
    until_seq: Place | None


class ProofSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """The signature of the current key over the member's entry."""

    alg: Short
    key: Short
    sig: Long


class KeyRotated(Body, frozen=True):
    """The member has another key from the next place on; the one of before still counts up to its `until_seq`."""

    keys: tuple[KeySaid, ...]
    proof: ProofSaid


class KeyRevoked(Body, frozen=True):
    """Nothing that one of its keys signs from the next place on, or from a later one, is to be believed."""

    keys: tuple[KeySaid, ...]
    proof: ProofSaid


TRUST_EVENTS: tuple[EventType, ...] = (
    EventType("roster.signed", RosterSigned, "node"),
    EventType("key.rotated", KeyRotated, "node"),
    EventType("key.revoked", KeyRevoked, "node"),
)
