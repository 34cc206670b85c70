"""A version of the roster as its members sign it: who is in the federation, with which keys, and how many sign the next.

The signed bytes are a prefix of their own and the canonical JSON of the document; their SHA-256 is the version's name, and
the next version carries it (docs/wire-format.md, section 11; ADR 0021).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from mithaq.journal import canonical
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.grammar import NO_PREV, Hex32, MemberCode, Moment, Name, Positive, from_moment
from mithaq.journal.keys import Alg, SigningKey
from mithaq.journal.trust import ROSTER_MAX_DEPTH, MemberEntry, MemberKind, Roster, make_entry

MAX_VERSION_BYTES = 128 * 1024
"""It has to fit into one event: the signed bytes of an envelope are at most 192 KiB."""

MAX_SIGNATURES = 32
MAX_ROTATIONS = 8
DOCUMENT_PREFIX = b"mithaq/roster/v1\0"
DOCUMENT_DEPTH = ROSTER_MAX_DEPTH + 3
ALWAYS = "1970-01-01T00:00:00.000Z"
NEVER_ENDS = "9999-12-31T23:59:59.999Z"

Standing = Literal["active", "suspended", "left"]


class RosterMember(Struct, frozen=True, forbid_unknown_fields=True):
    """One member in a version. `closed_from`: from this place of its journal on nothing is admitted; None while active."""

    closed_from: Positive | None
    entry: MemberEntry
    standing: Standing


class RosterSignature(Struct, frozen=True, forbid_unknown_fields=True):
    """One member's signature of a version, by its current key.

    `rotated`: the envelopes (base64url) by which it changed its keys since the version before, where it did.
    """

    alg: Alg
    key: Name
    member: MemberCode
    rotated: Annotated[tuple[str, ...], Meta(max_length=MAX_ROTATIONS)]
    sig: Annotated[str, Meta(min_length=1, max_length=8192)]


class RosterDocument(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What is signed. `effective`: from when on it counts; `expires`: until when; `previous`: the hash of the version before
    (64 zeros for the first); `quorum`: how many of its active states sign the next one. `seats`: who sits on the commission,
    by the names of the seats; its keys and seats count from `commission_from` on.
    """

    commission_from: Moment
    effective: Moment
    expires: Moment
    made_at: Moment
    members: tuple[RosterMember, ...]
    number: Positive
    previous: Hex32
    quorum: Positive
    seats: tuple[Name, ...]
    v: Literal[1] = 1

    @cached_property
    def signed_bytes(self) -> bytes:
        """What each signature is over."""
        return DOCUMENT_PREFIX + canonical.encode_plain(self)

    @cached_property
    def hash(self) -> str:
        """The name of this version: what the next one carries as `previous`."""
        return hashlib.sha256(self.signed_bytes).hexdigest()

    @property
    def voters(self) -> tuple[str, ...]:
        """Whose signatures make the next version: the active states, or all active members where there is no state."""
        active = [one.entry for one in self.members if one.standing == "active"]
        states = [entry.code for entry in active if entry.kind == "state"]
        return tuple(states or [entry.code for entry in active])

    @property
    def commission(self) -> tuple[tuple[RosterMember, ...], tuple[str, ...]]:
        """The commission's part: its members with their keys and standing, and its seats."""
        return tuple(one for one in self.members if one.entry.kind == "commission"), self.seats

    def member(self, code: str) -> RosterMember | None:
        """That member, None where it is not listed."""
        return next((one for one in self.members if one.entry.code == code), None)

    def check(self) -> None:
        """What can be seen of one version by itself. Raises `Refused`, located at the field."""
        _check_order(self)
        for one in self.members:
            try:
                one.entry.check()
            except Refused as refusal:
                raise refusal.under(f"members[{one.entry.code}]") from None
            if (one.standing == "active") != (one.closed_from is None):
                raise Refused(RefusalCode.BAD_FIELD, f"members[{one.entry.code}].standing")
        if not len(self.voters) < 2 * self.quorum <= 2 * len(self.voters):
            raise Refused(RefusalCode.BAD_FIELD, "quorum")
        _check_times(self)


