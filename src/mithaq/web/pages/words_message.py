"""Words of messages between bureaux. Names of forms, fields and choices are law, and stand in its tables."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGE_WORDS: Mapping[str, Mapping[str, str]] = {
    "thread_state": {
        "open": "Open",
        "disputed": "Disputed",
        "agreed": "Agreed",
        "closed": "Closed",
    },
    "box": {"": "All", "in": "Inbox", "out": "Outbox"},
    "outcome": {
        "": "Nothing is decided yet",
        "agreed": "Agreed with the other side",
        "not_agreed": "Not agreed with the other side",
    },
}
MESSAGE_EVENT_WORDS: Mapping[str, str] = {
    "thread.opened": "Message to another member",
    "reply.sent": "Reply",
    "message.delivered": "Delivery signed",
    "message.read": "Reading signed",
    "thread.closed": "Thread closed",
}
MESSAGE_TASK_WORDS: Mapping[str, str] = {
    "message.new": "A message has arrived",
    "thread.overdue": "An answer is overdue",
    "thread.unsettled": "Disputed data: the time to agree is over",
}
MESSAGE_DONE_WORDS: Mapping[str, str] = {
    "thread.opened": "The message is signed and on its way.",
    "reply.sent": "The reply is signed and on its way.",
    "message.read": "The messages are open; your member has signed for having read them.",
    "thread.closed": "The thread is closed.",
}
