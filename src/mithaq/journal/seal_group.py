"""Log lines that were written together: one seal for all of them, and a key of its own for each.

Sealing costs as much as a search, so a group is sealed once: what the box holds is the group's key. Each line is
encrypted with a key that is derived from it for this line alone (HKDF of RFC 5869, AES-128-GCM): who opens one line for an
auditor hands out that line's key, and the lines of the people who were checked in the same moment stay shut.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from msgspec import Struct

from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.seal import SealKeys, open_sealed, seal

_GROUP = b"mithaq/log/v2/group"
_LINE = b"mithaq/log/v2/line"
_KEY_BYTES = 16
_NONCE = bytes(12)
"""The same for all: no key encrypts more than one line."""


class Line(Struct, frozen=True):
    """One line: its place `at` in the group and its ciphertext; the first carries the `box` with the group's key."""

    at: int
    text: bytes
    box: bytes = b""


def seal_together(keys: SealKeys, plaintexts: Sequence[bytes]) -> list[bytes]:
    """The sealed form of each line, in order; the first carries the box that is needed to open any of them."""
    if not plaintexts:
        return []
    group = AESGCM.generate_key(8 * _KEY_BYTES)
    box = seal(keys, _GROUP + group)
    return [
        msgspec.msgpack.encode(Line(at, _cipher(group, at).encrypt(_NONCE, text, _LINE), b"" if at else box))
        for at, text in enumerate(plaintexts)
    ]


def open_line(
    sealed: bytes, carrier: bytes, name: str, auditor: X25519PrivateKey, commission: X25519PrivateKey
) -> bytes:
    """The plaintext of one line, with both keys; `carrier` is the first line of its group, perhaps itself.

    Raises Refused(BAD_ENCODING), or Refused(BAD_SIGNATURE) for a wrong key or a line of another group.
    """
    line = _read(sealed)
    opened = open_sealed(_read(carrier).box, name, auditor, commission)
    if not opened.startswith(_GROUP) or len(opened) != len(_GROUP) + _KEY_BYTES:
        raise Refused(RefusalCode.BAD_ENCODING, "sealed")
    try:
        return _cipher(opened[len(_GROUP) :], line.at).decrypt(_NONCE, line.text, _LINE)
    except (InvalidTag, ValueError, OverflowError):
        raise Refused(RefusalCode.BAD_SIGNATURE, "sealed") from None


def _read(sealed: bytes) -> Line:
    try:
        return msgspec.msgpack.decode(sealed, type=Line)
    except msgspec.MsgspecError:
        raise Refused(RefusalCode.BAD_ENCODING, "sealed") from None


def _cipher(group: bytes, at: int) -> AESGCM:
    return AESGCM(HKDFExpand(SHA256(), _KEY_BYTES, _LINE + at.to_bytes(4, "big")).derive(group))
