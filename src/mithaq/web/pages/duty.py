"""The roster of duty reviewers: who is on it, and for the Secretariat's administrators the forms that change it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import duty
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.navigation import may
from mithaq.web.pages.page import Page
from mithaq.web.pages.show import from_input
from mithaq.web.session import Signed

PAGE = "duty.html"
USUAL = timedelta(days=30)  # what the form proposes: a month's duty
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class DutyRoster(Controller):
    """Each line is a signed statement; from these lines the lot draws."""

    path = "/duty"

    @read("/", "duty.list")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """Who is on the roster."""
        return page.show(PAGE, **_facts(signed))

    @act("/", "reviewer.listed")
    def add(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Put a reviewer on duty."""
        zone = signed.node.law.zones[signed.node.member]
        try:
            since, until = (from_input(form.text(name), zone, name) for name in ("since", "until"))
            event = duty.list_reviewer(signed.node, signed.actor, form.text("reviewer"), text(since), text(until))
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed), given=form.shown_again())
        return page.go("/duty", event.type)

    @act("/{reviewer:str}/end", "reviewer.unlisted")
    def end(self, page: _Page, signed: _Signed, reviewer: FromPath[str]) -> Response[Any]:
        """Take a reviewer off the roster."""
        try:
            event = duty.unlist_reviewer(signed.node, signed.actor, reviewer)
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed))
        return page.go("/duty", event.type)


def _facts(signed: Signed) -> dict[str, Any]:
    node = signed.node
    manages = may(node, signed.actor.role, "reviewer.listed")
    with node.store.read() as reader:
        rows = reader.desk.officers() if manages else []
    reviewers = [row for row in rows if row.role == "reviewer" and row.state == "active"]
    return {
        "lines": duty.roster(node, signed.actor),
        "names": {row.id: row for row in reviewers},
        "reviewers": reviewers,
        "manages": manages,
        "until": node.now() + USUAL,
        "at": text(node.now()),
    }
