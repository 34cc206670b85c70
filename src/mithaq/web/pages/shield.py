"""The commission's desk for what alerts meet, and the form by which protection is lodged."""

from __future__ import annotations

from typing import Any, Literal, cast

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app.shield import desk, lodging
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, Identity, PartialDate, PersonName
from mithaq.domain.shield.lodging import Protection, ProtectionEnded, Word
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

DESK, REGISTER, LODGE = "shield.html", "protections.html", "protection.html"
WORDS_OF: dict[str, tuple[str, ...]] = {"state": ("state",), "commission": ("unhcr", "unrwa", "counsel", "person")}
STANDINGS = ("granted", "pending")
DECISIONS = ("clear", "stop")
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Shield(Controller):
    """What was met, who is protected, and the decision of a commissioner before the hour of the answer."""

    path = "/shield"

    @read("/", "shield.read")
    def looks(self, page: _Page, signed: _Signed) -> Response[str]:
        """What was met or decided, and what waits for its hour."""
        return page.show(DESK, **_desk(signed))

    @read("/register", "shield.read")
    def register(self, page: _Page, signed: _Signed) -> Response[str]:
        """Who is protected."""
        return page.show(REGISTER, rows=desk.protections(signed.node, signed.actor))

    @act("/{look:str}/decide", "shield.decide")
    def decide(self, page: _Page, signed: _Signed, form: _Form, look: FromPath[str]) -> Response[Any]:
        """Clear it, or let it stay stopped."""
        try:
            if form.text("decision") not in DECISIONS:
                raise Refusal("content.invalid", "decision")
            decision = cast('Literal["clear", "stop"]', form.text("decision"))
            desk.decide(signed.node, signed.actor, look, decision, form.text("reasons"))
        except Refusal as refusal:
            return page.refused(DESK, refusal, **_desk(signed), given=form.shown_again())
        return page.go("/shield", "shield.decide")


class Protections(Controller):
    """Lodging: by a state of its own decision, by the commission on the word of others."""

    path = "/protection"

    @read("/", "protection.lodge")
    def empty(self, page: _Page, signed: _Signed) -> Response[str]:
        """The form."""
        return page.show(LODGE, **_form_facts(signed), given={})

    @act("/", "protection.lodge")
    def lodge(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Lodge it with the commission alone."""
        try:
            lodging.lodge(signed.node, signed.actor, _said(form))
        except Refusal as refusal:
            return page.refused(LODGE, refusal, **_form_facts(signed), given=form.shown_again())
        return page.go("/protection", "protection.lodge")

    @act("/end", "protection.lodge")
    def end(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Lodge its end."""
        try:
            lodging.end(signed.node, signed.actor, ProtectionEnded(form.text("lodgement"), form.text("note")))
        except Refusal as refusal:
            return page.refused(LODGE, refusal, **_form_facts(signed), given=form.shown_again())
        return page.go("/protection", "protection.lodge")


def _desk(signed: Signed) -> dict[str, Any]:
    found = desk.looks(signed.node, signed.actor)
    met = {one.id for one in found}
    quiet = [one for one in desk.waiting(signed.node, signed.actor) if one.id not in met]
    return {"looks": found, "quiet": quiet}


def _form_facts(signed: Signed) -> dict[str, Any]:
    members = signed.node.law.members
    return {
        "words": WORDS_OF[signed.node.kind],
        "standings": STANDINGS,
        "states": [code for code, info in members.items() if info.kind == "state" and code != signed.node.member],
    }


def _said(form: Form) -> Protection:
    """What the form says. Raises Refusal ``content.invalid``, ``date.invalid``, ``identity.no_name``."""
    if form.text("word") not in {one for every in WORDS_OF.values() for one in every}:
        raise Refusal("content.invalid", "word")
    if form.text("standing") not in STANDINGS:
        raise Refusal("content.invalid", "standing")
    standing = cast('Literal["granted", "pending"]', form.text("standing"))
    names = tuple(PersonName(line.strip()) for line in form.text("names").splitlines() if line.strip())
    year, number = form.number("year"), form.text("document")
    identity = Identity(
        names=names,
        births=(PartialDate(year),) if year is not None else (),
        nationalities=form.all("nationality"),
        documents=(Document(number),) if number else (),
    )
    return Protection(
        standing, cast("Word", form.text("word")), identity, form.all("feared"),
        reference=form.text("reference")[:200], note=form.text("note")[:2000],
    )  # fmt: skip
