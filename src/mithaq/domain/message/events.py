"""The statements of a thread between two members. Headers only: codes, instants, ids and hashes.

What the bureaux write travels in the payload (`sheets.py`). Which clock runs follows from the form and the urgency by
`law/forms.csv`; the header does not say it a second time, so the two cannot contradict each other.
"""

from __future__ import annotations

from typing import Literal

from mithaq.domain.alert_events import Code, Hash, Id, Member, Moment
from mithaq.domain.events import Body, EventType


class ThreadBody(Body, frozen=True):
    """Base of the bodies of a thread."""


class ThreadOpened(ThreadBody, frozen=True):
    """A first message to `to`. `about`: the alert, hit or case, where everybody may know it; the payload always says it.

    `urgent`: a code for which the answer is due at once. `noticed_at`: when the sender noticed the wrong data, from which
    its own time to tell the owner runs (law.md, *Reply clocks*).
    """

    form: Code
    to: Member
    about: Id | Literal[""] = ""
    urgent: Code | Literal[""] = ""
    noticed_at: Moment | Literal[""] = ""


class ReplySent(ThreadBody, frozen=True):
    """A further message by either side. `answers`: the last message of the other side that the sender had before it.

    It answers that one and all before it. `asks`: an answer to this one is due, too. `outcome`: where data are disputed,
    whether the sender agrees with the other side.
    """

    answers: Hash | Literal[""] = ""
    outcome: Literal["", "agreed", "not_agreed"] = ""
    asks: bool = False


class MessageDelivered(ThreadBody, frozen=True):
    """The receiving node signs that it holds this message and what it says."""

    of: Hash


class MessageRead(ThreadBody, frozen=True):
    """An officer of the receiving bureau has opened this message: said once for the member, not by every officer."""

    of: Hash


class ThreadClosed(ThreadBody, frozen=True):
    """Who opened the thread ends it."""


MESSAGE_EVENTS: tuple[EventType, ...] = (
    EventType("thread.opened", ThreadOpened, "message", "must"),
    EventType("reply.sent", ReplySent, "message", "must"),
    EventType("message.delivered", MessageDelivered, "message"),
    EventType("message.read", MessageRead, "message"),
    EventType("thread.closed", ThreadClosed, "message"),
)

MESSAGE_TYPES = {row.name: row for row in MESSAGE_EVENTS}
