"""A member's own officers: one administrator proposes, another decides on exactly what he sees."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec
from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import officers
from mithaq.app.officers import ROLES_OF, NewOfficer, NewPost, Suspension
from mithaq.app.ports.rows import ChangeRow
from mithaq.domain.content import field_of
from mithaq.domain.errors import Refusal
from mithaq.ops import passwords
from mithaq.web.api.officers import MIN_PASSWORD
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

PAGE = "officers.html"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]
_SHAPES: dict[str, Any] = {"create": NewOfficer, "post": NewPost, "suspend": Suspension}


class Proposed(NamedTuple):
    """A change as the second administrator sees it: what is to be done, without the secret."""

    row: ChangeRow
    change: officers.Change
    tag: str
    fields: dict[str, Any]


class Officers(Controller):
    """Never the Secretariat's business: each member administers its own."""

    path = "/officers"

    @read("/", "officer.list")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """Officers, open changes, and the forms for a new change."""
        return page.show(PAGE, **_facts(signed))

    @act("/changes", "officer.propose")
    def propose(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Write a change down."""
        try:
            officers.propose(signed.node, signed.actor, _change(form, signed))
        except Refusal as refusal:
            given = {name: value for name, value in form.shown_again().items() if name != "password"}
            return page.refused(PAGE, refusal, **_facts(signed), given=given)
        return page.go("/officers", "officer.propose")

    @act("/changes/{subject:str}/decision", "officer.decide")
    def decide(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Say yes or no to exactly what stands behind the digest."""
        try:
            officers.decide(signed.node, signed.actor, subject, form.text("digest"), form.text("verdict") == "approve")
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed))
        return page.go("/officers", "officer.decide")


def _facts(signed: Signed) -> dict[str, Any]:
    rows, changes = officers.listed(signed.node, signed.actor)
    names = {row.id: row for row in rows}
    return {
        "officers": rows,
        "names": names,
        "changes": [_proposed(row) for row in changes],
        "roles": sorted(ROLES_OF[signed.node.kind]),
        "min_password": MIN_PASSWORD,
        "states": [code for code, info in signed.node.law.members.items() if info.kind == "state"],
    }


def _proposed(row: ChangeRow) -> Proposed:
    change = officers.decoded(row)
    plain = msgspec.to_builtins(change)
    tag = plain.pop("change")
    plain.pop("secret", None)
    return Proposed(row, change, tag, plain)


def _change(form: Form, signed: Signed) -> officers.Change:
    """The change that the form describes, the password already as a hash. Raises Refusal ``request.invalid``."""
    shape = _SHAPES.get(form.text("change"))
    if shape is None:
        raise Refusal("request.invalid", "change")
    plain: dict[str, Any] = {"change": form.text("change")}
    for name in shape.__struct_fields__:
        if name == "suspended":
            plain[name] = form.text(name) == "yes"
        elif name == "secret":
            if len(form.text("password")) < MIN_PASSWORD:
                raise Refusal("request.invalid", "password")
            plain[name] = passwords.hashed(form.text("password")[:200])
        else:
            plain[name] = form.text(name)
    try:
        change: officers.Change = msgspec.convert(plain, shape)
    except msgspec.ValidationError as problem:
        raise Refusal("request.invalid", field_of(problem)) from None
    return change
