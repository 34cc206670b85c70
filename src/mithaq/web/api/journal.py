"""/api/journal: the signed statements of all members, and the proofs that nobody changed them."""

from __future__ import annotations

from litestar import Controller
from msgspec import Struct

from mithaq.app import lists, proofs
from mithaq.app.ports.rows import Stored
from mithaq.app.proofs import MerkleProof
from mithaq.journal.envelope import wire_of
from mithaq.web.api.parameters import After, Limit, MemberPath, MemberQuery, Seq, Size, Who
from mithaq.web.api.shapes import CheckpointNote, JournalEntry, JournalRow, Proof
from mithaq.web.routes import read


class JournalList(Struct, frozen=True):
    """Statements of one journal in order, or the newest of all journals first."""

    rows: tuple[JournalRow, ...]


class Journal(Controller):
    """Envelopes go to everybody and carry no personal data, so every role may read them."""

    path = "/journal"
    tags = ("journal",)

    @read("/", "journal.read")
    def listed(self, signed: Who, member: MemberQuery = "", after: After = 0, limit: Limit = 50) -> JournalList:
        """A journal after a place in it, or the newest statements of all."""
        found = lists.journal(signed.node, signed.actor, member=member, after=after, limit=limit)
        return JournalList(tuple(_row(stored) for stored in found))

    @read("/{member:str}/{seq:int}", "journal.read")
    def one(self, signed: Who, member: MemberPath, seq: Seq) -> JournalEntry:
        """One statement with its signed bytes."""
        stored = proofs.statement(signed.node, signed.actor, member, seq)
        return JournalEntry(_row(stored), wire_of(stored.envelope))

    @read("/{member:str}/checkpoint", "journal.read")
    def checkpoint(self, signed: Who, member: MemberPath) -> CheckpointNote:
        """The journal's latest signed note."""
        return CheckpointNote(member, proofs.checkpoint_of(signed.node, signed.actor, member))

    @read("/{member:str}/proofs/inclusion", "journal.read")
    def inclusion(self, signed: Who, member: MemberPath, seq: After, size: Size = 0) -> Proof:
        """That a statement is in the journal. `size` 0 means all that is held."""
        return _proof(member, proofs.inclusion(signed.node, signed.actor, member, seq, size))

    @read("/{member:str}/proofs/consistency", "journal.read")
    def consistency(self, signed: Who, member: MemberPath, first: After, size: Size = 0) -> Proof:
        """That the journal of `first` statements is the beginning of that of `size`."""
        return _proof(member, proofs.consistency(signed.node, signed.actor, member, first, size))


def _row(stored: Stored) -> JournalRow:
    header, author = stored.envelope.header, stored.envelope.header.author
    return JournalRow(
        header.member, header.seq, header.type, header.subject, header.at, author.id, author.post, author.role,
        author.authority, header.lamport, stored.envelope.hash, stored.received_at, stored.applied, stored.flags,
    )  # fmt: skip


def _proof(member: str, proof: MerkleProof) -> Proof:
    return Proof(member, proof.first, proof.size, proof.root.hex(), tuple(node.hex() for node in proof.path))
