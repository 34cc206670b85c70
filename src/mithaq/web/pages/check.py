"""The border check: one form, one calm answer. The terms travel in the body of a POST and never stand in an address."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import border, compare
from mithaq.app.alerts import picture_type
from mithaq.app.border import Check
from mithaq.domain.errors import NotFound, Refusal
from mithaq.web.pages.forms import Form, ask, read
from mithaq.web.pages.navigation import may
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

TEMPLATE = "check.html"
_FIELDS = ("purpose", "name", "birth", "sex", "nationality", "document", "plate", "serial", "mrz", "clearance")


class CheckPages(Controller):
    """A check needs a purpose and is answered once its line in the local log is on disk."""

    path = "/check"

    @read("/", "check")
    def empty(self, page: NamedDependency[Page], signed: NamedDependency[Signed]) -> Response[str]:
        """The form."""
        return page.show(TEMPLATE, answer=None, **_around(signed))

    @ask("/", "check")
    def check(
        self, page: NamedDependency[Page], signed: NamedDependency[Signed], form: NamedDependency[Form]
    ) -> Response[str]:
        """The form again with its answer."""
        given = form.shown_again()
        question = Check(**{name: form.text(name) for name in _FIELDS})
        try:
            answer = border.check(signed.node, signed.actor, question)
        except Refusal as refusal:
            return page.refused(TEMPLATE, refusal, answer=None, given=given, **_around(signed))
        return page.show(TEMPLATE, answer=answer, given=given, **_around(signed))

    @read("/photos/{entry:str}", "check")
    def photo(self, signed: NamedDependency[Signed], entry: FromPath[str]) -> Response[bytes]:
        """The portrait of a candidate, for the officer whose check met it; each time leaves a line."""
        picture = compare.portrait(signed.node, signed.actor, entry)
        if picture is None:
            raise NotFound("photo")
        return Response(picture, media_type=picture_type(picture))


def _around(signed: Signed) -> dict[str, Any]:
    node = signed.node
    return {
        "effect": node.law.effects.get(node.member),
        "may_stop": may(node, signed.actor.role, "hit.open"),
        "may_open": may(node, signed.actor.role, "alert.read"),
        "default_purpose": {"reviewer": "review", "commissioner": "remedy", "clerk": "remedy"}.get(
            signed.actor.role, "border"
        ),
    }
