"""The header: everything that is signed about an event, and the strict way to read it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

from mithaq.journal import canonical
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.grammar import (
    EventType,
    Hex32,
    Id,
    MemberCode,
    Moment,
    Name,
    Positive,
    Pseudonym,
    check_free,
    from_moment,
)
from mithaq.journal.payload import MAX_PAYLOAD_BYTES

FORMAT_VERSION: Final = 1

MAX_ITEMS = 1000
"""Objects in one batch: the number that one officer's approval of a bulk load may cover."""

MAX_SIGNED_BYTES = 192 * 1024
"""A header: 1,000 items of at most 138 bytes leave 58 kB for everything else."""

MAX_DEPTH = 16
"""Nesting of a header. The fixed fields need 3; the rest is for `body`."""

MAX_CITES = 256
"""Events that one event may cite."""

CONTENT_PREFIX = b"mithaq/content/v1\0"


class Author(Struct, frozen=True, forbid_unknown_fields=True):
    """Who made the statement: a pseudonym, and the post, role and authority in which it was made.

    `assertion` has room for the officer's own signature (a passkey's, over the content hash).
    """

    id: Pseudonym
    post: Name
    role: Name
    authority: Name
    assertion: dict[str, Any] | None


class Cite(Struct, frozen=True, forbid_unknown_fields=True):
    """An earlier event, of any journal, on which this one rests."""

    member: MemberCode
    seq: Positive
    hash: Hex32


class Commitment(Struct, frozen=True, forbid_unknown_fields=True):
    """What the event says about a payload held apart: `hash` is `payload.commit`, `size` the bytes of its
    body.

    `enc` names how the payload is encrypted at rest; format version 1 knows only `none`.
    """

    enc: Literal["none"]
    hash: Hex32
    size: Annotated[int, Meta(ge=0, le=MAX_PAYLOAD_BYTES)]


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """One object of a batch: its id and the commitment to its own payload (`enc` is `none`)."""

    id: Id
    hash: Hex32
    size: Annotated[int, Meta(ge=0, le=MAX_PAYLOAD_BYTES)]

    @property
    def commitment(self) -> Commitment:
        return Commitment(enc="none", hash=self.hash, size=self.size)


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """A signed statement of one member, at place `seq` of its journal. It carries no personal data.

    `prev` is the hash of the event before it (64 zeros for `seq` 1), `at` the writer's clock, `payload` and
    `items` exclude each other.
    """

    v: Literal[1]
    type: EventType
    member: MemberCode
    seq: Positive
    prev: Hex32
    lamport: Positive
    at: Moment
    author: Author
    subject: Id
    cites: Annotated[tuple[Cite, ...], Meta(max_length=MAX_CITES)]
    body: dict[str, Any]
    payload: Commitment | None
    items: Annotated[tuple[Item, ...], Meta(max_length=MAX_ITEMS)]


_HEADER = msgspec.json.Decoder(Header)


def read_header(signed: bytes) -> Header:
    """The header behind signed bytes. Raises `Refused` with a code of check 1 or 2."""
    try:
        header = canonical.decode_as(_HEADER, signed, max_bytes=MAX_SIGNED_BYTES, max_depth=MAX_DEPTH)
    except Refused as refusal:
        if refusal.code is RefusalCode.BAD_FIELD:
            _check_version(signed)
        raise
    _check_fields(header)
    return header


def content_hash(type: str, subject: str, body: dict[str, Any], payload_hash: str | None, items: Sequence[Item]) -> str:
    """What a second officer approves: the content, wherever and whenever it is journaled. 64 hex digits.

    SHA-256 over the prefix `CONTENT_PREFIX` and the canonical object {body, items, payload, subject, type}.
    """
    content = {
        "body": body,
        "items": [{"hash": item.hash, "id": item.id, "size": item.size} for item in items],
        "payload": payload_hash,
        "subject": subject,
        "type": type,
    }
    return hashlib.sha256(CONTENT_PREFIX + canonical.encode(content)).hexdigest()


def content_of(header: Header) -> str:
    """`content_hash` of an event."""
    payload_hash = header.payload.hash if header.payload else None
    return content_hash(header.type, header.subject, header.body, payload_hash, header.items)


def _check_version(signed: bytes) -> None:
    """A header of another version may well have other fields; say so rather than blame a field."""
    value = canonical.decode(signed, max_bytes=MAX_SIGNED_BYTES, max_depth=MAX_DEPTH)
    if isinstance(value, dict) and type(value.get("v")) is int and value["v"] != FORMAT_VERSION:
        raise Refused(RefusalCode.VERSION_UNKNOWN, "v")


def _check_fields(header: Header) -> None:
    """What the types cannot say."""
    from_moment(header.at)
    check_free(header.body, "body")
    check_free(header.author.assertion, "author.assertion")
    if header.payload is not None and header.items:
        raise Refused(RefusalCode.BAD_FIELD, "items")
    if len({item.id for item in header.items}) != len(header.items):
        raise Refused(RefusalCode.BAD_FIELD, "items")
    places = {(cite.member, cite.seq) for cite in header.cites}
    if len(places) != len(header.cites):
        raise Refused(RefusalCode.BAD_FIELD, "cites")
    if any(member == header.member and seq >= header.seq for member, seq in places):
        raise Refused(RefusalCode.BAD_FIELD, "cites")
