"""A box that opens with a number on paper: what it holds reaches every node, and is read where the paper is shown.

HKDF-SHA256 (RFC 5869) makes of the number a name to find the box by and a key; ChaCha20-Poly1305 (RFC 8439) closes it. The
number has 120 bits of chance, so nobody tries them all; it is used for one box, so the nonce may be constant.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mithaq.journal.errors import RefusalCode, Refused

KEY_BYTES = 32
_NONCE = bytes(12)
_PREFIX = b"mithaq/number-box/v1/"


def name_of(number: str) -> str:
    """Under which name the box of this number is found, in hex; it says nothing of the number."""
    return _derived(number, b"name").hex()


def closed(number: str, plain: bytes) -> bytes:
    """The box. Never close two boxes with one number."""
    return ChaCha20Poly1305(_derived(number, b"key")).encrypt(_NONCE, plain, None)


def opened(number: str, box: bytes) -> bytes:
    """What is in it. Raises Refused(BAD_SIGNATURE) for another number and for a box that was changed."""
    try:
        return ChaCha20Poly1305(_derived(number, b"key")).decrypt(_NONCE, box, None)
    except InvalidTag:
        raise Refused(RefusalCode.BAD_SIGNATURE, "box") from None


def _derived(number: str, use: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=_PREFIX + use).derive(number.encode())
