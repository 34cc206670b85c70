"""The file of an offline copy: keyed digests of numbers, each with a box that only this number opens (docs/copies.md).

One line of JSON, signed, then the rows: 16 bytes of digest and 64 of box each, sorted. Who has the file without its code
has noise. Who has both can try numbers, and learns of each that he tries; there is no list to be read.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from mithaq.journal import canonical
from mithaq.journal.encoding import b64url, from_b64url
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.keys import Signature, SigningKey
from mithaq.journal.trust import Roster
from mithaq.journal.vault import MORE_BYTES, Vault

DIGEST_BYTES = 16
SAID_BYTES = 48
BOX_BYTES = SAID_BYTES + MORE_BYTES
ROW_BYTES = DIGEST_BYTES + BOX_BYTES
MAX_HEAD = 4096
_PREFIX = b"mithaq/offline/v1\0"

Key = tuple[str, str]
"""Which number: ``document``, ``plate`` or ``serial``, and its normal form (`search.exact`)."""


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands at the beginning. `rows`: their SHA-256; `count`: how many real ones there were, for the receipt."""

    version: int
    member: str
    holder: str
    name: str
    made_at: str
    expires_at: str
    salt: str
    count: int
    rows: str


class _Signed(Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    signature: Signature


class Locked:
    """The numbers of one copy, for whoever knows its code. `code` is 15 random bytes."""

    def __init__(self, code: bytes, salt: str) -> None:
        self._key = hmac.digest(code, _PREFIX + salt.encode(), "sha256")

    def digest(self, key: Key) -> bytes:
        """By what the row of this number is found."""
        return hmac.digest(self._key, _text("find", key), "sha256")[:DIGEST_BYTES]

    def term(self, key: Key) -> str:
        """What the log of look-ups says of this number."""
        return hmac.digest(self._key, _text("log", key), "sha256").hex()[:32]

    def row(self, key: Key, said: str) -> bytes:
        """The row of this number. Raises ValueError for more than `SAID_BYTES`."""
        plain = said.encode().ljust(SAID_BYTES)
        if len(plain) > SAID_BYTES:
            raise ValueError("said")
        digest = self.digest(key)
        return digest + self._vault(key).close(plain, digest)

    def said(self, key: Key, row: bytes) -> str:
        """What its row says. Raises Refused."""
        return self._vault(key).open(row[DIGEST_BYTES:], row[:DIGEST_BYTES]).decode().rstrip()

    def _vault(self, key: Key) -> Vault:
        return Vault(hmac.digest(self._key, _text("open", key), "sha256"))


def made(head: Head, rows: Iterable[bytes], key: SigningKey) -> bytes:
    """The whole file, signed by the member that makes it."""
    body = b"".join(sorted(rows))
    text = canonical.encode(msgspec.to_builtins(msgspec.structs.replace(head, rows=hashlib.sha256(body).hexdigest())))
    return msgspec.json.encode(_Signed(text.decode(), key.signature(_PREFIX + text))) + b"\n" + body


def read(data: bytes, roster: Roster | None = None) -> tuple[Head, bytes]:
    """Head and rows. With a roster the signature must be that of the member; without one nobody vouches for the file.

    A copy that was emptied at its end still has its head. Raises Refused.
    """
    line, _, rows = data.partition(b"\n")
    try:
        note = msgspec.json.decode(line[:MAX_HEAD], type=_Signed)
        text = note.text.encode()
        head = msgspec.json.decode(text, type=Head)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise Refused(RefusalCode.BAD_ENCODING, "offline") from None
    if roster is not None:
        key = roster.entry(head.member).current_key
        if key.key_id != note.signature.key:
            raise Refused(RefusalCode.KEY_UNKNOWN, "offline")
        key.check_signature(note.signature, _PREFIX + text, "offline")
    if rows and hashlib.sha256(rows).hexdigest() != head.rows:
        raise Refused(RefusalCode.COMMITMENT_MISMATCH, "offline")
    return head, rows


def find(rows: bytes, locked: Locked, key: Key) -> str | None:
    """What the copy says of this number; None where it does not know it."""
    digest, low, high = locked.digest(key), 0, len(rows) // ROW_BYTES
    while low < high:
        middle = (low + high) // 2
        at = rows[middle * ROW_BYTES : middle * ROW_BYTES + DIGEST_BYTES]
        if at < digest:
            low = middle + 1
        else:
            high = middle
    row = rows[low * ROW_BYTES : (low + 1) * ROW_BYTES]
    return locked.said(key, row) if row[:DIGEST_BYTES] == digest else None


def new_salt(token: bytes) -> str:
    """The salt as it stands in the head."""
    return b64url(token)


def code_text(code: bytes) -> str:
    """The code as it is told: base64url, twenty characters for fifteen bytes."""
    return b64url(code)


def code_of(told: str) -> bytes:
    """The code that was told. Raises Refused."""
    return from_b64url(told.strip(), "code")


def _text(use: str, key: Key) -> bytes:
    field, value = key
    return f"{use}\0{field}\0{value}".encode()
