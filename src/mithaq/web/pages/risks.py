"""Flags of risk: what the commission has entered of which state, and its forms to enter and lift one."""

from __future__ import annotations

from typing import Any, get_args

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import risks
from mithaq.domain.errors import Refusal
from mithaq.domain.risk import RiskMatter
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.navigation import may
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

PAGE = "risks.html"
MATTERS = get_args(RiskMatter)
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Risks(Controller):
    """None is shipped; each flag is the commission's own word."""

    path = "/risks"

    @read("/", "risk.list")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """Every flag, lifted ones too."""
        return page.show(PAGE, **_facts(signed))

    @act("/", "risk.flagged")
    def flag(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Enter a flag on a state."""
        matter = form.text("matter")
        try:
            if matter not in MATTERS:
                raise Refusal("content.invalid", "matter")
            risks.flag(signed.node, signed.actor, form.text("state"), matter, form.text("since"))  # type: ignore[arg-type]  # one of the matters just checked
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed), given=form.shown_again())
        return page.go("/risks", "risk.flagged")

    @act("/{subject:str}/lift", "risk.lifted")
    def lift(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Lift a flag."""
        risks.lift(signed.node, signed.actor, subject)
        return page.go("/risks", "risk.lifted")


def _facts(signed: Signed) -> dict[str, Any]:
    node = signed.node
    return {
        "flags": risks.listed(node, signed.actor),
        "may_flag": may(node, signed.actor.role, "risk.flagged"),
        "states": [code for code, info in node.law.members.items() if info.kind == "state"],
        "matters": MATTERS,
    }
