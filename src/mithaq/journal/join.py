"""A request to join, or to be listed with another key: the member's entry, and a signature over all of it by its own key."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from mithaq.journal import canonical
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.grammar import Moment, check_text
from mithaq.journal.keys import MemberKey, Signature, SigningKey
from mithaq.journal.trust import ROSTER_MAX_DEPTH, MemberEntry, MemberKind, make_entry

MAX_REQUEST_BYTES = 64 * 1024
PREFIX = b"mithaq/join/v1\0"


class JoinRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Who asks, with which keys; `name`: of the office that answers for the node, for those who are to sign."""

    at: Moment
    entry: MemberEntry
    kind: Literal["mithaq/join"]
    name: Annotated[str, Meta(max_length=200)]
    signature: Signature | None
    v: Literal[1] = 1

    @classmethod
    def made(
        cls, kind: MemberKind, key: SigningKey, name: str, at: str, keys: tuple[MemberKey, ...] = ()
    ) -> JoinRequest:
        """Signed by the key that is to count. `keys`: all of the member's, earlier ones included; by default one."""
        asked = cls(at, make_entry(kind, key, keys or None), "mithaq/join", name, None)
        return msgspec.structs.replace(asked, signature=key.signature(asked._said()))

    @classmethod
    def from_json(cls, data: bytes) -> JoinRequest:
        """Read and verify: that whoever asks holds the key. Raises `Refused`."""
        depth = ROSTER_MAX_DEPTH + 2
        asked = canonical.decode_as(_DECODER, data, max_bytes=MAX_REQUEST_BYTES, max_depth=depth)
        check_text(asked.name, "name")
        asked.entry.check()
        if asked.signature is None:
            raise Refused(RefusalCode.BAD_SIGNATURE, "signature")
        key = asked.entry.current_key
        if asked.signature.key != key.key_id:
            raise Refused(RefusalCode.KEY_UNKNOWN, "signature.key")
        key.check_signature(asked.signature, asked._said(), "signature")
        return asked

    def to_json(self) -> bytes:
        """Canonical JSON."""
        return canonical.encode_plain(self)

    def _said(self) -> bytes:
        return PREFIX + canonical.encode_plain(msgspec.structs.replace(self, signature=None))


_DECODER = msgspec.json.Decoder(JoinRequest)
