"""Exported bundles: events, payloads and proofs in one file that anybody can verify offline.

A bundle is canonical JSON: {v, roster, journals: [{member, checkpoint, events: [{envelope, payloads,
proof}]}]}. An erased payload is simply not there; the event it belonged to still verifies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from mithaq.journal import canonical
from mithaq.journal.encoding import b64url
from mithaq.journal.envelope import Envelope, Wire, wire_of
from mithaq.journal.grammar import MemberCode, Positive
from mithaq.journal.merkle import Levels
from mithaq.journal.payload import Payload
from mithaq.journal.trust import Roster

BUNDLE_VERSION: Literal[1] = 1

MAX_BUNDLE_BYTES = 64 * 1024 * 1024
"""Some 40,000 events without photographs; larger exports are split by range."""

BUNDLE_MAX_DEPTH = 10
MAX_PROOF_HASHES = 64
"""A tree of 2**53 leaves needs 53."""

Proof = Annotated[tuple[str, ...], Meta(max_length=MAX_PROOF_HASHES)]


class BundledPayload(Struct, frozen=True, forbid_unknown_fields=True):
    """`item` is the id of the batch item that it belongs to, or empty for the event's own payload.
    base64url.
    """

    item: str
    salt: str
    body: str


class BundledEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """`proof` is the inclusion proof in the journal's checkpoint (base64url, leaf upwards); None if it lies
    beyond.
    """

    envelope: Wire
    payloads: tuple[BundledPayload, ...]
    proof: Proof | None


class BundledJournal(Struct, frozen=True, forbid_unknown_fields=True):
    """Events of one member in rising order of `seq`, gaps allowed, and a checkpoint note."""

    member: MemberCode
    checkpoint: str | None
    events: tuple[BundledEvent, ...]


class Bundle(Struct, frozen=True, forbid_unknown_fields=True):
    """The file. `v` is the version of the bundle's own layout."""

    v: Positive
    roster: Roster
    journals: tuple[BundledJournal, ...]


_BUNDLE = msgspec.json.Decoder(Bundle)


@dataclass(frozen=True, slots=True)
class Exported:
    """An event to export, with those of its payloads that go along, by item id (empty for its own)."""

    envelope: Envelope
    payloads: Mapping[str, Payload] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExportedJournal:
    """What to export of one journal.

    `leaves` are the leaf hashes of all events under the checkpoint `note`, from the first; both empty to
    leave proofs out.
    """

    member: str
    events: Sequence[Exported]
    note: str | None = None
    leaves: Sequence[bytes] = ()


def make_bundle(roster: Roster, journals: Iterable[ExportedJournal]) -> bytes:
    """The bundle's bytes, with an inclusion proof for each event that lies under its journal's checkpoint."""
    return canonical.encode_plain(Bundle(BUNDLE_VERSION, roster, tuple(_journal(one) for one in journals)))


def read_bundle(data: bytes) -> Bundle:
    """The bundle's parts, unverified. Raises `Refused` with a code of check 1 or 2."""
    return canonical.decode_as(_BUNDLE, data, max_bytes=MAX_BUNDLE_BYTES, max_depth=BUNDLE_MAX_DEPTH)


def _journal(exported: ExportedJournal) -> BundledJournal:
    levels = Levels(exported.leaves)
    events = sorted(exported.events, key=lambda one: one.envelope.header.seq)
    return BundledJournal(exported.member, exported.note, tuple(_event(one, levels) for one in events))


def _event(exported: Exported, levels: Levels) -> BundledEvent:
    index = exported.envelope.header.seq - 1
    proof = tuple(map(b64url, levels.inclusion(index))) if index < levels.size else None
    payloads = tuple(
        BundledPayload(item, b64url(payload.salt), b64url(payload.body))
        for item, payload in sorted(exported.payloads.items())
    )
    return BundledEvent(wire_of(exported.envelope), payloads, proof)
