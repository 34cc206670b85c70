"""The commission's page of what looks like misuse: reports of the nodes, findings, lines drawn by lot, and answers."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import insider_desk
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.insider import Outcome
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

LIST, ONE = "insiders.html", "insider.html"
OUTCOMES: tuple[Outcome, ...] = ("explained", "to_supervisor", "misuse")
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Insiders(Controller):
    """A finding is a sign. Whether it is misuse, a person finds out."""

    path = "/insiders"

    @read("/", "insider.read")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """What every node reported, newest first."""
        return page.show(LIST, reports=insider_desk.reports(signed.node, signed.actor))

    @read("/{subject:str}", "insider.read")
    def one(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """One report."""
        return page.show(ONE, **_facts(signed, subject))

    @act("/{subject:str}/answer", "insider.reviewed")
    def answer(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Say what came of a finding or of a line."""
        outcome: Outcome = next((one for one in OUTCOMES if one == form.text("outcome")), "opened")
        of, reason = form.text("of"), form.text("reason")
        try:
            insider_desk.answer(signed.node, signed.actor, subject, of, outcome, reason)
        except Refusal as refusal:
            return page.refused(ONE, refusal, **_facts(signed, subject), given=form.shown_again())
        return page.go(f"/insiders/{subject}", "insider.reviewed")

    @act("/{subject:str}/open", "insider.reviewed")
    def open(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Hand out a sealed line as a file, after the reason is signed."""
        number = form.text("of")
        if not number.isascii() or not number.isdecimal() or len(number) > 15:
            raise NotFound("insider")
        try:
            line = insider_desk.take_line(signed.node, signed.actor, subject, int(number), form.text("reason"))
        except Refusal as refusal:
            return page.refused(ONE, refusal, **_facts(signed, subject), given=form.shown_again())
        headers = {"Content-Disposition": f'attachment; filename="line-{line.number}.json"'}
        return Response(msgspec.json.encode(line), media_type="application/json", headers=headers)


def _facts(signed: Signed, subject: str) -> dict[str, Any]:
    found = insider_desk.report(signed.node, signed.actor, subject)
    lines = {line.number: line for line in found.report.lines} if found.report else {}
    return {"found": found, "lines": lines, "outcomes": OUTCOMES}
