"""The store: everything a node keeps, behind one port.

A `Writer` is one transaction: all of {journal row, payload, state, entries, outbox, log row} or nothing. When
`Store.write()` returns without an exception the transaction is on disk (fsync), and only then may anybody be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from mithaq.app.ports.questions import QuestionReader, QuestionWriter
from mithaq.app.ports.rows import (
    AttachmentRow,
    ChangeRow,
    Citation,
    Deadline,
    DraftRow,
    Entry,
    FoldRow,
    HitRow,
    LogRow,
    OfficerRow,
    QuarantineRow,
    ReceiptRow,
    ReplyRow,
    SessionRow,
    Stored,
    TaskRow,
    Want,
)
from mithaq.app.ports.shield import ShieldReader, ShieldWriter
from mithaq.domain.own_say.flag import LocalFlag
from mithaq.journal.admit import Head, Held
from mithaq.journal.envelope import Envelope
from mithaq.journal.merkle import Frontier
from mithaq.journal.payload import Payload


class JournalReader(Protocol):
    """The journals of all members, as this node holds them."""

    def head(self, member: str) -> Head | None: ...
    def heads(self) -> dict[str, Head]: ...
    def frontier(self, member: str) -> Frontier: ...
    def at(self, member: str, seq: int) -> Stored | None: ...
    def event_at(self, member: str, seq: int) -> Held | None:
        """Hash and Lamport time of an event, without its bytes."""
        ...

    def by_hash(self, hash: str) -> Stored | None: ...
    def after(self, member: str, seq: int, limit: int) -> list[Stored]: ...
    def about(self, subject: str) -> list[Stored]:
        """All events that touch this aggregate, in fold order (lamport, member, seq)."""

    def leaves(self, member: str, size: int) -> list[bytes]:
        """The first `size` leaf hashes of a journal."""
        ...

    def newest(self, limit: int, before: str = "") -> list[Stored]:
        """The last admitted events of all journals, newest first; `before` is a received_at for paging."""
        ...

    def checkpoint(self, member: str) -> str | None:
        """The last signed checkpoint note of that journal that was verified here."""

    def quarantined(self) -> list[QuarantineRow]: ...
    def receipts(self) -> list[ReceiptRow]: ...
    def outbox(self) -> tuple[int, int]:
        """How many own events are not yet receipted by every peer, and the first such seq (0 if none)."""
        ...


class JournalWriter(JournalReader, Protocol):
    """The same, with appending."""

    def append(self, stored: Stored, touches: Sequence[str], frontier: Frontier) -> None:
        """Add one event at the end of its journal. A second event at the same (member, seq) is an IntegrityFault."""
        ...

    def put_checkpoint(self, member: str, note: str) -> None: ...
    def quarantine(self, row: QuarantineRow) -> None: ...
    def outbox_add(self, seq: int) -> None: ...
    def put_receipt(self, row: ReceiptRow) -> None: ...
    def outbox_clear(self, upto: int) -> None:
        """Every peer has receipted own events up to this seq."""
        ...


class PayloadReader(Protocol):
    """The payloads that this node holds, by commitment. Photos are payloads too."""

    def get(self, hash: str, subject: str = "") -> Payload | None:
        """`subject`: only if it is held for this aggregate. Commitments are public, and anybody can name another's."""
        ...

    def many(self, hashes: Sequence[str], subject: str = "") -> dict[str, Payload]: ...
    def held(self, hashes: Sequence[str], subject: str = "") -> set[str]: ...
    def of(self, subject: str) -> dict[str, str]:
        """The commitments held for an aggregate, each with its item id ("" where it is no item)."""
        ...

    def wanted(self, limit: int, member: str = "") -> list[Want]: ...
    def wanted_count(self) -> int: ...
    def is_wanted(self, hash: str, subject: str = "") -> bool: ...
    def is_erased(self, hash: str, subject: str = "") -> bool: ...


class PayloadWriter(PayloadReader, Protocol):
    """The same, with adding and erasing. Without a subject: for whatever they are held or wanted."""

    def put(self, hash: str, payload: Payload, subject: str, item: str = "") -> None: ...
    def move(self, hash: str, before: str, after: str) -> None:
        """What is held for one subject is held for another instead: a photo finds its alert."""
        ...

    def erase(self, hashes: Sequence[str], subject: str = "") -> int:
        """Delete bytes and salt (secure_delete) and remember the hash as erased. Returns how many were held."""
        ...

    def want(self, wants: Sequence[Want]) -> None: ...
    def unwant(self, hashes: Sequence[str], subject: str = "") -> None: ...


