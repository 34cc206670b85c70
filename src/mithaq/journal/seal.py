"""Sealed log lines: what was asked and answered, readable only by the commission together with one auditor.

Nested HPKE (RFC 9180; X25519, HKDF-SHA256, AES-128-GCM), no scheme of our own: the text is sealed to the commission, and
that box once more to each auditor. So the commission needs an auditor, no auditor reads alone, and the operator of
the node, who has neither key, cannot read it at all (law.md, *Log*).
"""

from __future__ import annotations

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from msgspec import Struct

from mithaq.journal.errors import RefusalCode, Refused

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
_INNER = b"mithaq/log/v1/commission"
_OUTER = b"mithaq/log/v1/auditor"
_CANARY = b"mithaq/canary/v1"


class SealKeys(Struct, frozen=True):
    """Public X25519 keys, raw 32 bytes each: the commission's, and those of the other auditors by name."""

    commission: bytes
    auditors: dict[str, bytes]


class Sealed(Struct, frozen=True):
    """One box an auditor; each holds the same inner box that only the commission opens."""

    boxes: dict[str, bytes]


def seal(keys: SealKeys, plaintext: bytes) -> bytes:
    """The sealed form of a log line."""
    inner = _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(keys.commission), info=_INNER)
    boxes = {
        name: _SUITE.encrypt(inner, X25519PublicKey.from_public_bytes(public), info=_OUTER)
        for name, public in keys.auditors.items()
    }
    return msgspec.msgpack.encode(Sealed(boxes))


def seal_canary(keys: SealKeys, secret: bytes) -> bytes:
    """The secret by which a copy is known again, for the commission alone: whoever makes the copy forgets it."""
    return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(keys.commission), info=_CANARY)


def open_canary(box: bytes, commission: X25519PrivateKey) -> bytes:
    """The secret. Raises Refused(BAD_SIGNATURE) for another key or a damaged box."""
    try:
        return _SUITE.decrypt(box, commission, info=_CANARY)
    except (InvalidTag, ValueError):
        raise Refused(RefusalCode.BAD_SIGNATURE, "canary") from None


def open_sealed(sealed: bytes, name: str, auditor: X25519PrivateKey, commission: X25519PrivateKey) -> bytes:
    """The plaintext, with both keys. Raises Refused(BAD_ENCODING) or Refused(BAD_SIGNATURE) for a wrong key."""
    try:
        box = msgspec.msgpack.decode(sealed, type=Sealed).boxes[name]
    except (msgspec.MsgspecError, KeyError):
        raise Refused(RefusalCode.BAD_ENCODING, "sealed") from None
    try:
        return _SUITE.decrypt(_SUITE.decrypt(box, auditor, info=_OUTER), commission, info=_INNER)
    except (InvalidTag, ValueError):
        raise Refused(RefusalCode.BAD_SIGNATURE, "sealed") from None
