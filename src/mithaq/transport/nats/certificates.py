"""A small authority for certificates, for demonstrations and tests alone: its key is forgotten when it is done.

In production each state brings the certificate of its own authority; the servers list whom they trust.
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from mithaq.domain.instant import Instant

DAYS = 365
_EARLIER = timedelta(hours=1)  # clocks of two machines differ


class Authority:
    """Makes certificates into a folder: ``ca.pem``, and ``NAME.pem`` with ``NAME.key`` for each name."""

    def __init__(self, folder: Path, now: Instant) -> None:
        self._folder = folder
        self._now = now
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named("Mithaq demonstration")
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        whole = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
        certificate = self._builder(self._name, self._key.public_key())
        certificate = certificate.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        signed = certificate.add_extension(whole, critical=True).sign(self._key, hashes.SHA256())
        (folder / "ca.pem").write_bytes(signed.public_bytes(Encoding.PEM))

    def issue(self, name: str, hosts: tuple[str, ...] = ("localhost", "127.0.0.1")) -> None:
        """A certificate whose subject is ``CN=name``, good for these hosts."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())
        certificate = (
            self._builder(_named(name), key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([_host(host) for host in hosts]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        (self._folder / f"{name}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
        secret = self._folder / f"{name}.key"
        secret.touch(0o600)
        secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now - _EARLIER)
            .not_valid_after(self._now + timedelta(days=DAYS))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