class AttachmentReader(Protocol):
    """The files that papers cite, by their SHA-256, and the citations."""

    def get(self, hash: str) -> tuple[AttachmentRow, bytes] | None:
        """One file, checked against its hash. Raises StoreFault ``store.corrupt``."""
        ...

    def about(self, hashes: Sequence[str]) -> dict[str, AttachmentRow]:
        """What is known here of these files, without their bytes: held, or refused and why."""
        ...

    def hashes(self) -> list[str]: ...
    def citations(self, *, of: str = "", subject: str = "") -> list[Citation]:
        """Which payloads cite this attachment, or what the payloads of this case cite; all where neither is given."""
        ...

    def loose(self) -> list[AttachmentRow]:
        """Files that no payload held here cites and no draft holds, oldest first."""
        ...

    def drafts(self, subject: str = "") -> list[DraftRow]:
        """What is being put together for this case, or for all, in the order in which it was added."""
        ...


class AttachmentWriter(AttachmentReader, Protocol):
    """The same, with keeping and dropping."""

    def put(self, row: AttachmentRow, body: bytes) -> None:
        """Keep this file, or in place of its bytes why it was refused."""
        ...

    def cite(self, payload: str, subject: str, attachments: Sequence[str]) -> None:
        """This payload, which is held for this subject, names these files. The citation goes when the payload is erased."""
        ...

    def draft(self, row: DraftRow) -> None:
        """Add this paper to a draft, or say something else of a copy that is in it."""
        ...

    def undraft(self, subject: str, paper: str = "", attachment: str = "") -> None:
        """Take a paper out of a draft; every one where neither is named."""
        ...

    def drop(self, hashes: Sequence[str]) -> None:
        """Delete the bytes (secure_delete). Nothing remembers the hash: it would tell that the file was here."""


class RegisterReader(Protocol):
    """Folded states and what can be found."""

    def fold(self, id: str) -> FoldRow | None: ...
    def folds(
        self,
        about: str,
        *,
        member: str = "",
        party: str = "",
        kind: str = "",
        states: Sequence[str] = (),
        limit: int = 100,
        offset: int = 0,
    ) -> list[FoldRow]:
        """Newest change first. `party` matches member or partner."""
        ...

    def count_folds(self, about: str, *, member: str = "", kind: str = "", states: Sequence[str] = ()) -> int: ...
    def fold_states(self) -> Iterator[tuple[str, bytes]]:
        """(id, fold) of every aggregate, ordered by id, for the digest."""
        ...

    def deadlines(
        self,
        codes: Sequence[str],
        *,
        party: str = "",
        member: str = "",
        partner: str = "",
        until: str = "9999",
        limit: int = 100,
        offset: int = 0,
    ) -> list[Deadline]:
        """Those of these kinds, soonest first, up to and with the instant `until`. `party` matches member or partner."""
        ...

    def count_subjects(self, codes: Sequence[str], *, party: str = "", until: str = "9999") -> int:
        """Of how many aggregates `deadlines` with these filters speaks: each once, however many of its rows have come."""
        ...

    def unnoticed(self, now: str, limit: int) -> list[Deadline]:
        """Those that have come and that nobody has noticed yet, oldest first."""
        ...

    def entry(self, id: str) -> Entry | None: ...
    def count_entries(self) -> dict[str, int]:
        """Entries by kind."""
        ...

    def entries_of(self, alert: str) -> list[Entry]: ...
    def entry_digest(self, now: str) -> Iterator[tuple[str, str]]:
        """(id, payload) of every entry that has not expired at `now`, ordered by id."""
        ...

    def numbered(self, numbers: Sequence[int], now: str) -> dict[int, Entry]:
        """Entries by their local number, without those expired at `now`."""
        ...

    def entered_after(self, number: int, limit: int) -> list[tuple[int, Entry]]:
        """Entries with their local numbers above this one, lowest first. Numbers rise, and none is ever used twice."""
        ...

    def departed_after(self, turn: int, upto: int) -> tuple[int, list[int]]:
        """How many departures there have been, and of those after the `turn`-th the numbers not above `upto`."""
        ...

    def ghosts(self) -> list[int]:
        """Numbers that are said to have left and are there, or never were: empty unless the store is damaged."""
        ...


class RegisterWriter(RegisterReader, Protocol):
    """The same, with changes."""

    def put_fold(self, row: FoldRow) -> None: ...
    def put_deadlines(self, subject: str, rows: Sequence[Deadline], at: str) -> None:
        """These and no others are the deadlines of this case. One that was there already stays noticed if it was.

        A task that bears the id of one that goes is done `at` then: what it warned of is no more.
        """
        ...

    def notice(self, ids: Sequence[str]) -> None:
        """These have been acted on."""
        ...

    def enter(self, entries: Sequence[Entry]) -> None:
        """Make these findable. An entry with the same id is replaced: the old one leaves, the new one has another number."""
        ...

    def leave(self, ids: Sequence[str]) -> None:
        """Make these unfindable."""
        ...