class SignedRoster(Struct, frozen=True, forbid_unknown_fields=True):
    """A version with its signatures, as it travels."""

    document: RosterDocument
    signatures: Annotated[tuple[RosterSignature, ...], Meta(max_length=MAX_SIGNATURES)]

    @classmethod
    def from_json(cls, data: bytes) -> SignedRoster:
        """Read canonical bytes and check the document by itself, not the signatures. Raises `Refused`."""
        found = canonical.decode_as(_DECODER, data, max_bytes=MAX_VERSION_BYTES, max_depth=DOCUMENT_DEPTH)
        found.document.check()
        return found

    def to_json(self) -> bytes:
        """Canonical JSON."""
        return canonical.encode_plain(self)

    def signed_by(self, key: SigningKey, rotated: tuple[str, ...] = ()) -> SignedRoster:
        """With this key's signature, in the place of an earlier one of the same member."""
        made = key.signature(self.document.signed_bytes)
        mine = RosterSignature(made.alg, made.key, key.member, rotated, made.sig)
        others = [one for one in self.signatures if one.member != key.member]
        return SignedRoster(self.document, tuple(sorted((*others, mine), key=lambda one: one.member)))


_DECODER = msgspec.json.Decoder(SignedRoster)


def majority(count: int) -> int:
    """The least quorum of so many voters: more than half."""
    return count // 2 + 1


def unsigned(roster: Roster) -> SignedRoster:
    """A roster that somebody put into a node's folder by hand, as the version to begin with: believed, not verified."""
    members = tuple(RosterMember(None, entry, "active") for entry in roster.members)
    found = RosterDocument(
        ALWAYS, ALWAYS, roster.expires or NEVER_ENDS, ALWAYS, members, roster.version, NO_PREV, 1, (),
    )  # fmt: skip
    return SignedRoster(msgspec.structs.replace(found, quorum=majority(len(found.voters))), ())


def first_version(
    entries: Iterable[MemberEntry], made_at: str, expires: str, *, quorum: int = 0, seats: Iterable[str] = ()
) -> SignedRoster:
    """The first version, to be signed; by default with the least quorum. Raises `Refused`."""
    members = tuple(RosterMember(None, entry, "active") for entry in sorted(entries, key=lambda entry: entry.code))
    found = RosterDocument(made_at, made_at, expires, made_at, members, 1, NO_PREV, 1, tuple(sorted(seats)))
    document = msgspec.structs.replace(found, quorum=quorum or majority(len(found.voters)))
    document.check()
    return SignedRoster(document, ())


def founded(
    keys: Iterable[tuple[MemberKind, SigningKey]], made_at: str = ALWAYS, expires: str = NEVER_ENDS
) -> SignedRoster:
    """A first version that all of its voters and its commission have signed: for whoever makes several nodes at once."""
    held = list(keys)
    found = first_version([make_entry(kind, key) for kind, key in held], made_at, expires)
    for kind, key in held:
        if key.member in found.document.voters or kind == "commission":
            found = found.signed_by(key)
    return found


def roster_of(signed: SignedRoster) -> Roster:
    """The members of a version with their keys, as bundles carry them."""
    document = signed.document
    return Roster(document.number, document.expires, tuple(one.entry for one in document.members))


def _check_order(document: RosterDocument) -> None:
    codes = [one.entry.code for one in document.members]
    if not codes or codes != sorted(set(codes)):
        raise Refused(RefusalCode.BAD_FIELD, "members")
    if list(document.seats) != sorted(set(document.seats)):
        raise Refused(RefusalCode.BAD_FIELD, "seats")


def _check_times(document: RosterDocument) -> None:
    """A version takes effect when it is made or later, and ends after that."""
    made, effective = from_moment(document.made_at, "made_at"), from_moment(document.effective, "effective")
    expires = from_moment(document.expires, "expires")
    from_moment(document.commission_from, "commission_from")
    if effective < made:
        raise Refused(RefusalCode.BAD_FIELD, "effective")
    if expires <= effective:
        raise Refused(RefusalCode.BAD_FIELD, "expires")
