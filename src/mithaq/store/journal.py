"""The journals in the database: read, and append at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from mithaq.app.ports.faults import CORRUPT, IntegrityFault, StoreFault
from mithaq.app.ports.rows import QuarantineRow, ReceiptRow, Stored
from mithaq.journal.admit import Head, Held
from mithaq.journal.envelope import Envelope
from mithaq.journal.errors import Refused
from mithaq.journal.keys import Signature
from mithaq.journal.merkle import Frontier
from mithaq.store import queries, schema, sql
from mithaq.store.sealed import opened, sealed
from mithaq.store.transaction import Row, Transaction

LATEST = "~"
"""Sorts after every instant."""

_HEAD = sql.row_of(schema.heads)
_CHECKPOINT = sql.row_of(schema.checkpoints)
_APPEND = sql.insert(schema.journal, skip="place")
_TOUCH = sql.insert(schema.touches)
_PUT_HEAD = sql.put(schema.heads)
_PUT_CHECKPOINT = sql.put(schema.checkpoints)
_PUT_RECEIPT = sql.put(schema.receipts)
_QUARANTINE = sql.insert(schema.quarantine, or_ignore=True)
_OUTBOX_ADD = sql.insert(schema.outbox, or_ignore=True)

_signatures = msgspec.json.Decoder(tuple[Signature, ...])
_flags = msgspec.json.Decoder(tuple[str, ...])


class Journal:
    """`app.ports.store.JournalReader`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def head(self, member: str) -> Head | None:
        row = self._head_row(member)
        return _head(row)[0] if row else None

    def heads(self) -> dict[str, Head]:
        return {row[0]: _head(row)[0] for row in self._tx.all(queries.HEADS)}

    def frontier(self, member: str) -> Frontier:
        row = self._head_row(member)
        if row is None:
            return Frontier()
        try:
            return Frontier.from_bytes(_head(row)[1])
        except Refused:
            raise StoreFault(CORRUPT, "heads.frontier") from None

    def _head_row(self, member: str) -> Row | None:
        """The row of a head. Raises StoreFault if it is gone while its journal is not: nobody begins a journal twice."""
        row = self._tx.one(_HEAD, member)
        if row is None and self._tx.one(queries.EVENT_HELD, member, 1):
            raise StoreFault(CORRUPT, "heads")
        return row

    def at(self, member: str, seq: int) -> Stored | None:
        row = self._tx.one(queries.EVENT_AT, member, seq)
        return _stored(row) if row else None

    def event_at(self, member: str, seq: int) -> Held | None:
        row = self._tx.one(queries.EVENT_HELD, member, seq)
        return Held(*row) if row else None

    def by_hash(self, hash: str) -> Stored | None:
        row = self._tx.one(queries.EVENT_BY_HASH, sql.raw_hash(hash))
        return _stored(row) if row else None

    def after(self, member: str, seq: int, limit: int) -> list[Stored]:
        return [_stored(row) for row in self._tx.all(queries.EVENTS_AFTER, member, seq, limit)]

    def about(self, subject: str) -> list[Stored]:
        return [_stored(row) for row in self._tx.all(queries.EVENTS_ABOUT, subject)]

    def leaves(self, member: str, size: int) -> list[bytes]:
        # An event's hash is its leaf. Whether it is that of the stored bytes is for fsck to say.
        return [hash for (hash,) in self._tx.all(queries.LEAVES, member, size)]

    def newest(self, limit: int, before: str = "") -> list[Stored]:
        return [_stored(row) for row in self._tx.all(queries.EVENTS_NEWEST, before or LATEST, limit)]

    def checkpoint(self, member: str) -> str | None:
        row = self._tx.one(_CHECKPOINT, member)
        return row[1] if row else None

    def quarantined(self) -> list[QuarantineRow]:
        return [QuarantineRow(*row) for row in self._tx.all(queries.QUARANTINED)]

    def receipts(self) -> list[ReceiptRow]:
        return [ReceiptRow(*row) for row in self._tx.all(queries.RECEIPTS)]

    def outbox(self) -> tuple[int, int]:
        count, first = self._tx.all(queries.OUTBOX)[0]
        return count, first


class JournalChanges(Journal):
    """`app.ports.store.JournalWriter`. A head is kept in memory while its journal grows, and written once."""

    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self._grown: dict[str, tuple[Head, bytes]] = {}

    def head(self, member: str) -> Head | None:
        grown = self._grown.get(member)
        return grown[0] if grown else super().head(member)

    def heads(self) -> dict[str, Head]:
        self.settle()
        return super().heads()

    def frontier(self, member: str) -> Frontier:
        grown = self._grown.get(member)
        return Frontier.from_bytes(grown[1]) if grown else super().frontier(member)

    def append(self, stored: Stored, touches: Sequence[str], frontier: Frontier) -> None:
        self._tx.step("append")
        envelope, header = stored.envelope, stored.envelope.header
        head = self.head(header.member)
        if header.seq != (head.seq if head else 0) + 1 or frontier.size != header.seq:
            raise self._tx.failed(IntegrityFault("journal.seq"))
        self._tx.run(_APPEND, header.member, header.seq, envelope.leaf, header.lamport, *_columns(stored))
        for subject in dict.fromkeys(touches):
            self._tx.run(_TOUCH, subject, header.lamport, header.member, header.seq)
        self._grown[header.member] = (Head(header.seq, envelope.hash, header.lamport), frontier.to_bytes())

    def put_checkpoint(self, member: str, note: str) -> None:
        self._tx.run(_PUT_CHECKPOINT, member, note)

    def quarantine(self, row: QuarantineRow) -> None:
        digest = hashlib.sha256(row.wire).digest()
        self._tx.run(_QUARANTINE, *msgspec.structs.astuple(row), digest)

    def outbox_add(self, seq: int) -> None:
        self._tx.run(_OUTBOX_ADD, seq)

    def put_receipt(self, row: ReceiptRow) -> None:
        self._tx.run(_PUT_RECEIPT, *msgspec.structs.astuple(row))

    def outbox_clear(self, upto: int) -> None:
        self._tx.run(queries.OUTBOX_CLEAR, upto)

    def settle(self) -> None:
        """Write the heads of the journals that grew."""
        rows = [
            sealed((member, head.seq, bytes.fromhex(head.hash), head.lamport, frontier))
            for member, (head, frontier) in self._grown.items()
        ]
        self._grown.clear()
        if rows:
            self._tx.many(_PUT_HEAD, rows)


def _head(row: Row) -> tuple[Head, bytes]:
    """Head and frontier of a row. Raises StoreFault if a bit of it has flipped: what is signed next builds on both."""
    _, seq, hash, lamport, frontier = opened(row, "heads")
    return Head(seq, hash.hex(), lamport), frontier


def _columns(stored: Stored) -> tuple[str, int, str, bytes, bytes]:
    flags = msgspec.json.encode(stored.flags).decode()
    signatures = msgspec.json.encode(stored.envelope.signatures)
    return stored.received_at, int(stored.applied), flags, stored.envelope.signed, signatures


def _stored(row: Row) -> Stored:
    member, seq, hash, signed, signatures, applied, flags, received_at = row
    try:
        stored = Stored(
            Envelope(signed, _signatures.decode(signatures)), bool(applied), _flags.decode(flags), received_at
        )
    except (msgspec.MsgspecError, UnicodeError):
        raise StoreFault(CORRUPT, f"journal {member}/{seq}") from None
    if stored.envelope.leaf != hash:  # nobody reads, cites or passes on what is not what was admitted
        raise StoreFault(CORRUPT, f"journal {member}/{seq}")
    return stored
