"""/api/threads: messages between bureaux, and /api/forms, the forms they fill in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Controller
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from msgspec import Meta, Struct

from mithaq.app import messages
from mithaq.domain.access import Relation
from mithaq.domain.alert_events import Code, Id, Member, Moment
from mithaq.domain.law import Form, Label
from mithaq.domain.message.sheets import Answer, Attached, Sheet
from mithaq.domain.message.thread import Thread
from mithaq.domain.message.view import ThreadView
from mithaq.web.api.parameters import Limit, Offset, Subject, Who
from mithaq.web.api.shapes import Issued, Said, Shape, Text, issued, said
from mithaq.web.routes import read, write

MAX_FIELDS = 50  # of one form; the longest has seven
FieldName = Annotated[str, Meta(pattern="^[a-z_]{1,40}$")]
Box = Annotated[Literal["", "in", "out"], QueryParameter()]
Yes = Annotated[bool, QueryParameter()]


class Opening(Shape, frozen=True):
    """A filled-in form for another member. `fields`: values by field; several codes of one field stand with spaces.

    `noticed_at`: when the sender noticed wrong data, for the form that has a time to tell the owner. `attachments`: SHA-256.
    """

    form: Code
    to: Member
    fields: Annotated[dict[FieldName, Text], Meta(max_length=MAX_FIELDS)]
    about: Id | Literal[""] = ""
    urgent: Code | Literal[""] = ""
    noticed_at: Moment | Literal[""] = ""
    attachments: Attached = ()


class Replying(Shape, frozen=True):
    """A reply. `outcome` where data are disputed; `asks`: an answer to it is due, too."""

    text: Annotated[str, Meta(min_length=1, max_length=20_000)]
    outcome: Literal["", "agreed", "not_agreed"] = ""
    asks: bool = False
    attachments: Attached = ()


class Row(Struct, frozen=True):
    """One thread in a list, without what was written. `waits`: messages that nobody here has opened yet."""

    thread: Thread
    view: ThreadView
    waits: int


class ThreadList(Struct, frozen=True):
    """A page of this member's threads; of all threads for the commission. Newest change first."""

    threads: tuple[Row, ...]


class MessageShown(Struct, frozen=True):
    """One message. `paper` is a filled-in form or an answer; nothing while `sealed`: nobody here has opened it."""

    event: Said
    paper: dict[str, Any] | None
    sealed: bool


class ThreadDetail(Struct, frozen=True):
    """A thread as it stands now. `about` says what it concerns, as far as this member has opened it."""

    relation: Relation
    thread: Thread
    view: ThreadView
    about: str
    messages: tuple[MessageShown, ...]


class Read(Struct, frozen=True):
    """The statements by which this member signed for having opened messages."""

    read: tuple[Issued, ...]


class Forms(Struct, frozen=True):
    """The forms there are, and the codes that their choices take."""

    forms: tuple[Form, ...]
    options: dict[str, dict[str, Label]]


class Threads(Controller):
    """A thread runs between two members; the commission reads it."""

    path = "/threads"
    tags = ("threads",)

    @read("/", "thread.list")
    def listed(
        self,
        signed: Who,
        box: Box = "",
        waiting: Yes = False,
        overdue: Yes = False,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> ThreadList:
        """Received (`in`), sent (`out`) or all; only those with something not opened, or with an answer overdue."""
        rows = messages.listed(
            signed.node, signed.actor, box=box, waiting=waiting, overdue=overdue, limit=limit, offset=offset
        )
        return ThreadList(tuple(Row(row.thread, row.view, row.waits) for row in rows))

    @read("/{subject:str}", "thread.read")
    def one(self, signed: Who, subject: Subject) -> ThreadDetail:
        """One thread, for its two members and the commission."""
        page = messages.read(signed.node, signed.actor, subject)
        shown = tuple(
            MessageShown(said(one.event), msgspec.to_builtins(one.paper) if one.paper else None, one.sealed)
            for one in page.said
        )
        return ThreadDetail(page.relation, page.thread, page.view, page.about, shown)

    @write("/", "thread.opened", Opening)
    def open(self, signed: Who, asked: NamedDependency[Opening]) -> Issued:
        """Send a form to another member."""
        sheet = Sheet(asked.fields, asked.about, asked.attachments)
        return issued(
            messages.open_thread(
                signed.node, signed.actor, asked.form, asked.to, sheet, urgent=asked.urgent, noticed_at=asked.noticed_at
            )
        )

    @write("/{subject:str}/replies", "reply.sent", Replying)
    def reply(self, signed: Who, subject: Subject, asked: NamedDependency[Replying]) -> Issued:
        """Write to the other side. It answers all that has come."""
        answer = Answer(asked.text, asked.attachments)
        return issued(
            messages.reply(signed.node, signed.actor, subject, answer, outcome=asked.outcome, asks=asked.asks)
        )

    @write("/{subject:str}/read", "message.read")
    def mark_read(self, signed: Who, subject: Subject) -> Read:
        """Open what has come: this member signs once for each message, and from then on its officers read it."""
        return Read(tuple(issued(event) for event in messages.mark_read(signed.node, signed.actor, subject)))

    @write("/{subject:str}/close", "thread.closed")
    def close(self, signed: Who, subject: Subject) -> Issued:
        """End a thread that this member opened."""
        return issued(messages.close(signed.node, signed.actor, subject))


@read("/forms", "thread.list", tags=["threads"])
def forms(signed: Who) -> Forms:
    """What may be written: every form with its fields, its clocks by the code of their house rule, and its choices."""
    law = signed.node.law
    return Forms(tuple(law.forms.values()), {name: dict(codes) for name, codes in law.options.items()})
