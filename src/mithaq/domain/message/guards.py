"""What must be true for a statement of a thread to count: one judge for `decide` and the fold."""

from __future__ import annotations

from mithaq.domain.errors import Forbidden, Refusal
from mithaq.domain.law import Law
from mithaq.domain.message import events as says
from mithaq.domain.message.states import DISPUTES, TRANSITIONS, Move, Side, ThreadState
from mithaq.domain.message.thread import MAX_MESSAGES, Thread

TOPICS = {"a": "alert", "b": "alert", "h": "hit", "c": "case"}
"""What an id is of, by its first letter; a batch of objects is an alert, too."""

CORRESPONDENTS = frozenset({"state", "secretariat"})
"""Who writes. The commission reads, and decides by orders of its own."""


OPENING = {
    "to": "thread.to_nobody",
    "urgent": "content.invalid",
    "about": "thread.about",
    "noticed_at": "content.invalid",
}
"""The code under which an opening is refused, by the field that is wrong."""


def begun_by(about: str, member: str) -> bool:
    """Whether this member began what has this id: admission lets nobody begin anything under another's mark."""
    return about[2:].startswith(member.encode().hex())


def topic_of(about: str) -> str:
    """What an id concerns: alert, hit, case; ``none`` for an empty one."""
    return TOPICS.get(about[:1], "unknown") if about else "none"


def judge(thread: Thread | None, type: str, member: str, body: says.ThreadBody, law: Law) -> Move | Refusal:
    """The row of the table that this statement moves by, or why there is none."""
    side = thread.side(member) if thread else Side.OPENER
    if side is None:
        return Forbidden("thread", "thread.not_party")
    problem = _problem(thread, member, body, law)
    if problem is not None:
        return problem
    state = thread.state if thread else ThreadState.NOT_OPEN
    outcome = _outcome(body, law)
    for row in TRANSITIONS[state]:
        if (row.by, row.event, row.when) == (side, type, outcome):
            return row
    return Refusal("thread.closed" if state == ThreadState.CLOSED else "thread.not_possible", state.value)


def _outcome(body: says.ThreadBody, law: Law) -> str:
    if isinstance(body, says.ThreadOpened):
        return DISPUTES if law.forms[body.form].settle else ""
    return body.outcome if isinstance(body, says.ReplySent) else ""


def _problem(thread: Thread | None, member: str, body: says.ThreadBody, law: Law) -> Refusal | None:
    if isinstance(body, says.ThreadOpened):
        return _opening(member, body, law)
    if thread is None:
        return Refusal("thread.not_possible", ThreadState.NOT_OPEN.value)
    if isinstance(body, says.ReplySent):
        return _reply(thread, member, body)
    if isinstance(body, says.MessageDelivered | says.MessageRead):
        return _receipt(thread, member, body)
    return None


def _opening(member: str, body: says.ThreadOpened, law: Law) -> Refusal | None:
    form = law.forms.get(body.form)
    if form is None:
        return Refusal("form.unknown", "form")
    ends = [law.members.get(code) for code in (member, body.to)]
    topic = topic_of(body.about)
    # Who asked for a case, saw a hit or wrote an alert is a side of whatever is written about it, and a dispute is with
    # the owner. Ids say who that is, so that every node judges alike, whatever else it holds.
    sides = (body.to,) if form.settle else (member, body.to)
    stranger = bool(body.about) and not any(begun_by(body.about, code) for code in sides)
    wrong = {
        "to": body.to == member or any(info is None or info.kind not in CORRESPONDENTS for info in ends),
        "urgent": bool(body.urgent) and body.urgent not in law.options.get("urgent", {}),
        "about": stranger or (bool(body.about) and topic not in form.about) or form.names_alert != (topic == "alert"),
        "noticed_at": bool(form.tell) != bool(body.noticed_at),
    }
    where = next((name for name, is_wrong in wrong.items() if is_wrong), "")
    return Refusal(OPENING[where], where) if where else None


def _reply(thread: Thread, member: str, body: says.ReplySent) -> Refusal | None:
    answered = thread.message(body.answers) if body.answers else None
    if body.answers and (answered is None or answered.by == member):
        return Refusal("message.unknown", "answers")
    return Refusal("thread.full", "thread") if len(thread.messages) >= MAX_MESSAGES else None


def _receipt(thread: Thread, member: str, body: says.MessageDelivered | says.MessageRead) -> Refusal | None:
    message = thread.message(body.of)
    if message is None or message.by == member:
        return Refusal("message.unknown", "of")
    done = message.delivered_at if isinstance(body, says.MessageDelivered) else message.read_at
    return Refusal("message.signed_for", "of") if done else None
