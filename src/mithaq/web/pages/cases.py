"""Cases: the list by the next clock, the page with both sides' statements, and a form for each next act."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from mithaq.app import attachments, cases, lists
from mithaq.documents.make import sealed, wish_for
from mithaq.domain.case import papers
from mithaq.domain.content import Wanted
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.offence import class_of
from mithaq.web.download import download, download_case
from mithaq.web.files import as_pdf
from mithaq.web.pages.bounds import targets, word
from mithaq.web.pages.case_facts import facts
from mithaq.web.pages.case_forms import body_from, paper_from
from mithaq.web.pages.forms import Form, act, ask, read
from mithaq.web.pages.keeping import MAX_FORM_BYTES, keep_all
from mithaq.web.pages.page import Page
from mithaq.web.pages.request_form import before_signing, request_from
from mithaq.web.pages.screening_facts import acknowledged_in, screened_again
from mithaq.web.pages.start import running_cases
from mithaq.web.pages.words import WORDS
from mithaq.web.session import Signed

PAGE = "case.html"
REQUEST = "request.html"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Cases(Controller):
    """A case is the set of its parties' signed statements."""

    path = "/cases"

    @read("/", "case.list")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """The cases of this state; all of them for the commission."""
        return page.show("cases.html", running=running_cases(signed))

    @read("/new/{subject:str}", "detention.requested")
    def empty(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """The request for provisional detention, prefilled from the alert."""
        known = _request_facts(signed, subject)
        return page.show(REQUEST, **known | before_signing(signed, known, Form()))

    @act("/new/{subject:str}", "detention.requested")
    def request(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Sign the request."""
        node, actor = signed.node, signed.actor
        known = _request_facts(signed, subject)
        requested = form.text("requested")
        instrument = form.text(f"instrument.{requested}")
        try:
            stated = word(node, requested, instrument, node.member) if requested in node.peers else None
            paper = request_from(form, known["content"])
            event = cases.request(
                node,
                actor,
                requested,
                instrument,
                subject,
                paper,
                bound=stated.hash if stated else "",
                earlier=form.all("earlier"),
            )
        except Refusal as refusal:
            return page.refused(
                REQUEST, refusal, **known | before_signing(signed, known, form), given=form.shown_again()
            )
        return page.go(f"/cases/{event.subject}", "case.act")

    @ask("/new/{subject:str}/check", "detention.requested")
    def check(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[str]:
        """The same form with what it lacks as it stands; nothing is signed."""
        known = _request_facts(signed, subject)
        return page.show(REQUEST, **known | before_signing(signed, known, form), given=form.shown_again())

    @read("/{subject:str}", "case.read")
    def one(self, page: _Page, signed: _Signed, subject: FromPath[str], act: FromQuery[str] = "") -> Response[str]:
        """One case, for its parties and the commission. `act`: the statement whose form is open."""
        return page.show(PAGE, **facts(signed, subject) | {"opened": act})

    @act("/{subject:str}/acts/{type:str}", "case.read", request_max_body_size=MAX_FORM_BYTES)
    def say(
        self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str], type: FromPath[str]
    ) -> Response[Any]:
        """Make the next statement. Its type is an action of its own in `access.csv`, asked by the use case."""
        node, actor = signed.node, signed.actor
        case = cases.read(node, actor, subject).case
        try:
            paper = paper_from(form, type)
            keep_all(signed, form)
            body = body_from(form, type, node, case, paper)
            raw = papers.encode(paper) if paper is not None else None
            cases.act(node, actor, subject, type, body, raw, acknowledged_in(form))
        except Refusal as refusal:
            given = form.shown_again()
            known = facts(signed, subject, given) | {"opened": type} | screened_again(signed, subject, type, form)
            return page.refused(PAGE, refusal, **known)
        return page.go(f"/cases/{subject}", "case.act")

    @read("/{subject:str}/attachments/{hash:str}", "case.read")
    def attachment(self, signed: _Signed, subject: FromPath[str], hash: FromPath[str]) -> Response[bytes]:
        """A file that the case cites, to be saved."""
        cases.read(signed.node, signed.actor, subject)
        return download(*attachments.read(signed.node, signed.actor, hash))

    @read("/{subject:str}/documents/{kind:str}", "case.read")
    def document(
        self,
        signed: _Signed,
        subject: FromPath[str],
        kind: FromPath[str],
        second: FromQuery[str] = "en",
        at: FromQuery[str] = "",
    ) -> Response[bytes]:
        """A document about the case, sealed; `second` is its language beside Arabic, `at` the statement it rests on."""
        wish = wish_for(signed.node, subject, kind, second, at)
        return as_pdf(sealed(signed.node, signed.actor, wish, WORDS), f"{subject}-{wish.kind}.pdf")

    @read("/{subject:str}/bundle", "case.read")
    def bundle(
        self, signed: _Signed, subject: FromPath[str], whole: FromQuery[str] = "", holder: FromQuery[str] = ""
    ) -> Stream:
        """Everything said in the case, with its proofs and files, for a named holder to verify. `whole`: with the headers of
        all journals, so that a node that holds none of it can import it.
        """
        return download_case(signed, subject, holder, whole=whole == "yes")


def _request_facts(signed: Signed, subject: str) -> dict[str, Any]:
    node = signed.node
    found = lists.alert_page(node, signed.actor, subject)
    if not isinstance(found.content, Wanted) or found.alert.owner != node.member:
        raise NotFound("alert")
    return {
        "alert": found.alert,
        "content": found.content,
        "earlier": cases.earlier_known(node, signed.actor, subject, found.content),
        "identity": found.content.identity,
        "targets": targets(node, class_of(node.law.offences, found.content.offence.code)),
        "states": [code for code, info in node.law.members.items() if info.kind == "state"],
    }
