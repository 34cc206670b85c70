"""Checkpoints: the size and root of a journal's tree, signed by its member, in the C2SP text formats.

A checkpoint (c2sp.org/tlog-checkpoint) is three lines, origin, size and root; the signed note around it
(c2sp.org/signed-note) adds an empty line and one line for each signature.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mithaq.journal.encoding import b64, from_b64
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.keys import SIGNATURE_BYTES, MemberKey, SigningKey, verifies
from mithaq.journal.merkle import EMPTY_ROOT, HASH_BYTES, MAX_SIZE
from mithaq.journal.trust import Roster

ORIGIN_PREFIX = "mithaq/"
MAX_NOTE_LENGTH = 16 * 1024  # characters
MAX_NOTE_SIGNATURES = 32
"""The member's own, and a witness each for the other members."""

KEY_HASH_BYTES = 4
_ED25519_TYPE = b"\x01"
_NOTE = re.compile(r"(mithaq/([A-Z]{2})\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]+)\n)\n((?:\u2014 [^\n]+\n)+)", re.ASCII)
_SIGNATURE_LINE = re.compile("\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`origin` is `mithaq/` and the member's code, `size` the number of events, `root` the RFC 9162 root of
    their hashes.
    """

    origin: str
    size: int
    root: bytes

    @classmethod
    def of(cls, member: str, size: int, root: bytes) -> Checkpoint:
        return cls(ORIGIN_PREFIX + member, size, root)

    @property
    def member(self) -> str:
        return self.origin.removeprefix(ORIGIN_PREFIX)

    def text(self) -> str:
        """The signed lines, each ended by a newline."""
        return f"{self.origin}\n{self.size}\n{b64(self.root)}\n"


def key_hash(name: str, public: bytes) -> bytes:
    """First 4 bytes of SHA-256 over name, newline, 0x01 (Ed25519) and the raw public key: a hint which key
    signed.
    """
    return hashlib.sha256(name.encode() + b"\n" + _ED25519_TYPE + public).digest()[:KEY_HASH_BYTES]


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> str:
    """The signed note. Raises `Refused(KEY_UNKNOWN)` if the key is another member's."""
    if checkpoint.member != key.member:
        raise Refused(RefusalCode.KEY_UNKNOWN, "origin")
    text = checkpoint.text()
    hint = key_hash(checkpoint.origin, key.public_bytes)
    return f"{text}\n\u2014 {checkpoint.origin} {b64(hint + key.sign(text.encode()))}\n"


def open_checkpoint(text: str, trust: Roster | bytes) -> Checkpoint:
    """The checkpoint in a note signed by its own member. `trust` is the roster, or the member's raw public
    key.

    Signature lines of other names or keys are skipped: they may be witnesses'. Raises `Refused`: TOO_LARGE,
    BAD_ENCODING, ORIGIN_UNKNOWN, KEY_UNKNOWN (no line is by a key of the member), KEY_NOT_VALID, KEY_REVOKED,
    BAD_SIGNATURE.
    """
    checkpoint, signed, lines = parse_note(text)
    known = _candidates(checkpoint, trust)
    verified = False
    for line in lines:
        name, signature = signature_of(line)
        public = known.get(signature[:KEY_HASH_BYTES]) if name == checkpoint.origin else None
        if public is None:
            continue
        if isinstance(public, MemberKey):
            public.check_valid_at(max(checkpoint.size, 1), "checkpoint")
            public = public.public_bytes
        raw = signature[KEY_HASH_BYTES:]
        key = Ed25519PublicKey.from_public_bytes(public)
        if len(raw) != SIGNATURE_BYTES or not verifies(key, raw, signed):
            raise Refused(RefusalCode.BAD_SIGNATURE, "checkpoint")
        verified = True
    if not verified:
        raise Refused(RefusalCode.KEY_UNKNOWN, "checkpoint")
    return checkpoint


def parse_note(text: str) -> tuple[Checkpoint, bytes, list[str]]:
    """The checkpoint, the bytes that are signed, and the signature lines, none of them verified. Raises `Refused`."""
    if len(text) > MAX_NOTE_LENGTH:
        raise Refused(RefusalCode.TOO_LARGE, "checkpoint")
    found = _NOTE.fullmatch(text)
    if found is None:
        raise Refused(RefusalCode.BAD_ENCODING, "checkpoint")
    signed, member, size, root, signatures = found.groups()
    checkpoint = Checkpoint.of(member, int(size), from_b64(root, "checkpoint"))
    lines = signatures.splitlines()
    sizes_right = len(checkpoint.root) == HASH_BYTES and checkpoint.size <= MAX_SIZE
    empty_right = checkpoint.size > 0 or checkpoint.root == EMPTY_ROOT
    if not sizes_right or not empty_right or len(lines) > MAX_NOTE_SIGNATURES:
        raise Refused(RefusalCode.BAD_ENCODING, "checkpoint")
    return checkpoint, signed.encode(), lines


def signature_of(line: str) -> tuple[str, bytes]:
    """Name and bytes of one signature line. Raises `Refused`."""
    found = _SIGNATURE_LINE.fullmatch(line)
    if found is None:
        raise Refused(RefusalCode.BAD_ENCODING, "checkpoint")
    return found[1], from_b64(found[2], "checkpoint")


def _candidates(checkpoint: Checkpoint, trust: Roster | bytes) -> dict[bytes, MemberKey | bytes]:
    """Keys that may have signed, by their hash."""
    if isinstance(trust, bytes):
        return {key_hash(checkpoint.origin, trust): trust}
    keys = trust.entry(checkpoint.member).keys
    return {key_hash(checkpoint.origin, key.public_bytes): key for key in keys}
