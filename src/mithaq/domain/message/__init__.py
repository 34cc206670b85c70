"""Messages between bureaux: `decide` what may be said, `evolve` what was said, `status` how it stands (house.md)."""

from mithaq.domain.message.decide import Command, Statement, decide
from mithaq.domain.message.events import MESSAGE_EVENTS
from mithaq.domain.message.fold import evolve
from mithaq.domain.message.states import TRANSITIONS, Move, Side, ThreadState
from mithaq.domain.message.thread import Message, Thread
from mithaq.domain.message.view import ThreadView, status

__all__ = [
    "MESSAGE_EVENTS",
    "TRANSITIONS",
    "Command",
    "Message",
    "Move",
    "Side",
    "Statement",
    "Thread",
    "ThreadState",
    "ThreadView",
    "decide",
    "evolve",
    "status",
]
