"""What lies on a node's disk is sealed: who finds the file without the key finds no person in it.

AES-256-SIV (RFC 5297), no scheme of our own. It needs no nonce, so none can be used twice: equal bytes under an equal name
give equal boxes, and what a box is for (its name) is bound to it. A box is 16 bytes longer than what is in it.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from mithaq.journal.errors import RefusalCode, Refused

KEY_BYTES = 32
MORE_BYTES = 16
"""How much longer a box is than its content."""


class Vault:
    """The key of one node's disk. Its repr shows no secret."""

    def __init__(self, key: bytes) -> None:
        """Raises ValueError for a key that is not `KEY_BYTES` long."""
        if len(key) != KEY_BYTES:
            raise ValueError("key")
        halves = (hmac.digest(key, label, hashlib.sha256) for label in (b"mithaq/vault/v1/mac", b"mithaq/vault/v1/box"))
        self._siv = AESSIV(b"".join(halves))

    def close(self, plain: bytes, name: bytes) -> bytes:
        """The box. Nothing at all stays nothing: there is nobody in it."""
        return self._siv.encrypt(plain, [name]) if plain else b""

    def open(self, box: bytes, name: bytes) -> bytes:
        """What is in the box. Raises Refused(BAD_SIGNATURE): another key or name, damage, or no box at all."""
        if not box:
            return b""
        try:
            return self._siv.decrypt(box, [name])
        except (InvalidTag, ValueError):
            raise Refused(RefusalCode.BAD_SIGNATURE, "vault") from None
