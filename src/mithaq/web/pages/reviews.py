"""The Secretariat's review: what waits, and one alert with the two answers."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import markers, questions, reviews
from mithaq.app.reviews import MIN_OTHER, under_review
from mithaq.domain.errors import Refusal
from mithaq.web.pages.alert_facts import facts
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.page import Page
from mithaq.web.pages.screening_facts import looked_at_in
from mithaq.web.session import Signed

PAGE = "review.html"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Reviews(Controller):
    """No alert circulates before its reviewers have said yes, each to exactly this content."""

    path = "/reviews"

    @read("/", "review.list")
    def queue(self, page: _Page, signed: _Signed) -> Response[str]:
        """Urgent first, then oldest first."""
        return page.show("reviews.html", waiting=reviews.queue(signed.node, signed.actor))

    @read("/{subject:str}", "review.list")
    def one(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """One alert with what the reviewer reads, and how it may be answered."""
        return page.show(PAGE, **_facts(signed, subject))

    @act("/{subject:str}/accept", "review.accepted")
    def accept(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Find no ground against circulation."""
        try:
            event = reviews.accept(signed.node, signed.actor, subject, form.text("content"), looked_at_in(form))
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject), given=form.shown_again())
        return page.go("/reviews", event.type)

    @act("/{subject:str}/ask", "review.asked")
    def ask(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Ask the owner; the clock pauses."""
        try:
            event = questions.ask(
                signed.node, signed.actor, subject, form.text("content"), form.text("question"), form.text("words")
            )
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject), given=form.shown_again())
        return page.go(f"/reviews/{subject}", event.type)

    @act("/{subject:str}/markers", "marker.confirmed")
    def mark(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Confirm the evidence for a warning to the posts."""
        try:
            event = markers.confirm(signed.node, signed.actor, subject, form.text("content"), form.text("marker"))
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject), given=form.shown_again())
        return page.go(f"/reviews/{subject}", event.type)

    @act("/{subject:str}/refuse", "review.refused")
    def refuse(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Refuse on a coded ground, with reasons in words."""
        try:
            event = reviews.refuse(
                signed.node, signed.actor, subject, form.text("content"), form.text("ground"), form.text("reasons")
            )
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject), given=form.shown_again())
        return page.go("/reviews", event.type)


def _facts(signed: Signed, subject: str) -> dict[str, Any]:
    found = facts(signed, subject)
    grounds = [ground for ground in signed.node.law.grounds.values() if ground.use == "review"]
    return found | {
        "grounds": grounds,
        "min_other": MIN_OTHER,
        "version": under_review(found["alert"]) or found["version"],
    }
