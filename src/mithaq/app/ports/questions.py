"""What a node keeps beside a question: the answering state its look, the commission keyed digests. Local rows, never
replicated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct


class AnswerRow(Struct, frozen=True):
    """How this state is going to answer a question. `found`: the records that were met, as JSON; `refused`: why the question
    is not in order. `decision`: *yes* or *no* of its bureau, with a reason that never leaves. `ready`: the answer's bytes,
    made in the round before it leaves. `answered_at`: empty before it has left.
    """

    id: str
    arrived_at: str
    due_at: str
    found: bytes = b""
    refused: str = ""
    decision: str = ""
    decided_by: str = ""
    decided_at: str = ""
    reason: str = ""
    ready: bytes = b""
    answered_at: str = ""


class AskedRow(Struct, frozen=True):
    """A question that the commission has compared: who asked, and which earlier ones it met, with spaces. `parts`: of how
    many parts the shortest spelling is (`app.shield.forms`).
    """

    id: str
    member: str
    officer: str
    at: str
    parts: int
    met: str = ""


class QuestionReader(Protocol):
    """The rows."""

    def answer(self, id: str) -> AnswerRow | None: ...
    def answers(self, *, open_only: bool = True) -> list[AnswerRow]:
        """Those that have not left, or all; by id, which is chance."""
        ...

    def asked(self, id: str) -> AskedRow | None: ...
    def repeated(self) -> list[AskedRow]:
        """Those that met an earlier one, newest first."""
        ...

    def keyed(self, keys: Sequence[bytes]) -> list[tuple[bytes, AskedRow]]:
        """Each of these digests under which an earlier question is kept, with that question."""
        ...


class QuestionWriter(QuestionReader, Protocol):
    """The same, with changes."""

    def put_answer(self, row: AnswerRow) -> None: ...
    def put_asked(self, row: AskedRow, keys: Sequence[bytes]) -> None: ...
    def forget(self, ids: Sequence[str]) -> None:
        """Drop everything that is kept beside these questions."""
        ...
