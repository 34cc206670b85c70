"""The key pair of a document seal, and the certificate by which the member's journal key vouches for it.

The seal is ECDSA over P-256, although all else here is Ed25519: the readers on people's desks, and the libraries under
many of them, do not know Ed25519 yet, and a seal that shows as *corrupted* in a court is worse than none.

Two certificates: the journal key's own, self-signed, and the seal's, signed by the journal key. So whoever knows the roster
knows whose seal it is, and needs no authority besides. X.509 and the journal can share a key safely: what a journal signs
begins with the name of its format, what is signed here with the DER of a sequence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from mithaq.domain.errors import Refusal
from mithaq.journal.keys import SigningKey

# Validity is the roster's to say, which knows when a key ends (RFC 5280, 4.1.2.5: no well-defined end).
FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
SERIAL_BYTES = 16
SEED_BYTES = (
    48  # half as many again as the order of the curve, so that the remainder is as good as even (FIPS 186-5, A.2.1)
)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (FIPS 186-5)


@dataclass(frozen=True, slots=True)
class SealKey:
    """The private key of a seal with its two certificates; its repr shows no secret."""

    certificate: x509.Certificate
    issuer: x509.Certificate
    private: ec.EllipticCurvePrivateKey = field(repr=False)

    @classmethod
    def make(cls, journal: SigningKey, chance: bytes) -> Self:
        """A new key from `SEED_BYTES` + `SERIAL_BYTES` unpredictable bytes, vouched for by the journal key."""
        secret = int.from_bytes(chance[:SEED_BYTES], "big") % (ORDER - 1) + 1
        private = ec.derive_private_key(secret, ec.SECP256R1())
        serial = int.from_bytes(chance[SEED_BYTES : SEED_BYTES + SERIAL_BYTES], "big") >> 1 or 1
        root, leaf = _name(journal, "journal"), _name(journal, "document seal")
        issuer = _certificate(root, root, journal.private.public_key(), journal, 1, authority=True)
        certificate = _certificate(leaf, root, private.public_key(), journal, serial, authority=False)
        return cls(certificate, issuer, private)

    @classmethod
    def read(cls, key: bytes, chain: bytes) -> Self:
        """From a PKCS #8 file and a file of two certificates, both PEM. Raises Refusal ``document.seal_key``."""
        try:
            private = load_pem_private_key(key, None)
            certificate, issuer = x509.load_pem_x509_certificates(chain)
        except Exception:  # noqa: BLE001 - the parsers raise many kinds, and none may cross this boundary
            raise Refusal("document.seal_key", "keys") from None
        if not isinstance(private, ec.EllipticCurvePrivateKey) or private.public_key() != certificate.public_key():
            raise Refusal("document.seal_key", "keys")
        return cls(certificate, issuer, private)

    def key_pem(self) -> bytes:
        """The private key as its file holds it."""
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def chain_pem(self) -> bytes:
        """Both certificates as their file holds them."""
        return self.certificate.public_bytes(Encoding.PEM) + self.issuer.public_bytes(Encoding.PEM)


def vouched(certificate: x509.Certificate, issuer: x509.Certificate, journal_public: bytes) -> bool:
    """Whether the issuer holds this journal key and has signed the seal's certificate with it."""
    public = issuer.public_key()
    if not isinstance(public, Ed25519PublicKey) or public.public_bytes_raw() != journal_public:
        return False
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _name(journal: SigningKey, role: str) -> x509.Name:
    named = f"Mithaq {journal.member} {role}"
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"Mithaq {journal.member}"),
                      x509.NameAttribute(NameOID.COMMON_NAME, named)])  # fmt: skip


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public: Ed25519PublicKey | ec.EllipticCurvePublicKey,
    journal: SigningKey,
    serial: int,
    *,
    authority: bool,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_cert_sign=authority, crl_sign=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    length = 0 if authority else None
    return (
        x509.CertificateBuilder()
        .subject_name(subject).issuer_name(issuer).public_key(public).serial_number(serial)
        .not_valid_before(FROM).not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=length), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(journal.private.public_key()), critical=False)
        .sign(journal.private, None)
    )  # fmt: skip
