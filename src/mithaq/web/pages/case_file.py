"""The extradition file of a case as a checklist: papers are added one by one, over days, and sent when it is complete."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import attachments, cases, completeness, drafts
from mithaq.app.cases import CasePage
from mithaq.app.file_screening import of_file
from mithaq.domain.attachment import EXTENSIONS
from mithaq.domain.authority import authority
from mithaq.domain.case.checklist import lacking
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instrument import Clock
from mithaq.web.download import download
from mithaq.web.pages.case_facts import total
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.keeping import MAX_FORM_BYTES
from mithaq.web.pages.page import Page
from mithaq.web.pages.screening_facts import acknowledged_in
from mithaq.web.session import Signed

PAGE = "case_file.html"
CONTINUATION = "continuation.requested"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class CaseFile(Controller):
    """The file of one case, for the state that asks."""

    path = "/cases/{subject:str}/file"

    @read("/", drafts.FILE)
    def one(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """What is there, what is missing, and what may go ahead."""
        return page.show(PAGE, **_facts(signed, subject))

    @act("/papers", drafts.FILE, request_max_body_size=MAX_FORM_BYTES)
    def add(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Lay one paper into the draft."""
        paper, files = form.text("paper"), form.files.get("file", [])
        try:
            if not files:
                raise Refusal("content.invalid", "file")
            for data in files:
                drafts.add(signed.node, signed.actor, subject, paper, data, **_form_of(form))
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject) | {"opened": paper})
        return page.go(f"/cases/{subject}/file", "file.drafted")

    @act("/papers/mark", drafts.FILE)
    def mark(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Say that a copy is an original, or who certified it."""
        paper, hash = form.text("paper"), form.text("attachment")
        try:
            drafts.mark(signed.node, signed.actor, subject, paper, hash, **_form_of(form))
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject))
        return page.go(f"/cases/{subject}/file", "file.drafted")

    @act("/papers/remove", drafts.FILE)
    def remove(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Take a copy out of the draft."""
        drafts.remove(signed.node, signed.actor, subject, form.text("paper"), form.text("attachment"))
        return page.go(f"/cases/{subject}/file", "file.removed")

    @act("/warrant", drafts.WARRANT)
    def warrant(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[Any]:
        """Send the art. 42(b) document alone, before the file is complete."""
        try:
            drafts.send_warrant(signed.node, signed.actor, subject)
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject))
        return page.go(f"/cases/{subject}/file", "case.act")

    @act("/send", drafts.FILE)
    def send(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Sign the complete file."""
        try:
            drafts.send(signed.node, signed.actor, subject, form.text("memorandum"), acknowledged_in(form))
        except Refusal as refusal:
            known = _facts(signed, subject, form.text("memorandum"))
            return page.refused(PAGE, refusal, **known | {"given": form.shown_again()})
        return page.go(f"/cases/{subject}", "case.act")

    @read("/papers/{hash:str}", drafts.FILE)
    def paper(self, signed: _Signed, subject: FromPath[str], hash: FromPath[str]) -> Response[bytes]:
        """A paper of the draft, to be saved."""
        return download(*drafts.open_file(signed.node, signed.actor, subject, hash))


def _form_of(form: Form) -> dict[str, Any]:
    return {"original": form.ticked("original"), "certified_by": form.text("certified_by")}


def _facts(signed: Signed, subject: str, memorandum: str = "") -> dict[str, Any]:
    """Everything for the page, with what the screening finds with that memorandum.

    Raises NotFound for whoever does not stand on the requesting side.
    """
    node, actor = signed.node, signed.actor
    page = cases.read(node, actor, subject)
    if page.relation != "requesting":
        raise NotFound("case")
    found = completeness.of_page(node, page)
    drafted = drafts.listed(node, actor, subject)
    papers = [item for item in found.items if item.kind == "paper"]
    case, instrument = page.case, node.law.instruments.get(page.case.instrument)
    return {
        "case": case,
        "view": page.view,
        "papers": papers,
        "forms": [item for item in found.items if item.kind == "form"],
        "here": sum(item.standing == "present" for item in papers),
        "lacks": lacking(papers, "paper"),
        "copies": found.copies,
        "drafted": {(row.paper, row.attachment): row for row in drafted},
        "rules": {rule.paper: rule for rule in instrument.file} if instrument else {},
        "desk": authority(node.law, case.requested, case.instrument, "file"),
        "files": attachments.of_case(node, actor, subject),
        "attachable": ",".join(f".{ending}" for ending in EXTENSIONS.values()),
        "ahead": _ahead(signed, page),
        "ways": found.ahead,
        "may": _may(signed, page, drafts.FILE),
        "sent": next((row for row in reversed(case.lodged) if row.event == drafts.FILE), None),
        "cure_by": case.cure_by if case.cure_at else "",
        "complete": found.complete,
        "warrant_ready": any(row.paper == "warrant" and (row.original or row.certified_by) for row in drafted),
        "opened": "",
        "screened": of_file(node, subject, memorandum),
    }


def _may(signed: Signed, page: CasePage, type: str) -> bool:
    """Whether this officer may say it now: the role, and the state of the case."""
    access, state = signed.node.law.access, str(page.case.state)
    fits = any(one.event == type for one in page.view.possible)
    return fits and access.allows(type, signed.actor.role, signed.node.kind, page.relation, state)


def _ahead(signed: Signed, page: CasePage) -> dict[str, Any]:
    """What may go ahead of the file: the clock that waits for it, and the two statements that answer that."""
    clock = next((run for run in page.view.clocks if run.clock == Clock.DOCUMENT), None)
    waiting = clock is None or clock.state != "answered"
    return {
        "clock": clock,
        "total": total(clock.started_at, clock.due_at) if clock else 1,
        "sent": next((row for row in page.case.lodged if row.event in (drafts.WARRANT, CONTINUATION)), None),
        "warrant": waiting and _may(signed, page, drafts.WARRANT),
        "continuation": waiting and _may(signed, page, CONTINUATION),
    }
