"""What the commission's node keeps of protection, bars and the alerts it looks at: local rows, never replicated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct


class ShieldRow(Struct, frozen=True):
    """Somebody or something that an alert may meet. `register`: protection or bar.

    `standing`: granted, pending, barred, or ended, which nothing meets any more. `member`: who lodged it, or whose alert was
    barred. `about`: the lodgement or alert. `parts`: of how many parts the shortest spelling is (`app.shield.forms`).
    `said` is what the commission itself lodged; what a state lodged is a payload of `about`, of a bar there is only digests.
    `officer`: who wrote it down, empty for a node.
    """

    id: str
    register: str
    standing: str
    member: str
    about: str
    at: str
    parts: int
    said: bytes = b""
    officer: str = ""
    ended_at: str = ""


class LookRow(Struct, frozen=True):
    """One content that the commission answers for. `kind`: arrival (before circulation), later (in force, or on its way and
    answered, when somebody was protected or barred) or case.

    `arrived_at` is empty while the payload is not here; from it `due_at` follows. `found`: whom it meets, as JSON.
    `forms`: its own digests, one after the other, of which a bar is made. `decision`: clear or stop, by a commissioner,
    or two with a space between them, with `reasons` that never leave. `answer`: cleared, withheld, kept (nothing is said),
    or moot.
    """

    id: str
    kind: str
    subject: str
    content: str
    urgent: int
    arrived_at: str
    due_at: str
    found: bytes
    forms: bytes
    parts: int
    decision: str = ""
    decided_by: str = ""
    decided_at: str = ""
    reasons: str = ""
    answer: str = ""
    answered_at: str = ""


class ShieldReader(Protocol):
    """The registers, and the looks."""

    def entry(self, id: str) -> ShieldRow | None: ...
    def entries(self, register: str, *, limit: int, offset: int = 0) -> list[ShieldRow]:
        """Newest first."""
        ...

    def made(self, register: str, year: str) -> int:
        """How many were made in that year, also those that have ended since."""
        ...

    def keyed(self, keys: Sequence[bytes]) -> list[tuple[bytes, ShieldRow]]:
        """Each of these digests under which somebody is kept who has not ended, with whom."""
        ...

    def look(self, id: str) -> LookRow | None: ...
    def awaited(self) -> list[LookRow]:
        """Those whose payload is not here yet."""
        ...

    def unanswered(self, until: str = "9999") -> list[LookRow]:
        """Those that arrived, have no answer yet, and are due until then, by id: which is chance, not order of arrival."""
        ...

    def looks(self, *, limit: int, offset: int = 0) -> list[LookRow]:
        """Those that meet somebody or were decided by a person; those without an answer first, then newest first."""
        ...


class ShieldWriter(ShieldReader, Protocol):
    """The same, with changes."""

    def put(self, row: ShieldRow, keys: Sequence[bytes] = ()) -> None:
        """Add or replace; digests that are there already stay."""
        ...

    def drop_keys(self, id: str) -> None:
        """Nobody meets this row any more."""
        ...

    def put_look(self, row: LookRow) -> None: ...
    def forget_forms(self, subject: str) -> None:
        """Drop the digests that looks at this alert kept: it ended, and no bar will be made of them."""
        ...

    def forget_words(self, subject: str) -> None:
        """Drop the reasons in words that a commissioner gave about this alert or case."""
        ...
