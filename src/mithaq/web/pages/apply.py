"""The public pages of the commission: to apply, and to look how an application stands. No login, nothing in the address."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response
from litestar.controller import Controller
from litestar.di import NamedDependency

from mithaq.app import remedies, remedy_status
from mithaq.app.node import Node, node_actor
from mithaq.documents.document import Other
from mithaq.documents.remedy_letter import sealed_letter
from mithaq.domain.errors import NotFound, Refusal
from mithaq.web.federation import Federation
from mithaq.web.files import as_pdf
from mithaq.web.pages.filing_form import ASKS, asks_in, filing_in
from mithaq.web.pages.forms import Form, ask, read
from mithaq.web.pages.page import Page
from mithaq.web.pages.show import Show
from mithaq.web.pages.words import WORDS
from mithaq.web.problems import Denied

FORM, STATUS = "apply.html", "apply_status.html"
ROUTE = "page"
MOST_CODE = 100  # characters of what may be typed as a code
_Page = NamedDependency[Page]
_Form = NamedDependency[Form]
_Federation = NamedDependency[Federation]


class Apply(Controller):
    """At the commission's own node; elsewhere these addresses are unknown."""

    path = "/remedy"

    @read("/", "remedy.apply")
    def empty(self, page: _Page, federation: _Federation) -> Response[str]:
        """The form."""
        return page.show(FORM, **_frame(page, _commission(federation)), asks=ASKS, code="")

    @ask("/", "remedy.apply")
    def file(self, page: _Page, form: _Form, federation: _Federation) -> Response[Any]:
        """Take the application, and show the code by which its applicant looks how it stands."""
        node = _commission(federation)
        slow_down(page.request, federation, node, "apply")
        shown = _frame(page, node) | {"asks": ASKS}
        try:
            filing = filing_in(form, page.texts.language, ROUTE)
            filed = remedies.file(node, node_actor(node), asks_in(form), filing)
        except Refusal as refusal:
            return page.refused(FORM, refusal, **shown, code="", given=form.shown_again())
        federation.throttle.failed(
            _key(page.request, "apply"), node.now()
        )  # so that nobody fills the commission's desk
        return page.show(FORM, **shown, code=filed.code)

    @read("/status", "remedy.look")
    def ask_code(self, page: _Page, federation: _Federation) -> Response[str]:
        """Where the code is typed."""
        return page.show(STATUS, **_frame(page, _commission(federation)), standing=None, wrong=False)

    @ask("/status", "remedy.look")
    def look(self, page: _Page, form: _Form, federation: _Federation) -> Response[Any]:
        """How it stands; for a code that opens nothing, one sentence, whatever the reason."""
        node = _commission(federation)
        slow_down(page.request, federation, node, "look")
        found = remedy_status.look(node, form.text("code")[:MOST_CODE])
        if found is None:
            federation.throttle.failed(_key(page.request, "look"), node.now())
            page.request.state.code = "remedy.code"
            return page.show(STATUS, 404, **_frame(page, node), standing=None, wrong=True)
        return page.show(STATUS, **_frame(page, node), standing=found[0], wrong=False)

    @ask("/letter", "remedy.look")
    def letter(self, page: _Page, form: _Form, federation: _Federation) -> Response[Any]:
        """The sealed letter, by the code that the page of the status has just given; that code stays good."""
        node = _commission(federation)
        slow_down(page.request, federation, node, "look")
        subject = remedy_status.decided_by(node, form.text("code")[:MOST_CODE])
        if not subject:
            federation.throttle.failed(_key(page.request, "look"), node.now())
            raise NotFound("letter")
        other: Other = "fr" if page.texts.language == "fr" else "en"
        return as_pdf(sealed_letter(node, None, subject, WORDS, other), "letter.pdf")


def slow_down(request: Request[Any, Any, Any], federation: Federation, node: Node, what: str) -> None:
    """Raises Denied 429 ``session.too_many`` for an address from which too much came."""
    wait = federation.throttle.wait(_key(request, what), node.now())
    if wait:
        raise Denied(429, "session.too_many", headers={"Retry-After": str(wait)})


def _key(request: Request[Any, Any, Any], what: str) -> str:
    return f"remedy {what} {request.client.host if request.client else ''}"


def _commission(federation: Federation) -> Node:
    for node in federation.members.values():
        if node.kind == "commission":
            return node
    raise NotFound("remedy")


def _frame(page: Page, node: Node) -> dict[str, Any]:
    """The times and names of the commission, whoever is signed in beside."""
    show = Show(page.texts, node.law, node.member)
    return {"show": show, "word": show.word, "member": node.member, "law": node.law}
