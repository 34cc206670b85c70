"""The commission's desk: applications, with their time limits, papers, panels and votes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import recusal, remedies
from mithaq.app.commission import Ordered
from mithaq.documents.document import Other
from mithaq.documents.remedy_letter import sealed_letter
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.remedy.papers import Ruling
from mithaq.domain.remedy.states import OPEN, RemedyState
from mithaq.web.files import as_pdf
from mithaq.web.pages.filing_form import ASKS, asks_in, filing_in
from mithaq.web.pages.forms import Form, act, ask, read
from mithaq.web.pages.page import Page
from mithaq.web.pages.remedy_facts import facts, outcome_in
from mithaq.web.pages.words import WORDS
from mithaq.web.session import Signed

LIST, FORM, PAGE = "remedies.html", "remedy_new.html", "remedy.html"
SHOWN = 200  # applications of one list that are decided
EVERY = 10_000_000
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]
_Subject = FromPath[str]


class Remedies(Controller):
    """Nothing on these pages leaves the commission."""

    path = "/remedies"

    @read("/", "remedy.list")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """All open ones first, by when they are due; of the others those that changed last."""
        node, actor = signed.node, signed.actor
        rows = remedies.listed(node, actor, tuple(OPEN), limit=EVERY)
        rows += remedies.listed(node, actor, tuple(one for one in RemedyState if one not in OPEN), limit=SHOWN)
        return page.show(LIST, rows=rows, open_states=OPEN, asks=ASKS)

    @read("/new", "remedy.filed")
    def empty(self, page: _Page) -> Response[str]:
        """An empty form."""
        return page.show(FORM, asks=ASKS)

    @act("/new", "remedy.filed")
    def file(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Take an application down."""
        try:
            filed = remedies.file(signed.node, signed.actor, asks_in(form), filing_in(form, page.texts.language))
        except Refusal as refusal:
            return page.refused(FORM, refusal, asks=ASKS, given=form.shown_again())
        return page.go(f"/remedies/{filed.event.subject}", filed.event.type)

    @read("/{subject:str}", "remedy.read")
    def one(self, page: _Page, signed: _Signed, subject: _Subject) -> Response[str]:
        """One application."""
        return page.show(PAGE, **facts(signed, subject))

    @ask("/{subject:str}/code", "remedy.recode")
    def code(self, page: _Page, signed: _Signed, subject: _Subject) -> Response[Any]:
        """A new code for the applicant, shown once."""
        code = remedies.recode(signed.node, signed.actor, subject)
        return page.show(PAGE, **facts(signed, subject), code=code)

    @act("/{subject:str}/identity", "identity.verified")
    def verify(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """Record how the identity was shown."""
        return _acted(page, signed, form, subject, lambda: remedies.verify(
            signed.node, signed.actor, subject, form.text("method")
        ))  # fmt: skip

    @act("/{subject:str}/link", "remedy.linked")
    def link(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """Say which alert it is about."""

        def said() -> Event:
            try:
                return remedies.link(signed.node, signed.actor, subject, form.text("alert"))
            except NotFound:
                remedies.read(signed.node, signed.actor, subject)  # a foreign application stays unseen
                raise Refusal("remedy.no_alert", "alert") from None

        return _acted(page, signed, form, subject, said)

    @act("/{subject:str}/admission", "remedy.admitted")
    def admit(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """Admit it."""
        return _acted(page, signed, form, subject, lambda: remedies.admit(signed.node, signed.actor, subject))

    @act("/{subject:str}/rejection", "remedy.rejected")
    def reject(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """Find it inadmissible."""
        return _acted(page, signed, form, subject, lambda: remedies.reject(
            signed.node, signed.actor, subject, form.text("inadmissible"), form.text("rejection")
        ))  # fmt: skip

    @act("/{subject:str}/extension", "remedy.extended")
    def extend(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """Take more time."""
        return _acted(page, signed, form, subject, lambda: remedies.extend(
            signed.node, signed.actor, subject, form.text("extension")
        ))  # fmt: skip

    @act("/{subject:str}/panel", "remedy.seated")
    def seat(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """Draw the panel."""
        return _acted(page, signed, form, subject, lambda: remedies.seat(signed.node, signed.actor, subject))

    @act("/{subject:str}/recusal", "panel.recuse")
    def recuse(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """The commissioner withdraws himself."""
        return _acted(page, signed, form, subject, lambda: recusal.recuse(
            signed.node, signed.actor, subject, form.text("recusal")
        ))  # fmt: skip

    @act("/{subject:str}/proposal", "remedy.proposed")
    def propose(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """Propose the decision."""
        ruling = Ruling(
            form.text("ruling"), form.text("told"), form.text("erase"), form.all("correct"), form.text("wrong")
        )
        return _acted(page, signed, form, subject, lambda: remedies.propose(
            signed.node, signed.actor, subject, outcome_in(form), form.text("ground"), ruling
        ))  # fmt: skip

    @act("/{subject:str}/votes", "remedy.voted")
    def vote(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """Vote on it."""
        return _acted(page, signed, form, subject, lambda: remedies.vote(
            signed.node, signed.actor, subject, agrees=form.text("vote") == "yes", reasons=form.text("dissent")
        ))  # fmt: skip

    @act("/{subject:str}/withdrawal", "remedy.withdrawn")
    def withdraw(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """The applicant gave up."""
        return _acted(page, signed, form, subject, lambda: remedies.withdraw(signed.node, signed.actor, subject))

    @read("/{subject:str}/letter.pdf", "remedy.read")
    def letter(self, page: _Page, signed: _Signed, subject: _Subject) -> Response[bytes]:
        """The decision as a sealed letter."""
        found = remedies.read(signed.node, signed.actor, subject)
        other: Other = "fr" if page.texts.language == "fr" else "en"
        return as_pdf(sealed_letter(signed.node, signed.actor, found.remedy.id, WORDS, other), "letter.pdf")


def _acted(page: Page, signed: Signed, form: Form, subject: str, say: Callable[[], Event | Ordered]) -> Response[Any]:
    try:
        said = say()
    except Refusal as refusal:
        return page.refused(PAGE, refusal, **facts(signed, subject), given=form.shown_again())
    return page.go(f"/remedies/{subject}", said.type if isinstance(said, Event) else said.event.type)
