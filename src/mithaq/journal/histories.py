"""The proof that a member has signed two histories of its journal, in one file that anybody verifies without a node.

Either two events at one place, or two checkpoints: of one size with different roots; or an older one whose root is not that
of the newer tree when it had that size, which an RFC 9162 consistency proof from another root shows.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from mithaq.journal import canonical
from mithaq.journal.chain import check_signatures
from mithaq.journal.checkpoint import Checkpoint, open_checkpoint
from mithaq.journal.cosign import Cosignature, cosignatures
from mithaq.journal.encoding import b64url, from_b64url
from mithaq.journal.envelope import MAX_ENVELOPE_BYTES, Envelope, from_wire, to_wire
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.merkle import HASH_BYTES, Levels, verify_consistency
from mithaq.journal.roster_document import DOCUMENT_DEPTH
from mithaq.journal.trust import Roster

MAX_PROOF_BYTES = 2 * 1024 * 1024
NOTE_KIND, EVENT_KIND = "mithaq/two-histories", "mithaq/two-events"


class TwoNotes(Struct, frozen=True, forbid_unknown_fields=True, tag=NOTE_KIND, tag_field="kind"):
    """Two checkpoints of one journal. `root`: of the newer tree at the older size; `path`: that it contains it."""

    newer: str
    older: str
    path: tuple[str, ...]
    root: str
    roster: Roster
    v: Literal[1] = 1


class TwoEvents(Struct, frozen=True, forbid_unknown_fields=True, tag=EVENT_KIND, tag_field="kind"):
    """Two envelopes (base64url) at one place of one journal."""

    first: str
    roster: Roster
    second: str
    v: Literal[1] = 1


class Caught(Struct, frozen=True):
    """Who signed both, and where they part at the latest. `witnesses`: who cosigned which of them."""

    member: str
    older: int
    newer: int
    witnesses: tuple[Cosignature, ...] = ()


Proof = TwoNotes | TwoEvents
_DECODER = msgspec.json.Decoder(TwoNotes | TwoEvents)


def two_notes(older: str, newer: str, newer_leaves: list[bytes], roster: Roster) -> bytes:
    """The proof from two notes, the newer with its leaves. Raises `Refused` if it is none, as where leaves are missing."""
    size = open_checkpoint(older, roster).size
    if not size <= open_checkpoint(newer, roster).size <= len(newer_leaves):
        raise Refused(RefusalCode.PROOF_MISMATCH, "leaves")
    levels = Levels(newer_leaves)
    path = tuple(b64url(node) for node in levels.consistency(size))
    proof = canonical.encode_plain(TwoNotes(newer, older, path, b64url(levels.root(size)), roster))
    verify(proof, roster)
    return proof


def two_events(first: Envelope, second: Envelope, roster: Roster) -> bytes:
    """The proof from two events. Raises `Refused` if it is none."""
    proof = canonical.encode_plain(TwoEvents(b64url(to_wire(first)), roster, b64url(to_wire(second))))
    verify(proof, roster)
    return proof


def is_proof(data: bytes) -> bool:
    """Whether the bytes look like one: what they say is for `verify`."""
    return data.startswith(b'{"') and (NOTE_KIND.encode() in data or EVENT_KIND.encode() in data)


def verify(data: bytes, roster: Roster | None = None) -> Caught:
    """Whom the file proves to have signed two histories, by the roster given, else by that inside.

    Raises `Refused`: PROOF_MISMATCH where both agree, and as for notes, envelopes and rosters.
    """
    proof = canonical.decode_as(_DECODER, data, max_bytes=MAX_PROOF_BYTES, max_depth=DOCUMENT_DEPTH)
    if roster is None:
        proof.roster.check()
    known = roster or proof.roster
    return _notes(proof, known) if isinstance(proof, TwoNotes) else _events(proof, known)


def _notes(proof: TwoNotes, roster: Roster) -> Caught:
    older, newer = open_checkpoint(proof.older, roster), open_checkpoint(proof.newer, roster)
    if older.origin != newer.origin or not 0 < older.size <= newer.size:
        raise Refused(RefusalCode.PROOF_MISMATCH, "older")
    _check_apart(proof, older, newer)
    witnesses = {*cosignatures(proof.older, roster), *cosignatures(proof.newer, roster)}
    return Caught(older.member, older.size, newer.size, tuple(sorted(witnesses, key=lambda one: (one.witness, one.at))))


def _check_apart(proof: TwoNotes, older: Checkpoint, newer: Checkpoint) -> None:
    root = from_b64url(proof.root, "root", size=HASH_BYTES)
    path = [from_b64url(node, "path", size=HASH_BYTES) for node in proof.path]
    if root == older.root or not verify_consistency(older.size, root, newer.size, newer.root, path):
        raise Refused(RefusalCode.PROOF_MISMATCH, "path")


def _events(proof: TwoEvents, roster: Roster) -> Caught:
    first, second = _envelope(proof.first, "first", roster), _envelope(proof.second, "second", roster)
    one, other = first.header, second.header
    if (one.member, one.seq) != (other.member, other.seq) or first.hash == second.hash:
        raise Refused(RefusalCode.PROOF_MISMATCH, "second")
    return Caught(one.member, one.seq, one.seq)


def _envelope(text: str, where: str, roster: Roster) -> Envelope:
    try:
        envelope = from_wire(from_b64url(text, "envelope"), max_bytes=MAX_ENVELOPE_BYTES)
        check_signatures(envelope, roster)
    except Refused as refusal:
        raise refusal.under(where) from None
    return envelope
