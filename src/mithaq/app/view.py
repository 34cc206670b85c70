"""The journals as admission and chaining see them, within one open transaction."""

from __future__ import annotations

from mithaq.app.ports.store import JournalReader
from mithaq.journal.admit import Head, Held
from mithaq.journal.envelope import Envelope


class View:
    """`journal.chain.JournalView` over a store. Remembers heads, so that a range costs one look-up and not a thousand."""

    def __init__(self, journal: JournalReader) -> None:
        self._journal = journal
        self._heads: dict[str, Head | None] = {}
        self._recent: dict[tuple[str, int], Held] = {}

    def head(self, member: str) -> Head | None:
        """The last event held of that journal."""
        if member not in self._heads:
            self._heads[member] = self._journal.head(member)
        return self._heads[member]

    def event_at(self, member: str, seq: int) -> Held | None:
        """Hash and Lamport time of an event that is held."""
        recent = self._recent.get((member, seq))
        if recent is not None:
            return recent
        head = self.head(member)
        if head is None or seq > head.seq:
            return None
        held = self._journal.event_at(member, seq)
        if held is not None:
            self._recent[member, seq] = held
        return held

    def appended(self, envelope: Envelope) -> None:
        """An event was appended in this transaction."""
        header = envelope.header
        self._heads[header.member] = Head(header.seq, envelope.hash, header.lamport)
        self._recent[header.member, header.seq] = Held(envelope.hash, header.lamport)
