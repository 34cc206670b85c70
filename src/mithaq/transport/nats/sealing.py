"""Answers that only the asker can read: HPKE (RFC 9180, base mode, X25519, HKDF-SHA256, AES-256-GCM).

Each request brings a public key of its own, made for it and signed with the asker's journal key, and the private half is
forgotten with the answer: what a broker recorded today is not opened by any key that is stolen tomorrow (ADR 0020).
"""

from __future__ import annotations

import hashlib

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from msgspec import Struct

from mithaq.app.exchange import PayloadRequest, opened
from mithaq.app.ports.peer import PeerDown
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.keys import SigningKey, load_public, verifies
from mithaq.journal.trust import Roster
from mithaq.transport.nats.wire import SealedAsk

KEY_PREFIX = b"mithaq/answer-key/v1\0"
INFO_PREFIX = b"mithaq/answer/v1\0"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Opener(Struct, frozen=True):
    """The private half of one request's key; its repr shows no secret."""

    ask: SealedAsk
    private: X25519PrivateKey

    def __repr__(self) -> str:
        return "Opener()"

    def open(self, member: str, sealed: bytes) -> bytes:
        """The plain answer. Raises PeerDown for one that was altered or is for another request."""
        try:
            return _SUITE.decrypt(sealed, self.private, _info(self.ask.request))
        except (InvalidTag, ValueError):
            raise PeerDown(member) from None


def asking(request: bytes, key: SigningKey) -> Opener:
    """A signed request on its way, with a fresh key for its answer."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    return Opener(SealedAsk(request, public, key.sign(_key_message(request, public))), private)


def sealed_to(ask: SealedAsk, roster: Roster, plain: bytes) -> bytes:
    """The answer, for the member that signed both the request and the key. Raises Refused."""
    asked = opened(ask.request, PayloadRequest, roster)
    key = roster.entry(asked.by).current_key
    if not verifies(load_public(key.alg, key.public), ask.signature, _key_message(ask.request, ask.key)):
        raise Refused(RefusalCode.BAD_SIGNATURE, "key")
    try:
        public = X25519PublicKey.from_public_bytes(ask.key)
        return _SUITE.encrypt(plain, public, _info(ask.request))
    except ValueError:
        raise Refused(RefusalCode.BAD_FIELD, "key") from None


def read_ask(body: bytes) -> SealedAsk:
    """Raises Refused."""
    try:
        return msgspec.msgpack.decode(body, type=SealedAsk)
    except msgspec.MsgspecError:
        raise Refused(RefusalCode.BAD_ENCODING, "request") from None


def _key_message(request: bytes, key: bytes) -> bytes:
    return KEY_PREFIX + hashlib.sha256(request).digest() + key


def _info(request: bytes) -> bytes:
    return INFO_PREFIX + hashlib.sha256(request).digest()
