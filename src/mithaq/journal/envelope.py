"""The envelope: signed bytes, kept verbatim, and the signatures beside them.

One hash names an event everywhere: the RFC 9162 leaf hash of its signed bytes. `prev` is that hash of the
event before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from mithaq.journal import canonical
from mithaq.journal.encoding import b64url, from_b64url
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.grammar import NO_PREV, from_moment, moment
from mithaq.journal.header import (
    FORMAT_VERSION,
    MAX_DEPTH,
    MAX_ITEMS,
    MAX_SIGNED_BYTES,
    Author,
    Cite,
    Commitment,
    Header,
    Item,
    content_hash,
    content_of,
    read_header,
)
from mithaq.journal.keys import Signature, SigningKey
from mithaq.journal.merkle import leaf_hash
from mithaq.journal.payload import MAX_PAYLOAD_BYTES

__all__ = [
    "FORMAT_VERSION",
    "MAX_DEPTH",
    "MAX_ENVELOPE_BYTES",
    "MAX_ITEMS",
    "MAX_PAYLOAD_BYTES",
    "MAX_SIGNED_BYTES",
    "NO_PREV",
    "Author",
    "Cite",
    "Commitment",
    "Envelope",
    "Header",
    "Item",
    "Signature",
    "Wire",
    "content_hash",
    "content_of",
    "envelope_of",
    "from_moment",
    "from_wire",
    "moment",
    "sign",
    "signed_message",
    "to_wire",
    "wire_of",
]

MAX_SIGNATURES = 8
"""One writer signs an event; a second algorithm and a few witnesses may join."""

MAX_ENVELOPE_BYTES = MAX_SIGNED_BYTES * 4 // 3 + 32 * 1024
"""Wire form: the signed bytes in base64url, and room for `MAX_SIGNATURES` (an ML-DSA-44 signature takes 3.3
kB).
"""

WIRE_MAX_DEPTH = 3
EVENT_PREFIX = b"mithaq/event/v1\0"


@dataclass(frozen=True)
class Envelope:
    """An event as it travels and as it is stored. Its properties are computed once, and only from the signed
    bytes.
    """

    signed: bytes
    signatures: tuple[Signature, ...]

    @cached_property
    def header(self) -> Header:
        """Raises `Refused` with a code of check 1 or 2 if the signed bytes are no header."""
        return read_header(self.signed)

    @cached_property
    def leaf(self) -> bytes:
        """SHA-256 of 0x00 and the signed bytes (RFC 9162 section 2.1.1)."""
        return leaf_hash(self.signed)

    @cached_property
    def hash(self) -> str:
        """`leaf` in hex: the name of the event."""
        return self.leaf.hex()


class Wire(Struct, frozen=True, forbid_unknown_fields=True):
    """An envelope as JSON writes it: `signed` in base64url."""

    signatures: Annotated[tuple[Signature, ...], Meta(min_length=1, max_length=MAX_SIGNATURES)]
    signed: str


_WIRE = msgspec.json.Decoder(Wire)


def signed_message(signed: bytes) -> bytes:
    """What an event's signature is made over: a prefix that no other signature of the same key shares, and
    the bytes.
    """
    return EVENT_PREFIX + signed


def sign(header: Header, key: SigningKey) -> Envelope:
    """The envelope of `header`, signed by the key of its member.

    The bytes are read back as a receiver would read them: what nobody would admit is never signed. Raises
    `Refused`.
    """
    if header.member != key.member:
        raise Refused(RefusalCode.KEY_UNKNOWN, "member")
    signed = canonical.encode_plain(header)
    read = read_header(signed)
    envelope = Envelope(signed, (key.signature(signed_message(signed)),))
    envelope.__dict__["header"] = read  # fills the cached property
    return envelope


def to_wire(env: Envelope) -> bytes:
    """Canonical JSON {signatures: [{alg, key, sig}], signed: base64url}."""
    return canonical.encode_plain(wire_of(env))


def from_wire(data: bytes, *, max_bytes: int = MAX_ENVELOPE_BYTES) -> Envelope:
    """The envelope behind wire bytes. Only the outer form is checked; `header` checks the signed bytes.

    Raises `Refused` with a code of check 1 or 2.
    """
    return envelope_of(canonical.decode_as(_WIRE, data, max_bytes=max_bytes, max_depth=WIRE_MAX_DEPTH))


def wire_of(env: Envelope) -> Wire:
    """The JSON form, to be embedded in another document."""
    return Wire(env.signatures, b64url(env.signed))


def envelope_of(wire: Wire) -> Envelope:
    """The envelope behind a JSON form that was read with its types. Raises `Refused(BAD_FIELD)`."""
    if len({signature.key for signature in wire.signatures}) != len(wire.signatures):
        raise Refused(RefusalCode.BAD_FIELD, "signatures")
    return Envelope(from_b64url(wire.signed, "signed"), wire.signatures)
