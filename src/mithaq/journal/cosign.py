"""Witnesses: a member cosigns the checkpoint of another one that it has verified (c2sp.org/tlog-cosignature, Ed25519).

A cosignature is one more line of the note, under the witness's own name. It says: at this time, this was the history that I
was shown. Two members that compare what they cosigned see at once whether they were shown the same.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from msgspec import Struct

from mithaq.journal.checkpoint import KEY_HASH_BYTES, ORIGIN_PREFIX, parse_note, signature_of
from mithaq.journal.encoding import b64
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.keys import SIGNATURE_BYTES, SigningKey
from mithaq.journal.trust import Roster

TIME_BYTES = 8
_COSIGNATURE_TYPE = b"\x04"
_LINE = "\u2014 "


class Cosignature(Struct, frozen=True):
    """Who saw it, and when by its own clock (RFC 3339, whole seconds)."""

    witness: str
    at: str


def cosign(note: str, key: SigningKey, now: datetime) -> str:
    """The note with this witness's line, in the place of an earlier one of the same witness. Raises `Refused`."""
    name, seconds = ORIGIN_PREFIX + key.member, int(now.timestamp())
    _, signed, _ = parse_note(note)
    hint = _key_hash(name, key.public_bytes)
    said = seconds.to_bytes(TIME_BYTES, "big") + key.sign(_message(seconds, signed))
    return _with_lines(note, {name: f"{_LINE}{name} {b64(hint + said)}\n"})


def plain(note: str) -> str:
    """The note with its origin's own lines alone. Raises `Refused`."""
    checkpoint, signed, lines = parse_note(note)
    own = [line for line in lines if signature_of(line)[0] == checkpoint.origin]
    return signed.decode() + "\n" + "".join(f"{line}\n" for line in own)


def joined(note: str, other: str) -> str:
    """The lines of both notes, which are over the same checkpoint; of one witness the line in `note`. Raises `Refused`."""
    (_, signed, lines), (_, others, more) = parse_note(note), parse_note(other)
    if signed != others:
        raise Refused(RefusalCode.PROOF_MISMATCH, "checkpoint")
    named = {signature_of(line)[0]: f"{line}\n" for line in (*more, *lines)}
    return _with_lines(note, named)


def cosignatures(note: str, roster: Roster) -> tuple[Cosignature, ...]:
    """The witnesses whose lines verify under a key that the roster lists for them. Raises `Refused`."""
    checkpoint, signed, lines = parse_note(note)
    found = []
    for line in lines:
        name, said = signature_of(line)
        witness = name.removeprefix(ORIGIN_PREFIX)
        if name not in (checkpoint.origin, witness) and (at := _verified(name, said, signed, roster)):
            found.append(Cosignature(witness, at))
    return tuple(found)


def _verified(name: str, said: bytes, signed: bytes, roster: Roster) -> str:
    """When it was cosigned, empty where no key that counts for the witness made the line."""
    try:
        entry = roster.entry(name.removeprefix(ORIGIN_PREFIX))
    except Refused:
        return ""
    hint, time, raw = said[:KEY_HASH_BYTES], said[KEY_HASH_BYTES:-SIGNATURE_BYTES], said[-SIGNATURE_BYTES:]
    seconds = int.from_bytes(time, "big")
    if len(time) != TIME_BYTES or seconds > 253_402_300_799:  # the last second of the year 9999
        return ""
    for key in entry.keys:
        known = hint == _key_hash(name, key.public_bytes) and key.revoked_from is None
        if known and key.verifies(raw, _message(seconds, signed)):
            return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return ""


def _with_lines(note: str, named: dict[str, str]) -> str:
    checkpoint, signed, lines = parse_note(note)
    kept = [f"{line}\n" for line in lines if signature_of(line)[0] == checkpoint.origin]
    before = {signature_of(line)[0]: f"{line}\n" for line in lines if signature_of(line)[0] != checkpoint.origin}
    witnesses = before | {name: line for name, line in named.items() if name != checkpoint.origin}
    return signed.decode() + "\n" + "".join(kept) + "".join(witnesses[name] for name in sorted(witnesses))


def _message(seconds: int, signed: bytes) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n".encode() + signed


def _key_hash(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _COSIGNATURE_TYPE + public).digest()[:KEY_HASH_BYTES]
