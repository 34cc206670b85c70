"""Questions to databases that stay at home: asking, deciding what is told, core data, and what the commission sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app.connected import asking, declaring, desk, repeats
from mithaq.app.connected import data as core
from mithaq.domain.errors import NotFound, Refusal
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.navigation import may
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

LIST, PAGE = "questions.html", "question.html"
SHOWN = 200
ACTS = ("question.judge", "question.data_asked", "question.data_decided")
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Questions(Controller):
    """Asked about one person or object of an open alert or case; answered with hit or no hit."""

    path = "/questions"

    @read("/", "question.list")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """What was asked, what is owed, whom one may ask; for the commission who was asked about again."""
        return page.show(LIST, **_lists(page, signed))

    @act("/", "question.asked")
    def ask(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Sign a question and let it go."""
        try:
            event = asking.ask(
                signed.node, signed.actor, form.all("to"), form.text("about"), form.text("purpose"), form.text("basis"),
                form.text("words"), form.text("item"),
            )  # fmt: skip
        except NotFound:  # typed by hand: what this officer may not see is as unknown as what does not exist
            refusal = Refusal("question.closed", "about")
            return page.refused(LIST, refusal, **_lists(page, signed), given=form.shown_again())
        except Refusal as refusal:
            return page.refused(LIST, refusal, **_lists(page, signed), given=form.shown_again())
        return page.go(f"/questions/{event.subject}", event.type)

    @read("/{subject:str}", "question.read")
    def one(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """One question, with what of it is for this member."""
        return page.show(PAGE, **_facts(signed, subject))

    @act("/{subject:str}/judge", "question.judge")
    def judge(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Whether what was met may be told."""
        return _acted(page, signed, form, subject, "question.judge", lambda: desk.judge(
            signed.node, signed.actor, subject, tell=form.text("tell") == "yes", reason=form.text("reason")
        ))  # fmt: skip

    @act("/{subject:str}/data", "question.data_asked")
    def ask_data(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Ask for core data."""
        return _acted(page, signed, form, subject, "question.data_asked", lambda: core.ask_data(
            signed.node, signed.actor, subject, form.text("of")
        ))  # fmt: skip

    @act("/{subject:str}/decision", "question.data_decided")
    def decide(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Give core data, or refuse them."""
        return _acted(page, signed, form, subject, "question.data_decided", lambda: core.decide_data(
            signed.node, signed.actor, subject, give=form.text("give") == "yes", words=form.text("words")
        ))  # fmt: skip


def _acted(
    page: Page, signed: Signed, form: Form, subject: str, done: str, say: Callable[[], object]
) -> Response[Any]:  # fmt: skip
    try:
        say()
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        return page.refused(PAGE, refusal, **_facts(signed, subject), given=form.shown_again())
    return page.go(f"/questions/{subject}", done)


def _facts(signed: Signed, subject: str) -> dict[str, Any]:
    node, role = signed.node, signed.actor.role
    return {
        "shown": desk.read(node, signed.actor, subject),
        "tables": node.law.connected,
        **{f"may_{name.partition('.')[2]}": may(node, role, name) for name in ACTS},
    }


def _lists(page: Page, signed: Signed) -> dict[str, Any]:
    node, role = signed.node, signed.actor.role
    with node.store.read() as reader:
        board = core.board(node, reader)
    query = page.request.query_params.get("about", "")
    databases = declaring.listed(node, signed.actor) if may(node, role, "database.list") else []
    return {
        "questions": desk.listed(node, signed.actor, limit=SHOWN),
        "board": board,
        "databases": databases,
        "repeats": repeats.listed(node, signed.actor) if may(node, role, "question.repeats") else None,
        "may_ask": may(node, role, "question.asked"),
        "states": sorted({one.database.member for one in databases} - {node.member}),
        "bases": node.law.bases,
        "tables": node.law.connected,
        "about": query if query[:2] in ("a-", "b-", "c-") and query[2:].isalnum() else "",
    }
