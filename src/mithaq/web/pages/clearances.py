"""Certificates of no confusion on the commission's desk: issued from a decided application, printed, taken back."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import clearances
from mithaq.documents.clearance_letter import sealed_certificate
from mithaq.documents.document import Other
from mithaq.domain.content import iso_date
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, Identity, PersonName
from mithaq.web.files import as_pdf
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.page import Page
from mithaq.web.pages.remedy_facts import facts
from mithaq.web.pages.words import WORDS
from mithaq.web.session import Signed

REMEDY = "remedy.html"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]
_Subject = FromPath[str]


class Clearances(Controller):
    """They stand on the page of their application."""

    path = "/remedies/{subject:str}/clearances"

    @act("/", "clearance.issued")
    def certify(self, page: _Page, signed: _Signed, form: _Form, subject: _Subject) -> Response[Any]:
        """Issue one."""
        try:
            holder, agreed = holder_in(form), form.ticked("agreed")
            event = clearances.issue_for(signed.node, signed.actor, subject, holder, agreed=agreed)
        except Refusal as refusal:
            return page.refused(REMEDY, refusal, **facts(signed, subject), given=form.shown_again())
        return page.go(f"/remedies/{subject}", event.type)

    @act("/{id:str}/withdrawal", "clearance.withdrawn")
    def take_back(
        self, page: _Page, signed: _Signed, form: _Form, subject: _Subject, id: FromPath[str]
    ) -> Response[Any]:
        """Take one back."""
        try:
            event = clearances.withdraw(signed.node, signed.actor, id, form.text("taken_back"))
        except Refusal as refusal:
            return page.refused(REMEDY, refusal, **facts(signed, subject), given=form.shown_again())
        return page.go(f"/remedies/{subject}", event.type)

    @read("/{id:str}/certificate.pdf", "clearance.read")
    def certificate(self, page: _Page, signed: _Signed, subject: _Subject, id: FromPath[str]) -> Response[bytes]:
        """The certificate as a sealed PDF."""
        found = clearances.read(signed.node, signed.actor, id)
        other: Other = "fr" if page.texts.language == "fr" else "en"
        return as_pdf(
            sealed_certificate(signed.node, signed.actor, found.clearance.id, WORDS, other), "certificate.pdf"
        )


def holder_in(form: Form) -> Identity:
    """The holder as the form describes one: a name a line. Raises Refusal ``date.invalid``, ``content.invalid``."""
    names = tuple(PersonName(line.strip()) for line in form.text("names").splitlines() if line.strip())
    numbers = tuple(line.strip() for line in form.text("numbers").splitlines() if line.strip())
    state, sex, birth = form.text("holder_nationality"), form.text("holder_sex"), form.text("holder_birth")
    return Identity(
        names,
        "male" if sex == "male" else "female" if sex == "female" else "unspecified",
        (iso_date(birth, "births"),) if birth else (),
        nationalities=(state,) if state else (),
        documents=tuple(Document(number) for number in numbers),
    )
