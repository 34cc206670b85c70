"""Copies: who holds one, for what, until when; and the forms to name a holder, renew, recall, and enter its receipt."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import holders
from mithaq.app.holders import Opening, SignedDeletion
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.navigation import may
from mithaq.web.pages.page import Page
from mithaq.web.pages.show import from_input
from mithaq.web.session import Signed

PAGE = "holders.html"
ACTS = ("holder.opened", "holder.renewed", "holder.recalled", "holder.receipted")
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Holders(Controller):
    """Nothing leaves for anybody who does not stand here."""

    path = "/holders"

    @read("/", "holder.list")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """The own holders; for the commission those of every member."""
        return page.show(PAGE, **_facts(signed))

    @act("/", "holder.opened")
    def opened(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Name a holder."""
        return _acted(page, signed, form, "holder.opened", lambda: holders.open_holder(
            signed.node, signed.actor, Opening(
                form.text("kind"), form.text("name"), form.text("authority"), form.text("purpose"), _end(signed, form),
                form.text("receipt_key"),
            ),
        ))  # fmt: skip

    @act("/{subject:str}/renew", "holder.renewed")
    def renewed(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Put its end off."""
        return _acted(page, signed, form, "holder.renewed", lambda: holders.renew(
            signed.node, signed.actor, subject, _end(signed, form)
        ))  # fmt: skip

    @act("/{subject:str}/recall", "holder.recalled")
    def recalled(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Ask the copy back."""
        return _acted(page, signed, form, "holder.recalled", lambda: holders.recall(
            signed.node, signed.actor, subject, form.text("reason")
        ))  # fmt: skip

    @act("/receipts", "holder.receipted")
    def receipted(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Enter the holder's own receipt, as it wrote it."""
        return _acted(page, signed, form, "holder.receipted", lambda: holders.take_receipt(
            signed.node, signed.actor, _receipt(form.text("receipt"))
        ))  # fmt: skip


def _acted(page: Page, signed: Signed, form: Form, done: str, say: Any) -> Response[Any]:
    try:
        say()
    except Refusal as refusal:
        return page.refused(PAGE, refusal, **_facts(signed), given=form.shown_again())
    return page.go("/holders", done)


def _end(signed: Signed, form: Form) -> str:
    return text(from_input(form.text("expires_at"), signed.node.law.zones[signed.node.member], "expires_at"))


def _receipt(said: str) -> SignedDeletion:
    try:
        return msgspec.json.decode(said, type=SignedDeletion)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError):
        raise Refusal("holder.receipt", "receipt") from None


def _facts(signed: Signed) -> dict[str, Any]:
    node = signed.node
    return {
        "holders": holders.listed(node, signed.actor),
        "kinds": list(node.law.holders.values()),
        "purposes": [ground for ground in node.law.grounds.values() if ground.use == "hold"],
        "reasons": [ground for ground in node.law.grounds.values() if ground.use == "recall"],
        **{f"may_{act.partition('.')[2]}": may(node, signed.actor.role, act) for act in ACTS},
    }
