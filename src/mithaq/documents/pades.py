"""PAdES through pyHanko, which takes half a second to load: signing a file, and reading the signature of one."""

from __future__ import annotations

import asyncio
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509  # type: ignore[import-untyped]  # the library has no types
from asn1crypto.cms import ContentInfo  # type: ignore[import-untyped]  # the library has no types
from cryptography import x509 as certificates
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.validation import SignatureCoverageLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Seal"
DIGEST = "sha256"
RESERVED = 16_384  # bytes for signature and certificates, in hexadecimal

Chain = tuple[certificates.Certificate, list[certificates.Certificate]]


def signer(key: bytes, certificate: bytes, issuer: bytes) -> SimpleSigner:
    """pyHanko's signer of a key (PKCS #8) and two certificates, all DER."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko leaves it out
    store.register(x509.Certificate.load(issuer))
    return SimpleSigner(x509.Certificate.load(certificate), keys.PrivateKeyInfo.load(key), store)


def signed(pdf: bytes, at: datetime, by: SimpleSigner, name: str) -> bytes:
    """The file with a certifying signature over all of it (ISO 32000-2, 12.8.2.2): nothing may be changed after it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    steps = PdfCMSEmbedder(new_field_spec=SigFieldSpec(FIELD)).write_cms(field_name=FIELD, writer=writer)
    next(steps)
    blank = SignatureObject(at, SigSeedSubFilter.PADES, name=name, bytes_reserved=RESERVED)
    locked = SigMDPSetup(DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    steps.send(SigObjSetup(sig_placeholder=blank, mdp_setup=locked))
    digest, output = steps.send(SigIOSetup(DIGEST, in_place=False))
    steps.send(asyncio.run(by.async_sign(digest.document_digest, DIGEST, use_pades=True)))
    whole: bytes = output.getvalue()
    return whole


def sealed_by(pdf: bytes) -> Chain | None:
    """The certificates of the one signature, its own first, if it is whole and covers the file to its last byte."""
    try:
        (seal,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
        whole = seal.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE and _holds(seal)
        first = certificates.load_der_x509_certificate(seal.signer_cert.dump())
        others = [certificates.load_der_x509_certificate(one.dump()) for one in seal.other_embedded_certs]
    except Exception:  # noqa: BLE001 - a forged file can raise anything in a parser; it has no seal then
        return None
    return (first, others) if whole else None


def _holds(seal: Any) -> bool:
    """Whether the digest is that of the bytes, the signature that of the digest, and nothing hides behind the signature:
    the room that was kept for it, and is not needed, is the one place in the file that no digest covers.
    """
    content = bytes(seal.pkcs7_content)
    if content[len(ContentInfo.load(content).dump()) :].strip(b"\0"):
        return False
    intact, valid = validate_sig_integrity(seal.signer_info, seal.signer_cert, "data", seal.compute_digest())
    return bool(intact and valid)
