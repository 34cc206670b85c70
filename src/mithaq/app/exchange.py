"""What members hand each other besides envelopes: signed requests for payloads, and signed receipts for ranges."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec import Struct

from mithaq.journal import canonical
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.keys import Signature, SigningKey
from mithaq.journal.trust import Roster

MAX_ASKED = 1000  # payloads in one request: the items of one batch
_LIMIT = 256 * 1024


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    """One payload by its commitment, and the aggregate that it belongs to."""

    subject: str
    hash: str


class PayloadRequest(Struct, frozen=True, forbid_unknown_fields=True, tag="ask", tag_field="kind"):
    """`by` asks `to` for payloads that it may read."""

    by: str
    to: str
    at: str
    wants: tuple[Wanted, ...]


class Receipt(Struct, frozen=True, forbid_unknown_fields=True, tag="receipt", tag_field="kind"):
    """`by` holds, verified and on disk, `journal` up to and including `seq`, whose event has this hash."""

    by: str
    journal: str
    seq: int
    hash: str
    at: str


class _Note(Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    signature: Signature


M = TypeVar("M", PayloadRequest, Receipt)


def signed(message: PayloadRequest | Receipt, key: SigningKey) -> bytes:
    """The message on the wire: canonical text and one signature over a prefix of its own and the text."""
    text = canonical.encode(msgspec.to_builtins(message))
    return msgspec.json.encode(_Note(text.decode(), key.signature(_prefix(type(message)) + text)))


def opened(wire: bytes, shape: type[M], roster: Roster) -> M:
    """The message, if its signature is that of the member it names. Raises Refused."""
    if len(wire) > _LIMIT:
        raise Refused(RefusalCode.TOO_LARGE, "message")
    try:
        note = msgspec.json.decode(wire, type=_Note)
        text = note.text.encode()
        message = msgspec.json.decode(text, type=shape)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise Refused(RefusalCode.BAD_ENCODING, "message") from None
    if canonical.encode(msgspec.to_builtins(message)) != text:
        raise Refused(RefusalCode.NOT_CANONICAL, "message")
    key = roster.entry(message.by).current_key
    if key.key_id != note.signature.key:
        raise Refused(RefusalCode.KEY_UNKNOWN, "signature.key")
    key.check_signature(note.signature, _prefix(shape) + text, "signature")
    return message


def _prefix(shape: type[Struct]) -> bytes:
    return f"mithaq/{shape.__struct_config__.tag}/v1\0".encode()
