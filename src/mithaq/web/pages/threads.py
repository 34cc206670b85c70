"""Messages between bureaux: what has come and what is owed, one thread, and a form for each kind of message."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import messages
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.law import Form as Shape
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.page import Page
from mithaq.web.pages.thread_facts import facts, recipients
from mithaq.web.pages.thread_form import answer_from, noticed_from, sheet_from
from mithaq.web.session import Signed

LIST, PAGE, CHOICE, FORM = "threads.html", "thread.html", "thread_new.html", "thread_form.html"
SHOWN = 200  # threads of one list: what a bureau can look through
BOXES = ("", "in", "out")
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Threads(Controller):
    """A message is opened by an officer who signs for it; from then on the whole bureau reads it."""

    path = "/threads"

    @read("/", "thread.list")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """What is overdue first, then what has not been opened, then the newest."""
        box = page.request.query_params.get("box", "")
        found = messages.listed(signed.node, signed.actor, box=box, limit=SHOWN)
        rows = sorted(found, key=lambda row: (not row.view.overdue, not row.waits))
        return page.show(LIST, rows=rows, box=box if box in BOXES else "", boxes=BOXES)

    @read("/new", "thread.opened")
    def choose(self, page: _Page) -> Response[str]:
        """Which form?"""
        return page.show(CHOICE, query=page.request.url.query)

    @read("/new/{kind:str}", "thread.opened")
    def empty(self, page: _Page, signed: _Signed, kind: FromPath[str]) -> Response[str]:
        """An empty form; what it is about, and to whom it goes, come from the page that led here."""
        query = page.request.query_params
        given = {name: query.get(name, "") for name in ("about", "to")} | {"f.alert": query.get("alert", "")}
        return page.show(FORM, **_form_facts(signed, kind), given=given)

    @act("/new/{kind:str}", "thread.opened")
    def send(self, page: _Page, signed: _Signed, form: _Form, kind: FromPath[str]) -> Response[Any]:
        """Sign and send it."""
        node, known = signed.node, _form_facts(signed, kind)
        try:
            event = messages.open_thread(
                node, signed.actor, kind, form.text("to"), sheet_from(form, known["form"], node), urgent=form.text("urgent"),
                noticed_at=noticed_from(form, known["form"], node),
            )  # fmt: skip
        except NotFound:  # typed by hand: what this officer may not see is as unknown as what does not exist
            return page.refused(FORM, Refusal("thread.about", "about"), **known, given=form.shown_again())
        except Refusal as refusal:
            named = _named(refusal, known["form"], page)
            return page.refused(FORM, named, **known, given=form.shown_again())
        return page.go(f"/threads/{event.subject}", event.type)

    @read("/{subject:str}", "thread.read")
    def one(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """One thread, for its two members and the commission."""
        return page.show(PAGE, **facts(signed, page.texts, subject))

    @act("/{subject:str}/read", "message.read")
    def open(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[Any]:
        """Open what has come, and sign for it."""
        messages.mark_read(signed.node, signed.actor, subject)
        return page.go(f"/threads/{subject}", "message.read")

    @act("/{subject:str}/reply", "reply.sent")
    def reply(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Write to the other side."""
        try:
            messages.reply(
                signed.node,
                signed.actor,
                subject,
                answer_from(form),
                outcome=form.text("outcome"),
                asks=form.ticked("asks"),
            )
        except Refusal as refusal:
            if isinstance(refusal, NotFound):
                raise
            return page.refused(PAGE, refusal, **facts(signed, page.texts, subject), given=form.shown_again())
        return page.go(f"/threads/{subject}", "reply.sent")

    @act("/{subject:str}/close", "thread.closed")
    def close(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[Any]:
        """End it."""
        messages.close(signed.node, signed.actor, subject)
        return page.go(f"/threads/{subject}", "thread.closed")


def _named(refusal: Refusal, form: Shape, page: Page) -> Refusal:
    """The refusal with the fields that are missing by their names, which only the form's own table knows."""
    names = {field.code: field.label.within(page.texts.language) for field in form.fields}
    missing = tuple(names.get(code, code) for code in refusal.missing)
    return Refusal(refusal.code, refusal.where, missing=missing) if missing else refusal


def _form_facts(signed: Signed, kind: str) -> dict[str, Any]:
    form = signed.node.law.forms.get(kind)
    if form is None:
        raise NotFound("form")
    return {"form": form, "recipients": recipients(signed.node)}
