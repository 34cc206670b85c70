"""Signing keys, the public keys that answer to them, and signatures.

A signature names its algorithm and its key, but the roster decides: the algorithm that counts is the one the
roster lists for the key (check 3), so nobody can talk a verifier into a weaker one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from msgspec import Meta, Struct

from mithaq.journal.encoding import b64url, from_b64url
from mithaq.journal.errors import KeyFileError, RefusalCode, Refused
from mithaq.journal.grammar import MemberCode, Name, Positive

ED25519 = "Ed25519"
PUBLIC_BYTES = 32
SEED_BYTES = 32
SIGNATURE_BYTES = 64

Alg = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{1,32}\Z")]


class Signature(Struct, frozen=True, forbid_unknown_fields=True):
    """One signature: algorithm id, key id, and the signature in base64url without padding."""

    alg: Alg
    key: Name
    sig: Annotated[str, Meta(min_length=1, max_length=8192)]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A member's private journal key. Its repr shows no secret."""

    key_id: str
    member: str
    private: Ed25519PrivateKey = field(repr=False)
    alg: str = ED25519

    @classmethod
    def from_seed(cls, member: str, key_id: str, seed: bytes) -> Self:
        """The key that 32 random bytes determine (RFC 8032 section 5.1.5). Raises `ValueError` for another
        length.
        """
        return cls(key_id, member, Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def from_pem(cls, member: str, key_id: str, pem: bytes, passphrase: bytes | None = None) -> Self:
        """Read a PKCS #8 file. Raises `KeyFileError`."""
        try:
            private = load_pem_private_key(pem, passphrase)
        except TypeError:
            raise KeyFileError("passphrase_needed" if passphrase is None else "passphrase_wrong") from None
        except Exception:  # noqa: BLE001 - the parser raises many kinds, and none may cross this boundary
            raise KeyFileError("not_a_key" if passphrase is None else "passphrase_wrong") from None
        if not isinstance(private, Ed25519PrivateKey):
            raise KeyFileError("wrong_algorithm")
        return cls(key_id, member, private)

    def to_pem(self, passphrase: bytes | None = None) -> bytes:
        """PKCS #8, encrypted if a passphrase is given (the library then draws a salt of its own)."""
        encryption: KeySerializationEncryption = NoEncryption()
        if passphrase is not None:
            encryption = BestAvailableEncryption(passphrase)
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)

    @property
    def public_bytes(self) -> bytes:
        """The raw public key, 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """64 bytes. Callers prefix `message` with the domain of what they sign."""
        return self.private.sign(message)

    def signature(self, message: bytes) -> Signature:
        """`sign`, as the format writes it."""
        return Signature(alg=self.alg, key=self.key_id, sig=b64url(self.sign(message)))

    def member_key(self, from_seq: int = 1, until_seq: int | None = None) -> MemberKey:
        """What the roster lists for this key."""
        public = b64url(self.public_bytes)
        return MemberKey(self.member, self.key_id, self.alg, public, from_seq, until_seq, revoked_from=None)


class MemberKey(Struct, frozen=True, forbid_unknown_fields=True):
    """A public key in the roster: whose it is and in which part of that journal it counts.

    It signs the events `from_seq` to `until_seq` (both included; None: no end yet). From `revoked_from` on it
    is revoked, which differs from having ended in what it says: nothing that this key signs there is to be
    believed.
    """

    member: MemberCode
    key_id: Name
    alg: Alg
    public: str
    from_seq: Positive
    until_seq: Positive | None
    revoked_from: Positive | None

    def check_valid_at(self, seq: int, where: str = "") -> None:
        """Raises `Refused` with KEY_REVOKED or KEY_NOT_VALID."""
        if self.revoked_from is not None and seq >= self.revoked_from:
            raise Refused(RefusalCode.KEY_REVOKED, where)
        if seq < self.from_seq or (self.until_seq is not None and seq > self.until_seq):
            raise Refused(RefusalCode.KEY_NOT_VALID, where)

    def check_signature(self, signature: Signature, message: bytes, where: str = "") -> None:
        """Raises `Refused`: ALG_MISMATCH, BAD_FIELD (not base64url of 64 bytes) or BAD_SIGNATURE."""
        if signature.alg != self.alg:
            raise Refused(RefusalCode.ALG_MISMATCH, f"{where}.alg")
        raw = from_b64url(signature.sig, f"{where}.sig", size=SIGNATURE_BYTES)
        if not self.verifies(raw, message):
            raise Refused(RefusalCode.BAD_SIGNATURE, where)

    def verifies(self, raw_signature: bytes, message: bytes) -> bool:
        """Whether the 64 bytes are this key's signature of `message`."""
        return verifies(load_public(self.alg, self.public), raw_signature, message)

    @property
    def public_bytes(self) -> bytes:
        """The raw public key, 32 bytes."""
        return from_b64url(self.public, "public", size=PUBLIC_BYTES)


def verifies(public: Ed25519PublicKey, raw_signature: bytes, message: bytes) -> bool:
    """Whether `raw_signature` is the signature of `message` (RFC 8032; OpenSSL refuses S at or above the
    group order).
    """
    try:
        public.verify(raw_signature, message)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=4096)
def load_public(alg: str, public: str) -> Ed25519PublicKey:
    """The parsed key, once for all. Raises `Refused`: ALG_MISMATCH for an algorithm other than Ed25519, or
    BAD_FIELD.
    """
    if alg != ED25519:
        raise Refused(RefusalCode.ALG_MISMATCH, "alg")
    return Ed25519PublicKey.from_public_bytes(from_b64url(public, "public", size=PUBLIC_BYTES))
