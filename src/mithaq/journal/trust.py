"""The roster: which members exist, of which kind they are, and which keys speak for them where.

Each entry carries a proof of possession: a signature of its own current key over the entry, so that nobody
can list a key that they do not hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

import msgspec
from msgspec import Struct

from mithaq.journal import canonical
from mithaq.journal.errors import KeyFileError, RefusalCode, Refused
from mithaq.journal.grammar import MemberCode, Moment, Positive, from_moment
from mithaq.journal.keys import MemberKey, Signature, SigningKey, load_public

__all__ = [
    "KeyFileError",
    "MemberEntry",
    "MemberKey",
    "MemberKind",
    "Roster",
    "Signature",
    "SigningKey",
    "make_entry",
]

MAX_ROSTER_BYTES = 1024 * 1024
"""24 members with a key a month for a century would need less."""

ROSTER_MAX_DEPTH = 8
ENTRY_PREFIX = b"mithaq/roster-entry/v1\0"

MemberKind = Literal["state", "secretariat", "commission"]


class MemberEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One member: its code, its kind, its keys, and the proof that it holds the current one."""

    code: MemberCode
    kind: MemberKind
    keys: tuple[MemberKey, ...]
    proof: Signature

    @property
    def current_key(self) -> MemberKey:
        """The key that is not revoked and begins last; of several, the first listed.

        It may have ended: then the member has left, and its journal still verifies. Raises
        `Refused(KEY_NOT_VALID)` if every key is revoked.
        """
        return _current(self.keys)

    def check(self) -> None:
        """Keys well-formed and the entry's own, and the proof of possession good. Raises `Refused`."""
        if len({key.key_id for key in self.keys}) != len(self.keys):
            raise Refused(RefusalCode.BAD_FIELD, "keys")
        for index, key in enumerate(self.keys):
            _check_key(key, self.code, f"keys[{index}]")
        current = self.current_key
        if self.proof.key != current.key_id:
            raise Refused(RefusalCode.KEY_UNKNOWN, "proof.key")
        current.check_signature(self.proof, _entry_message(self.code, self.kind, self.keys), "proof")


class Roster(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The members of the federation. `version` grows with each change; `expires` is the moment after which to
    ask for a newer.
    """

    version: Positive
    expires: Moment | None
    members: tuple[MemberEntry, ...]

    @classmethod
    def of(cls, members: Iterable[MemberEntry], *, version: int = 1, expires: str | None = None) -> Roster:
        """A roster with its members in the order of their codes, checked. Raises `Refused`."""
        roster = cls(version, expires, tuple(sorted(members, key=lambda entry: entry.code)))
        roster.check()
        return roster

    @classmethod
    def from_json(cls, data: bytes) -> Roster:
        """Read and check canonical bytes. Raises `Refused` with codes of the checks 1 to 4."""
        roster = canonical.decode_as(_DECODER, data, max_bytes=MAX_ROSTER_BYTES, max_depth=ROSTER_MAX_DEPTH)
        roster.check()
        return roster

    def to_json(self) -> bytes:
        """Canonical JSON."""
        return canonical.encode_plain(self)

    def check(self) -> None:
        """Codes unique and in order, every entry good. Raises `Refused`, located at the member."""
        codes = [entry.code for entry in self.members]
        if codes != sorted(set(codes)):
            raise Refused(RefusalCode.BAD_FIELD, "members")
        if self.expires is not None:
            from_moment(self.expires, "expires")
        for entry in self.members:
            try:
                entry.check()
            except Refused as refusal:
                raise refusal.under(f"members[{entry.code}]") from None

    def entry(self, member: str) -> MemberEntry:
        """Raises `Refused(ORIGIN_UNKNOWN)`."""
        try:
            return self._entries[member]
        except KeyError:
            raise Refused(RefusalCode.ORIGIN_UNKNOWN, "member") from None

    def kind(self, member: str) -> MemberKind:
        """`state`, `secretariat` or `commission`. Raises `Refused(ORIGIN_UNKNOWN)`."""
        return self.entry(member).kind

    def listed(self, member: str, key_id: str) -> MemberKey | None:
        """The key as listed for that member, valid or not. None if it is not."""
        return self._keys.get((member, key_id))

    def key_at(self, member: str, key_id: str, seq: int) -> MemberKey:
        """The key, if it counts at place `seq` of the member's journal.

        Raises `Refused`: ORIGIN_UNKNOWN, KEY_UNKNOWN, KEY_NOT_VALID, KEY_REVOKED.
        """
        self.entry(member)
        key = self.listed(member, key_id)
        if key is None:
            raise Refused(RefusalCode.KEY_UNKNOWN, "key")
        key.check_valid_at(seq, "key")
        return key

    @cached_property
    def _entries(self) -> dict[str, MemberEntry]:
        return {entry.code: entry for entry in self.members}

    @cached_property
    def _keys(self) -> dict[tuple[str, str], MemberKey]:
        return {(entry.code, key.key_id): key for entry in self.members for key in entry.keys}


_DECODER = msgspec.json.Decoder(Roster)


def make_entry(kind: MemberKind, signing_key: SigningKey, keys: Iterable[MemberKey] | None = None) -> MemberEntry:
    """The entry of the member that holds `signing_key`, with its proof of possession.

    `keys` lists all keys, earlier ones included; by default the current one alone, from the journal's first
    event.
    """
    listed = tuple(keys) if keys is not None else (signing_key.member_key(),)
    message = _entry_message(signing_key.member, kind, listed)
    entry = MemberEntry(signing_key.member, kind, listed, signing_key.signature(message))
    entry.check()
    return entry


def _current(keys: tuple[MemberKey, ...]) -> MemberKey:
    good = [key for key in keys if key.revoked_from is None]
    if not good:
        raise Refused(RefusalCode.KEY_NOT_VALID, "keys")
    return max(good, key=lambda key: key.from_seq)


def _check_key(key: MemberKey, code: str, where: str) -> None:
    if key.member != code or (key.until_seq is not None and key.until_seq < key.from_seq):
        raise Refused(RefusalCode.BAD_FIELD, where)
    try:
        load_public(key.alg, key.public)
    except Refused as refusal:
        raise refusal.under(where) from None


def _entry_message(code: str, kind: str, keys: tuple[MemberKey, ...]) -> bytes:
    return ENTRY_PREFIX + canonical.encode_plain({"code": code, "keys": keys, "kind": kind})
