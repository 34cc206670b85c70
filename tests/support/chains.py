"""Journals for tests of the store: real signed events, one after the other, by keys from fixed seeds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from mithaq.app.ports.rows import Entry, FoldRow, LogRow, OfficerRow, Stored
from mithaq.app.ports.store import Writer
from mithaq.journal.envelope import NO_PREV, Author, Envelope, Header, sign
from mithaq.journal.keys import SigningKey
from mithaq.journal.merkle import Frontier
from mithaq.journal.payload import Payload, commit

AUTHOR = Author("o-00000000000000aa", "TN-BUREAU", "bureau", "TN-INTERIOR", None)
AT = "2026-11-23T10:00:00.000Z"


@dataclass
class Chain:
    """One member's journal while it grows."""

    member: str = "TN"
    seq: int = 0
    lamport: int = 0
    prev: str = NO_PREV
    frontier: Frontier = field(default_factory=Frontier)

    def __post_init__(self) -> None:
        seed = hashlib.sha256(self.member.encode()).digest()
        self.key = SigningKey.from_seed(self.member, f"{self.member}-1", seed)

    def event(self, subject: str = "a-0000000000000001", *, lamport: int = 0, text: str = "") -> Envelope:
        """The next event."""
        self.seq += 1
        self.lamport = lamport or self.lamport + 1
        body = {"text": text} if text else {}
        header = Header(
            1,
            "alert.published",
            self.member,
            self.seq,
            self.prev,
            self.lamport,
            AT,
            AUTHOR,
            subject,
            (),
            body,
            None,
            (),
        )
        envelope = sign(header, self.key)
        self.prev = envelope.hash
        self.frontier.append(envelope.leaf)
        return envelope

    def append(
        self, tx: Writer, *, touches: Sequence[str] = ("a-0000000000000001",), lamport: int = 0, received_at: str = AT
    ) -> Stored:
        """Make the next event and append it."""
        stored = Stored(self.event(touches[0], lamport=lamport), True, (), received_at)
        tx.journal.append(stored, touches, self.frontier)
        return stored


def payload_of(body: bytes) -> tuple[str, Payload]:
    """A payload with its commitment."""
    payload = Payload(hashlib.sha256(body).digest()[:16], body)
    return commit(payload), payload


def entry_of(id: str, *, alert: str = "", kind: str = "wanted", expires_at: str = "") -> Entry:
    """An entry of the register; without `alert` it is one of its own."""
    hash, _ = payload_of(id.encode())
    return Entry(id, alert or id, "TN", kind, hash, expires_at)


def fold_of(
    id: str, *, about: str = "alert", kind: str = "wanted", state: str = "published", changed_at: str = AT, **more: str
) -> FoldRow:
    """A fold; `member` and `partner` may be given."""
    member, partner = more.get("member", "TN"), more.get("partner", "")
    return FoldRow(id, about, kind, state, member, partner, changed_at, (3, "TN", 2), b'{"id":"' + id.encode() + b'"}')


def line_of(number: int, previous: str) -> LogRow:
    """A log line that follows `previous`."""
    hash = hashlib.sha256(f"{number}{previous}".encode()).hexdigest()
    return LogRow(number, AT, "o-1", "TN-PORT", "check", "border", "", ("t1", "t2"), b"sealed", previous, hash)


def officer_of(id: str, login: str) -> OfficerRow:
    """An active officer."""
    return OfficerRow(id, login, "ضابط", "Officer", "border", "TN-PORT", "TN-INTERIOR", "TN", "active", "$argon2id$")
