"""Messages between bureaux: open a thread, answer in it, sign for having read, close it; lists and pages.

`domain/message` decides what may be said; here it is looked up, signed and read. A message stays closed until an officer
of the receiving bureau signs for having opened it, so that a reading receipt proves something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from mithaq.app.attached import check_held
from mithaq.app.issue import Statement, issue, require
from mithaq.app.message_matter import check_matter, urgency
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.app.registry import event_of
from mithaq.domain.access import Relation
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.domain.message import events as says
from mithaq.domain.message import sheets
from mithaq.domain.message.decide import Command, decide, shown_about
from mithaq.domain.message.sheets import Answer, Paper, Sheet
from mithaq.domain.message.thread import Message, Thread
from mithaq.domain.message.view import ThreadView, status, unread

DESK = {"state": "bureau", "secretariat": "reviewer", "commission": "commissioner"}
"""Which role of each kind of member a thread waits for."""

NEW, OVERDUE, UNSETTLED = "message.new", "thread.overdue", "thread.unsettled"
TASKS = (NEW, OVERDUE, UNSETTLED)
LOOKED_AT = (
    2000  # threads of each opener, newest change first, that are looked through: more than a bureau writes in a year
)


class Said(Struct, frozen=True):
    """One message as a reader sees it. `sealed`: it came to this member, and nobody here has signed for opening it."""

    message: Message
    event: Event
    paper: Paper | None
    sealed: bool


class ThreadPage(Struct, frozen=True):
    """A thread as it stands now. `about`: what it concerns, as far as this member has opened it."""

    thread: Thread
    view: ThreadView
    about: str
    said: tuple[Said, ...]
    relation: Relation


class ThreadRow(Struct, frozen=True):
    """One thread in a list: codes and counts. `waits`: how many messages this member has not opened yet."""

    thread: Thread
    view: ThreadView
    waits: int


def open_thread(
    node: Node,
    actor: Actor,
    form: str,
    to: str,
    sheet: Sheet,
    *,
    urgent: str = "",
    noticed_at: str = "",
) -> Event:
    """Send a filled-in form to another member. What is about an arrest is urgent, also where nobody said so.

    Raises NotFound for a matter that this actor may not see, else Refusal.
    """
    require(node, actor, "thread.opened")
    if to not in node.peers:
        raise Refusal("thread.to_nobody", "to")
    with node.write() as tx:
        check_matter(node, tx.store, actor, to, form, sheet)
        due = urgent or urgency(node, tx.store, form, sheet.about)
        body = says.ThreadOpened(form, to, shown_about(sheet.about, form, node.law), due, noticed_at)
        return _say(node, tx, actor, None, node.new_id("m"), Command("thread.opened", node.member, body, sheet))


def reply(node: Node, actor: Actor, subject: str, answer: Answer, *, outcome: str = "", asks: bool = False) -> Event:
    """Write to the other side. It answers all that this member holds of the other side's messages.

    Raises Refusal ``message.unread`` while one of these has not been opened: nobody answers what nobody has read.
    """
    with node.write() as tx:
        thread, relation = visible(node, tx.store, actor, subject)
        require(node, actor, "reply.sent", relation, thread.state)
        if unread(thread, node.member):
            raise Refusal("message.unread", "thread")
        received = thread.to_member(node.member)
        if outcome not in ("", "agreed", "not_agreed"):
            raise Refusal("content.invalid", "outcome")
        body = says.ReplySent(received[-1].hash if received else "", outcome, asks)  # type: ignore[arg-type]  # just checked
        return _say(node, tx, actor, thread, subject, Command("reply.sent", node.member, body, answer))


def mark_read(node: Node, actor: Actor, subject: str) -> tuple[Event, ...]:
    """Open every message that has come: this member signs once for each. Nothing happens where none is new."""
    with node.write() as tx:
        thread, relation = visible(node, tx.store, actor, subject)
        require(node, actor, "message.read", relation, thread.state)
        held = tx.store.payloads.of(subject)
        come = [one for one in unread(thread, node.member) if one.payload in held]
        signed = []
        for one in come:
            command = Command("message.read", node.member, says.MessageRead(one.hash))
            signed.append(_say(node, tx, actor, _held(tx, subject), subject, command))
        tx.store.desk.finish_tasks(subject, NEW, text(node.now()))
        return tuple(signed)


def close(node: Node, actor: Actor, subject: str) -> Event:
    """End a thread that this member opened; its papers are erased a time after."""
    with node.write() as tx:
        thread, relation = visible(node, tx.store, actor, subject)
        require(node, actor, "thread.closed", relation, thread.state)
        event = _say(node, tx, actor, thread, subject, Command("thread.closed", node.member, says.ThreadClosed()))
        for code in TASKS:
            tx.store.desk.finish_tasks(subject, code, text(node.now()))
        return event


def read(node: Node, actor: Actor, subject: str) -> ThreadPage:
    """One thread, for its two members and the commission. Raises NotFound for everybody else."""
    with node.store.read() as reader:
        thread, relation = visible(node, reader, actor, subject)
        closed = {one.hash for one in unread(thread, node.member)}
        said = tuple(_said(reader, one, sealed=one.hash in closed) for one in thread.messages)
    first = said[0].paper
    about = first.about if isinstance(first, Sheet) else thread.about
    return ThreadPage(thread, status(thread, node.now()), about, said, relation)


def listed(
    node: Node,
    actor: Actor,
    *,
    box: str = "",
    waiting: bool = False,
    overdue: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> list[ThreadRow]:
    """The threads of this member; all of them for the commission. Newest change first.

    `box`: ``in`` for those that others opened, ``out`` for its own. `waiting`: with a message not opened yet.
    """
    require(node, actor, "thread.list")
    with node.store.read() as reader:
        threads = list(_threads(node, reader))
    rows = (ThreadRow(one, status(one, node.now()), len(unread(one, node.member))) for one in threads)
    boxes: Mapping[str, bool] = {"in": False, "out": True}
    found = [
        row
        for row in rows
        if (box not in boxes or (row.thread.opener == node.member) == boxes[box])
        and (not waiting or row.waits)
        and (not overdue or row.view.overdue)
    ]
    return found[offset : offset + limit]


def about(node: Node, actor: Actor, subject: str) -> list[ThreadRow]:
    """The threads about an alert, hit or case, as far as this member has opened them; none for who may list none."""
    if not node.law.access.may_issue("thread.list", actor.role, node.kind):
        return []
    with node.store.read() as reader:
        found = [one for one in _threads(node, reader) if _is_about(node, reader, one, subject)]
    return [ThreadRow(one, status(one, node.now()), len(unread(one, node.member))) for one in found]


def disputes(node: Node, alert: str, owner: str) -> list[Thread]:
    """The threads in which another member disputes what this alert says, and both have not agreed yet."""
    found = []
    with node.store.read() as reader:
        for form in node.law.forms.values():
            if form.settle:
                found += list(_of_each(node, reader, owner, kind=form.code, states=("disputed",)))
    return [one for one in found if (one.about, one.to) == (alert, owner)]


def load(reader: Reader, subject: str) -> Thread | None:
    """The folded thread of that id."""
    row = reader.register.fold(subject)
    fold = decode_fold(row) if row is not None else None
    return fold if isinstance(fold, Thread) else None


def say(node: Node, tx: Transaction, actor: Actor, thread: Thread, body: says.MessageDelivered) -> Event:
    """What the node itself says: that a message has been delivered."""
    return _say(node, tx, actor, thread, thread.id, Command("message.delivered", node.member, body))


def paper_of(reader: Reader, subject: str, type: str, payload: str) -> Paper | None:
    """What a message of this thread says, if it is held here for it and anybody can read it."""
    held = reader.payloads.get(payload, subject) if payload else None
    try:
        return sheets.decode(type, held.body) if held is not None else None
    except Refusal:
        return None  # the other side sent what nobody can read; the message shows without it


def opening_of(reader: Reader, thread: Thread) -> Sheet | None:
    """The form with which the thread was opened, if it is held here."""
    paper = paper_of(reader, thread.id, "thread.opened", thread.messages[0].payload)
    return paper if isinstance(paper, Sheet) else None


def _say(node: Node, tx: Transaction, actor: Actor, thread: Thread | None, subject: str, command: Command) -> Event:
    (decided,) = decide(thread, command, node.law, node.now())
    raw = sheets.encode(decided.paper) if decided.paper is not None else None
    if decided.paper is not None:
        check_held(tx.store, subject, node.member, decided.paper)
    event = issue(node, tx, actor, Statement(decided.type, subject, decided.body, raw))
    for hash, code in _held(tx, subject).voids:
        if hash == event.hash:
            raise Refusal(code, decided.type)
    return event


def _held(tx: Transaction, subject: str) -> Thread:
    fold = tx.projection.fold(subject)
    if not isinstance(fold, Thread):
        raise Refusal("thread.not_opened", "thread")
    return fold


def visible(node: Node, reader: Reader, actor: Actor, subject: str) -> tuple[Thread, Relation]:
    """The thread, if this actor may read it, and as what. Raises NotFound for foreign and unknown ids alike."""
    thread = load(reader, subject)
    if thread is None:
        raise NotFound("thread")
    side = thread.side(node.member)
    relation: Relation = "foreign" if side is None else side.value
    if not node.law.access.allows("thread.read", actor.role, node.kind, relation, thread.state):
        raise NotFound("thread")
    return thread, relation


def _threads(node: Node, reader: Reader) -> Iterator[Thread]:
    return _of_each(node, reader, "" if node.kind == "commission" else node.member)


def _of_each(node: Node, reader: Reader, party: str, kind: str = "", states: Sequence[str] = ()) -> Iterator[Thread]:
    """The newest threads of each opener, newest change first: many cheap ones of one member hide nothing of another."""
    found = [
        row
        for code in node.law.members
        for row in reader.register.folds("message", member=code, party=party, kind=kind, states=states, limit=LOOKED_AT)
    ]
    for row in sorted(found, key=lambda row: (row.changed_at, row.id), reverse=True):
        fold = decode_fold(row)
        if isinstance(fold, Thread):
            yield fold


def _is_about(node: Node, reader: Reader, thread: Thread, subject: str) -> bool:
    if thread.about or thread.messages[0] in unread(thread, node.member):
        return thread.about == subject
    sheet = opening_of(reader, thread)
    return sheet is not None and sheet.about == subject


def _said(reader: Reader, message: Message, *, sealed: bool) -> Said:
    stored = reader.journal.by_hash(message.hash)
    if stored is None:
        raise NotFound("thread")  # a fold over a statement that is not held: only a damaged store
    event = event_of(stored.envelope)
    paper = None if sealed else paper_of(reader, event.subject, event.type, message.payload)
    return Said(message, event, paper, sealed)


__all__: Sequence[str] = (
    "Said", "ThreadPage", "ThreadRow", "about", "close", "disputes", "listed", "load", "mark_read", "open_thread",
    "opening_of", "paper_of", "read", "reply", "say",
)  # fmt: skip
