"""The thread as a fold over signed statements, in the order `(lamport, member, seq)`. Total, without a clock.

A statement that does not fit is void: kept, listed with a code, without effect.
"""

from __future__ import annotations

from typing import assert_never

from msgspec import structs

from mithaq.domain.alert_events import ErasureConfirmed
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.law import Law
from mithaq.domain.message import events as says
from mithaq.domain.message.clocks import due_at
from mithaq.domain.message.guards import judge
from mithaq.domain.message.thread import Message, Thread

Noted = says.ReplySent | says.MessageDelivered | says.MessageRead | says.ThreadClosed


def evolve(thread: Thread | None, event: Event, law: Law) -> Thread | None:
    """The thread after this statement. None as long as nobody has opened it as it may be opened."""
    body = event.body
    if isinstance(body, ErasureConfirmed):
        return structs.replace(thread, erased={**thread.erased, event.member: event.at}) if thread else None
    row = says.MESSAGE_TYPES.get(event.type)
    if row is None or not isinstance(body, says.ThreadBody) or not isinstance(body, row.body):
        return thread.voided(event.hash, "event.not_about_messages") if thread else None
    if thread is None:
        return _opened(event, body, law) if isinstance(body, says.ThreadOpened) else None
    return _gone_on(thread, event, body, law)


def _gone_on(thread: Thread, event: Event, body: says.ThreadBody, law: Law) -> Thread:
    if not isinstance(body, Noted):
        return thread.voided(event.hash, "thread.exists")
    move = judge(thread, event.type, event.member, body, law)
    if isinstance(move, Refusal):
        return thread.voided(event.hash, move.code)
    if not may_say(thread, event, law):
        return thread.voided(event.hash, "forbidden")
    return structs.replace(_noted(thread, event, body, law), state=move.to)


def may_say(thread: Thread, event: Event, law: Law) -> bool:
    """Whether `access.csv` lets this role say this about a thread so related, in its state."""
    member, side = law.members.get(event.member), thread.side(event.member)
    if member is None or side is None:
        return False
    return law.access.allows(event.type, event.author.role, member.kind, side.value, thread.state.value)


def _opened(event: Event, body: says.ThreadOpened, law: Law) -> Thread | None:
    move = judge(None, event.type, event.member, body, law)
    info = law.members.get(event.member)
    if isinstance(move, Refusal) or info is None:
        return None
    if not law.access.allows(event.type, event.author.role, info.kind):
        return None
    form = law.forms[body.form]
    noticed = min(body.noticed_at, event.at)
    return Thread(
        id=event.subject,
        opener=event.member,
        to=body.to,
        form=body.form,
        state=move.to,
        content=event.content,
        about=body.about,
        urgent=body.urgent,
        noticed_at=body.noticed_at,
        told_by=due_at(law, form.tell, event.member, noticed),
        settle_by=due_at(law, form.settle, event.member, event.at),
        messages=(_message(event, due=_answer_due(law, body, event.at)),),
    )


def _answer_due(law: Law, body: says.ThreadOpened, at: str) -> str:
    """At once where it is urgent: from the instant of signing on the answer is owed."""
    return at if body.urgent else due_at(law, law.forms[body.form].reply, body.to, at)


def _message(event: Event, *, outcome: str = "", due: str = "") -> Message:
    return Message(event.hash, event.member, event.at, event.payload, outcome, due)


def _noted(thread: Thread, event: Event, body: Noted, law: Law) -> Thread:
    match body:
        case says.ReplySent():
            return _replied(thread, event, body, law)
        case says.MessageDelivered():
            return _marked(thread, body.of, delivered_at=event.at)
        case says.MessageRead():
            return _marked(thread, body.of, read_at=event.at)
        case says.ThreadClosed():
            # one without an instant counts from the beginning: what must go goes rather too early
            return structs.replace(
                thread, closed_at=max(event.at, _last_of(thread, thread.to)) or thread.messages[0].at
            )
        case _:
            assert_never(body)


def _replied(thread: Thread, event: Event, body: says.ReplySent, law: Law) -> Thread:
    """The message is added, and answers what its sender had before it."""
    upto = next((n for n, message in enumerate(thread.messages, 1) if message.hash == body.answers), 0)
    messages = tuple(
        structs.replace(message, answered_at=event.at)
        if number <= upto and message.by != event.member and not message.answered_at
        else message
        for number, message in enumerate(thread.messages, 1)
    )
    due = _asked_due(thread, event, law) if body.asks else ""
    return structs.replace(thread, messages=(*messages, _message(event, outcome=body.outcome, due=due)))


def _asked_due(thread: Thread, event: Event, law: Law) -> str:
    """A question within a thread has the clock of its form, or of supplementary information where the form has none."""
    if thread.urgent:
        return event.at
    form = law.forms.get(thread.form)
    return due_at(law, (form.reply if form else "") or "reply", thread.other(event.member), event.at)


def _last_of(thread: Thread, member: str) -> str:
    """The latest instant that this member stated. Nobody ends a thread before the other side's last word in it: else who
    opened it would have everybody erase at once what he was answered.
    """
    theirs = [message.at for message in thread.messages if message.by == member]
    signed = [at for one in thread.to_member(member) for at in (one.delivered_at, one.read_at)]
    return max((*theirs, *signed), default="")


def _marked(thread: Thread, hash: str, **fields: str) -> Thread:
    messages = (structs.replace(one, **fields) if one.hash == hash else one for one in thread.messages)
    return structs.replace(thread, messages=tuple(messages))
