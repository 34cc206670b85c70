"""Sealing a document: a PAdES baseline signature (ETSI EN 319 142-1, B-B) over the whole file.

It goes behind the document as a second revision, so the first one stays byte for byte what was printed.
"""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mithaq.documents.certificate import SealKey
from mithaq.domain.instant import Instant


class PdfSealer:
    """The seal of one member."""

    def __init__(self, key: SealKey) -> None:
        self._key = key
        self._signer: Any = None

    def seal(self, pdf: bytes, at: Instant) -> bytes:
        """The sealed document. `at` is stated as the time of sealing; the proof inside says when things were said."""
        from mithaq.documents import pades  # noqa: PLC0415 - half a second that most commands need not spend

        if self._signer is None:
            key = self._key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            chain = (one.public_bytes(Encoding.DER) for one in (self._key.certificate, self._key.issuer))
            self._signer = pades.signer(key, *chain)
        return pades.signed(pdf, at, self._signer, self._key.certificate.subject.rfc4514_string())
