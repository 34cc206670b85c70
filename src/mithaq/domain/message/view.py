"""How a thread stands at an instant: lateness is a view of facts, the same on every node that holds them."""

from __future__ import annotations

from msgspec import Struct

from mithaq.domain.case.clocks import instant
from mithaq.domain.instant import Instant, text
from mithaq.domain.message.states import ThreadState
from mithaq.domain.message.thread import Message, Thread


class Owed(Struct, frozen=True):
    """An answer that is owed. `seconds_left` is negative once it is overdue; `at_once`: no time was given."""

    message: str
    by: str
    due_at: str
    seconds_left: int
    overdue: bool
    at_once: bool


class ThreadView(Struct, frozen=True):
    """A thread at an instant.

    `owed`: the answers that are still owed, the earliest first. `told_late`: the addressee was told of wrong data after
    the time for it. `with_commission`: the time to agree is over without agreement, so that the commission decides.
    """

    state: ThreadState
    owed: tuple[Owed, ...]
    overdue: bool
    told_late: bool
    settle_by: str
    with_commission: bool


def status(thread: Thread, now: Instant) -> ThreadView:
    """The thread as it stands at `now`. Nothing is owed any more in one that is closed."""
    at, closed = text(now), thread.state == ThreadState.CLOSED
    owing = () if closed else (one for one in thread.messages if one.due_at and not one.answered_at)
    owed = tuple(sorted((_owed(thread, one, now) for one in owing), key=lambda one: (one.due_at, one.message)))
    disputed = thread.state == ThreadState.DISPUTED
    return ThreadView(
        state=thread.state,
        owed=owed,
        overdue=any(one.overdue for one in owed),
        told_late=bool(thread.told_by) and thread.opened_at >= thread.told_by,
        settle_by=thread.settle_by if disputed else "",
        with_commission=disputed and at >= thread.settle_by,
    )


def unread(thread: Thread, member: str) -> tuple[Message, ...]:
    """The messages to this party that none of its officers has signed for having opened."""
    return tuple(one for one in thread.to_member(member) if not one.read_at) if thread.side(member) else ()


def _owed(thread: Thread, message: Message, now: Instant) -> Owed:
    due = instant(message.due_at) or now
    at_once = message.due_at == message.at
    return Owed(
        message=message.hash,
        by=thread.other(message.by),
        due_at=message.due_at,
        seconds_left=int((due - now).total_seconds()),
        overdue=text(now) >= message.due_at,
        at_once=at_once,
    )
