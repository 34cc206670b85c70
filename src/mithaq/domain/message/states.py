"""The thread as one literal table: in which state, which side, by which statement, may bring it where.

Whether a reply is owed, late or overdue is no state but a view of its messages (`view.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class Side(StrEnum):
    """The two sides, by the words in which `access.csv` asks how a member stands to a thread."""

    OPENER = "own"
    ADDRESSEE = "addressed"


class ThreadState(StrEnum):
    """Where a thread stands. Only a thread about wrong data is ever disputed or agreed."""

    NOT_OPEN = "not_open"
    OPEN = "open"
    DISPUTED = "disputed"
    AGREED = "agreed"
    CLOSED = "closed"


class Move(Struct, frozen=True):
    """One row. `when`: the outcome that the statement must have."""

    by: Side
    event: str
    to: ThreadState
    when: str = ""


S, OPENS, ANSWERS = ThreadState, Side.OPENER, Side.ADDRESSEE
DISPUTES = "disputes"


def _receipts(state: ThreadState) -> tuple[Move, ...]:
    """A receipt may come after the end: the message was sent before it."""
    return tuple(Move(side, event, state) for side in Side for event in ("message.delivered", "message.read"))


def _talk(state: ThreadState) -> tuple[Move, ...]:
    return (
        *_receipts(state),
        *(Move(side, "reply.sent", state) for side in Side),
        Move(OPENS, "thread.closed", S.CLOSED),
    )


TRANSITIONS: Mapping[ThreadState, tuple[Move, ...]] = {
    S.NOT_OPEN: (
        Move(OPENS, "thread.opened", S.OPEN),
        Move(OPENS, "thread.opened", S.DISPUTED, when=DISPUTES),
    ),
    S.OPEN: _talk(S.OPEN),
    S.DISPUTED: (
        *_talk(S.DISPUTED),
        Move(ANSWERS, "reply.sent", S.AGREED, when="agreed"),
        Move(ANSWERS, "reply.sent", S.DISPUTED, when="not_agreed"),
        # the owner's evidence convinced who had doubted the data
        Move(OPENS, "reply.sent", S.AGREED, when="agreed"),
        Move(OPENS, "reply.sent", S.DISPUTED, when="not_agreed"),
    ),
    S.AGREED: (
        *_talk(S.AGREED),
        # what was agreed was not done
        Move(OPENS, "reply.sent", S.DISPUTED, when="not_agreed"),
    ),
    S.CLOSED: _receipts(S.CLOSED),
}