class DeskReader(Protocol):
    """Local rows: officers, sessions, hits, tasks, log, replies. Never replicated, outside every digest."""

    def officer(self, id: str) -> OfficerRow | None: ...
    def officer_by_login(self, login: str) -> OfficerRow | None: ...
    def officers(self) -> list[OfficerRow]: ...
    def change(self, id: str) -> ChangeRow | None: ...
    def changes(self, *, open_only: bool = True) -> list[ChangeRow]: ...
    def session(self, id: str) -> SessionRow | None: ...
    def hit(self, id: str) -> HitRow | None: ...
    def hits(
        self, *, states: Sequence[str] = (), post: str = "", alert: str = "", limit: int = 100
    ) -> list[HitRow]: ...
    def tasks(self, role: str, *, open_only: bool = True) -> list[TaskRow]: ...
    def flags(self) -> list[LocalFlag]:
        """Every flag of this state on one person, newest first."""
        ...

    def flags_of(self, alert: str) -> list[LocalFlag]:
        """Those on one alert, oldest first: at most one of them stands."""
        ...

    def reply(self, key: str, officer: str) -> ReplyRow | None: ...
    def log_head(self) -> tuple[int, str]:
        """(size, hash of the last line); (0, 64 zeros) when empty."""
        ...

    def log_lines(self, after: int, limit: int) -> list[LogRow]: ...
    def meta(self, key: str) -> str | None: ...


class DeskWriter(DeskReader, Protocol):
    """The same, with changes."""

    def put_officer(self, row: OfficerRow) -> None: ...
    def put_change(self, row: ChangeRow) -> None: ...
    def put_session(self, row: SessionRow) -> None: ...
    def end_session(self, id: str) -> None: ...
    def end_sessions_of(self, officer: str) -> None: ...
    def put_hit(self, row: HitRow) -> None: ...
    def put_task(self, row: TaskRow) -> None: ...
    def finish_tasks(self, subject: str, code: str, at: str) -> None: ...
    def put_flag(self, row: LocalFlag) -> None: ...
    def drop_flags(self, alert: str) -> None:
        """The alert is erased: nothing remembers that this state flagged it."""

    def put_reply(self, row: ReplyRow) -> None: ...
    def drop_replies(self, before: str) -> None: ...
    def forget_replies(self, subject: str) -> None:
        """Of kept replies that name this aggregate only that stays; their keys stay taken."""
        ...

    def log(self, rows: Sequence[LogRow]) -> None:
        """Add the next lines. Raises IntegrityFault for those that do not follow the last, one after the other."""
        ...

    def drop_log(self, upto: int) -> None: ...
    def put_meta(self, key: str, value: str) -> None: ...


class Reader(Protocol):
    """One consistent snapshot."""

    @property
    def journal(self) -> JournalReader: ...
    @property
    def payloads(self) -> PayloadReader: ...
    @property
    def attachments(self) -> AttachmentReader: ...
    @property
    def register(self) -> RegisterReader: ...
    @property
    def desk(self) -> DeskReader: ...
    @property
    def shield(self) -> ShieldReader: ...
    @property
    def questions(self) -> QuestionReader: ...


class Writer(Protocol):
    """One transaction. Leaving the block commits with fsync; an exception rolls everything back."""

    @property
    def journal(self) -> JournalWriter: ...
    @property
    def payloads(self) -> PayloadWriter: ...
    @property
    def attachments(self) -> AttachmentWriter: ...
    @property
    def register(self) -> RegisterWriter: ...
    @property
    def desk(self) -> DeskWriter: ...
    @property
    def shield(self) -> ShieldWriter: ...
    @property
    def questions(self) -> QuestionWriter: ...


class Store(Protocol):
    """A node's database."""

    def read(self) -> AbstractContextManager[Reader]: ...
    def write(self) -> AbstractContextManager[Writer]: ...
    def signings(self) -> int:
        """Another number after every transaction that changed officers or sessions: what was read before it may be old."""
        ...

    def derived(self) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Every row that `fsck` can rebuild from envelopes and payloads: (table, row without local numbers), in order."""
        ...

    def integrity(self) -> list[str]:
        """What the database itself finds wrong (SQLite: integrity_check, foreign keys); empty when sound."""
        ...

    def scrub(self) -> None:
        """After an erasure: make sure that the log of the database (WAL) keeps nothing either."""
        ...

    def shorten(self) -> None:
        """Keep the log of the database (WAL) short while others read and write. Raises StoreFault."""
        ...

    def sizes(self) -> Mapping[str, int]:
        """Rows by table, for health and tests."""
        ...

    def close(self) -> None: ...


__all__ = ["Envelope", "Reader", "Store", "Writer"]
