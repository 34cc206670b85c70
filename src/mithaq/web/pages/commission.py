"""The commission's orders on an alert, from the page of that alert; and the owner's answer to a hearing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import commission, corrections, recusal
from mithaq.app.commission import Ordered
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.web.pages.alert_facts import facts
from mithaq.web.pages.forms import Form, act
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

PAGE = "alert.html"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Orders(Controller):
    """One commissioner stops; three of a panel by lot start again."""

    path = "/alerts/{subject:str}"

    @act("/freeze", "alert.frozen")
    def freeze(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Stop it on every node."""
        ground, items = form.text("freeze_ground"), form.all("frozen_items")
        return _acted(
            page, signed, form, subject, lambda: commission.freeze(signed.node, signed.actor, subject, ground, items)
        )

    @act("/panel", "panel.drawn")
    def draw_panel(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Draw the panel that may lift the freeze."""
        return _acted(page, signed, form, subject, lambda: commission.draw_panel(signed.node, signed.actor, subject))

    @act("/recusal", "panel.recuse")
    def recuse(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """The commissioner withdraws himself."""
        return _acted(page, signed, form, subject, lambda: recusal.recuse(
            signed.node, signed.actor, subject, form.text("recusal")
        ))  # fmt: skip

    @act("/unfreezing", "alert.unfrozen")
    def vote(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Vote on lifting the freeze."""
        return _acted(page, signed, form, subject, lambda: commission.vote(
            signed.node, signed.actor, subject, lifts=form.text("vote") == "yes", reasons=form.text("dissent")
        ))  # fmt: skip

    @act("/correction/acceptance", "correction.accepted")
    def accept(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """The correction is as ordered."""
        return _acted(page, signed, form, subject, lambda: corrections.accept(
            signed.node, signed.actor, subject, form.text("content")
        ))  # fmt: skip

    @act("/hearing", "hearing.asked")
    def ask_owner(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Ask the owner."""
        questions = form.all("questions")
        return _acted(page, signed, form, subject, lambda: commission.ask_owner(
            signed.node, signed.actor, subject, questions
        ))  # fmt: skip

    @act("/hearing/answer", "hearing.answered")
    def answer(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """The owner answers the commission."""
        words = form.text("answer")
        return _acted(page, signed, form, subject, lambda: commission.answer(signed.node, signed.actor, subject, words))


def _acted(page: Page, signed: Signed, form: Form, subject: str, say: Callable[[], Ordered | Event]) -> Response[Any]:
    try:
        said = say()
    except Refusal as refusal:
        return page.refused(PAGE, refusal, **facts(signed, subject), given=form.shown_again())
    return page.go(f"/alerts/{subject}", said.type if isinstance(said, Event) else said.event.type)
