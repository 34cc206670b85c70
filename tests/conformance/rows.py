"""Rows and signed journals that the store's tests keep, made up and the same at each run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from mithaq.app.ports.rows import Entry, FoldRow, LogRow, OfficerRow, Stored
from mithaq.app.ports.store import Store, Writer
from mithaq.journal.envelope import FORMAT_VERSION, NO_PREV, Author, Envelope, Header, sign
from mithaq.journal.keys import SigningKey
from mithaq.journal.merkle import Frontier
from mithaq.journal.payload import Payload, commit

SUBJECT = "a-" + "1" * 32
OTHER = "a-" + "2" * 32
NOW = "2026-11-24T09:00:00.000Z"
LATER = "2026-11-24T10:00:00.000Z"
LATEST = "2026-11-24T11:00:00.000Z"


def digest(*words: object) -> str:
    """A hash that depends on nothing but these words."""
    return hashlib.sha256(" ".join(map(str, words)).encode()).hexdigest()


def payload(number: int = 1, body: bytes = b'{"family":"mustafa"}') -> tuple[str, Payload]:
    """A payload and the commitment to it."""
    made = Payload(number.to_bytes(16, "big"), body)
    return commit(made), made


def instant(seq: int) -> str:
    """One minute after the other."""
    return f"2026-11-24T09:{seq:02}:00.000Z"


class Pen:
    """Writes the journal of one member, event by event."""

    def __init__(self, member: str) -> None:
        self.member = member
        self.key = SigningKey.from_seed(member, f"{member}-1", bytes.fromhex(digest(member)))
        self.frontier = Frontier()
        self.seq, self.prev, self.lamport = 0, NO_PREV, 0

    def next(self, subject: str = SUBJECT, lamport: int = 0, reason: str = "") -> Envelope:
        """The next event, about `subject`; its Lamport time is one more than the last, or later."""
        self.seq, self.lamport = self.seq + 1, max(self.lamport + 1, lamport)
        author = Author(f"o-{'0' * 16}", f"{self.member}-BUREAU", "bureau", f"{self.member}-LIAISON", None)
        header = Header(
            v=FORMAT_VERSION,
            type="alert.updated",
            member=self.member,
            seq=self.seq,
            prev=self.prev,
            lamport=self.lamport,
            at=instant(self.seq),
            author=author,
            subject=subject,
            cites=(),
            body={"reason": reason or "تعديل"},
            payload=None,
            items=(),
        )
        envelope = sign(header, self.key)
        self.prev = envelope.hash
        self.frontier.append(envelope.leaf)
        return envelope

    def append(
        self,
        writer: Writer,
        *,
        subject: str = SUBJECT,
        touches: Sequence[str] = (),
        lamport: int = 0,
        received_at: str = "",
    ) -> Stored:
        """Sign the next event and append it."""
        envelope = self.next(subject, lamport)
        stored = Stored(envelope, applied=True, flags=(), received_at=received_at or instant(self.seq))
        writer.journal.append(stored, touches or (subject,), self.frontier)
        return stored


def fold(id: str, *, about: str = "alert", at: str = NOW, seq: int = 1, **other: str) -> FoldRow:
    """A folded state; `other` may give kind, state, member and partner."""
    known = {"kind": "person", "state": "circulated", "member": "TN", "partner": ""} | other
    return FoldRow(
        id,
        about,
        known["kind"],
        known["state"],
        known["member"],
        known["partner"],
        at,
        (seq, "TN", seq),
        f'{{"id":"{id}"}}'.encode(),
    )


def entry(id: str, *, expires_at: str = "", names: Sequence[str] = (), number: str = "", alert: str = SUBJECT) -> Entry:
    """Something to be found: a person with recall keys, or an object with a number."""
    exact = (("document", number),) if number else ()
    return Entry(id, alert, "TN", "person" if names else "document", digest(id), expires_at, tuple(names), exact)


def officer(id: str, login: str = "", role: str = "border", state: str = "active") -> OfficerRow:
    return OfficerRow(id, login or f"{id}@tn", "نور", "Nour", role, "TN-RAS-JEDIR", "TN-POLICE", "TN", state, "$argon2id$")


def lines(count: int) -> list[LogRow]:
    """The first lines of a log, each chained to the one before."""
    made: list[LogRow] = []
    for number in range(1, count + 1):
        previous = made[-1].hash if made else "0" * 64
        terms = (digest("term", number), digest("term"))
        line = LogRow(number, NOW, "o-1", "TN-1", "check", "border", "", terms, b"sealed", previous, digest(number))
        made.append(line)
    return made


def rows(store: Store) -> dict[str, int]:
    """The tables that are not empty, with their number of rows."""
    return {table: count for table, count in store.sizes().items() if count}
