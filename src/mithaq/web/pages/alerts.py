"""Alerts of the own state: list, form, page, and what this officer may do with one."""

from __future__ import annotations

from typing import Any, NamedTuple

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import alerts, lists, questions
from mithaq.app.ports.rows import FoldRow
from mithaq.documents.document import Other
from mithaq.documents.erasure_letter import sealed_erasure
from mithaq.domain.content import Content, identity_of
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.web.files import as_pdf
from mithaq.web.pages.alert_facts import facts
from mithaq.web.pages.alert_form import NEEDS, content_of, fields_of, photo_in, shape_of
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.navigation import may
from mithaq.web.pages.page import Page
from mithaq.web.pages.words import WORDS
from mithaq.web.session import Signed

PAGE = "alert.html"
FORM = "alert_form.html"
ROWS = 25
STATES = ("drafted", "approved", "reviewed", "refused", "circulated", "local", "discontinued")

_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Row(NamedTuple):
    """One line of the list: the alert, and what it says if that is held here."""

    row: FoldRow
    content: Content | None
    objects: int


class Alerts(Controller):
    """Drafted by the bureau, approved by a prosecutor or judge, circulated after review, discontinued."""

    path = "/alerts"

    @read("/", "alert.list")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """The own state's alerts, newest change first."""
        query = page.request.query_params
        kind, state, number = query.get("kind", ""), query.get("state", ""), _page_number(query.get("page", ""))
        states = (state,) if state in STATES else ()
        found, total = lists.alerts(
            signed.node, signed.actor, kind=kind, states=states, limit=ROWS, offset=ROWS * (number - 1)
        )
        return page.show(
            "alerts.html", rows=[_row(signed, row) for row in found], total=total, kind=kind, state=state,
            number=number, last=max(1, -(-total // ROWS)), states=STATES, kinds=_kinds(signed),
        )  # fmt: skip

    @read("/new/{kind:str}", "alert.drafted")
    def empty(self, page: _Page, signed: _Signed, kind: FromPath[str]) -> Response[str]:
        """An empty form."""
        return page.show(FORM, **form_facts(signed, kind), given={}, subject="")

    @act("/new/{kind:str}", "alert.drafted")
    def draft(self, page: _Page, signed: _Signed, form: _Form, kind: FromPath[str]) -> Response[Any]:
        """Write a draft down, complete or not: what is missing shows on its page."""
        try:
            photo = photo_in(signed, form)
            content = content_of(form, shape_of(signed.node.law, kind), photo)
            event = alerts.draft(
                signed.node, signed.actor, kind, content, chosen=form.all("chosen"), urgent=form.text("urgent")
            )
        except Refusal as refusal:
            return page.refused(FORM, refusal, **form_facts(signed, kind), given=form.shown_again(), subject="")
        return page.go(f"/alerts/{event.subject}", event.type)

    @read("/{subject:str}", "alert.read")
    def one(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """One alert that this officer may read."""
        return page.show(PAGE, **facts(signed, subject))

    @read("/{subject:str}/photo", "alert.read")
    def photo(self, signed: _Signed, subject: FromPath[str]) -> Response[bytes]:
        """The portrait."""
        picture = lists.photo(signed.node, signed.actor, subject)
        if picture is None:
            raise NotFound("photo")
        return Response(picture, media_type=alerts.picture_type(picture))

    @read("/{subject:str}/erasure.pdf", "alert.read")
    def erasure(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[bytes]:
        """The certificate of erasure as a sealed PDF."""
        other: Other = "fr" if page.texts.language == "fr" else "en"
        return as_pdf(sealed_erasure(signed.node, signed.actor, subject, WORDS, other), f"{subject}-erasure.pdf")

    @read("/{subject:str}/amend", "alert.amended")
    def changed(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """The form, filled in with the newest version."""
        found = lists.alert_page(signed.node, signed.actor, subject)
        if found.content is None or found.alert.newest is None:
            raise NotFound("alert")
        given = fields_of(found.content)
        chosen = found.alert.newest.chosen
        return page.show(
            FORM, **form_facts(signed, found.alert.kind) | {"chosen": chosen}, given=given, subject=subject
        )

    @act("/{subject:str}/amend", "alert.amended")
    def amend(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Write a new version down. What the form does not show is kept."""
        found = lists.alert_page(signed.node, signed.actor, subject)
        if found.content is None:
            raise NotFound("alert")
        try:
            identity = identity_of(found.content)
            photo = photo_in(signed, form) or (identity.photo if identity else "")
            content = content_of(form, type(found.content), photo, base=found.content)
            event = alerts.amend(signed.node, signed.actor, subject, content, chosen=form.all("chosen"))
        except Refusal as refusal:
            return page.refused(
                FORM, refusal, **form_facts(signed, found.alert.kind), given=form.shown_again(), subject=subject
            )
        return page.go(f"/alerts/{subject}", event.type)

    @act("/{subject:str}/approve", "alert.approved")
    def approve(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Stand behind exactly the content whose hash the page showed."""
        return _acted(page, signed, subject, lambda: alerts.approve(
            signed.node, signed.actor, subject, form.text("content")
        ))  # fmt: skip

    @act("/{subject:str}/answer", "review.answered")
    def answer(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Answer what a reviewer asked."""
        return _acted(page, signed, subject, lambda: questions.answer(
            signed.node, signed.actor, subject, form.text("asked"), form.text("words")
        ))  # fmt: skip

    @act("/{subject:str}/circulate", "alert.circulated")
    def circulate(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[Any]:
        """Publish what was reviewed."""
        return _acted(page, signed, subject, lambda: alerts.circulate(signed.node, signed.actor, subject))

    @act("/{subject:str}/discontinue", "alert.discontinued")
    def discontinue(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """كف البحث: withdraw it on every node."""
        return _acted(page, signed, subject, lambda: alerts.discontinue(
            signed.node, signed.actor, subject, form.text("reason"), form.all("items")
        ))  # fmt: skip


def _acted(page: Page, signed: Signed, subject: str, say: Any) -> Response[Any]:
    try:
        event: Event = say()
    except Refusal as refusal:
        return page.refused(PAGE, refusal, **facts(signed, subject))
    return page.go(f"/alerts/{subject}", event.type)


def _row(signed: Signed, row: FoldRow) -> Row:
    found = lists.alert_page(signed.node, signed.actor, row.id)
    count = len(found.alert.newest.items) if found.alert.newest else 0
    return Row(row, found.content, count)


def _kinds(signed: Signed) -> list[str]:
    """The kinds that this officer may draft a form for; notices of lists are imported, never typed."""
    if not may(signed.node, signed.actor.role, "alert.drafted"):
        return []
    return [
        code for code, kind in signed.node.law.kinds.items() if kind.owner == signed.node.kind and code != "sanctions"
    ]


def form_facts(signed: Signed, kind: str) -> dict[str, Any]:
    """What the form of this kind of alert needs beside the values in it. Raises Refusal ``alert.kind_unknown``."""
    node = signed.node
    states = [code for code, info in node.law.members.items() if info.kind == "state" and code != node.member]
    return {
        "kind": node.law.kind(kind),
        "states": states,
        "countries": [code for code, info in node.law.members.items() if info.kind == "state"],
        "chosen": (),
        "needs": NEEDS,
        "spellings": {},
        "urgent_grounds": [ground for ground in node.law.grounds.values() if ground.use == "urgent"],
    }


def _page_number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
