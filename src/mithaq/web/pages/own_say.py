"""A state's own say in the console: acts on the page of an alert, and the page of its flags."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app.own_say import flags, hiding, keeping, links
from mithaq.domain.errors import Refusal
from mithaq.domain.own_say.events import Basis
from mithaq.domain.own_say.hiding import Authorisation
from mithaq.web.pages.alert_facts import facts
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.navigation import may
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

PAGE, FLAGS = "alert.html", "flags.html"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class OwnSay(Controller):
    """Links, hiding, keeping and the flag on one person, each from the page of the alert."""

    path = "/alerts/{subject:str}"

    @act("/links", "link.made")
    def link(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Link it with another on the same person."""
        return _acted(page, signed, form, subject, "link.made", lambda: links.make(
            signed.node, signed.actor, subject, form.text("other"), _basis(form.text("basis_of_link"))
        ))  # fmt: skip

    @act("/links/undo", "link.undone")
    def unlink(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Undo a link."""
        other = form.text("other")
        return _acted(page, signed, form, subject, "link.undone", lambda: links.undo(
            signed.node, signed.actor, subject, other
        ))  # fmt: skip

    @act("/hiding", "hiding.authorised")
    def hide(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Hide it for a running operation, as a judge."""
        paper = Authorisation(form.text("court"), form.text("decision_number"), form.text("decision_date"))
        return _acted(page, signed, form, subject, "hiding.authorised", lambda: hiding.hide(
            signed.node, signed.actor, subject, paper
        ))  # fmt: skip

    @act("/hiding/end", "hiding.ended")
    def show(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Show it again before the time."""
        return _acted(page, signed, form, subject, "hiding.ended", lambda: hiding.show(
            signed.node, signed.actor, subject
        ))  # fmt: skip

    @act("/reassessment", "retention.reassessed")
    def reassess(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Keep it for another term."""
        return _acted(page, signed, form, subject, "retention.reassessed", lambda: keeping.reassess(
            signed.node, signed.actor, subject, form.text("reassess_ground"), form.text("weighed")
        ))  # fmt: skip

    @act("/flag", "flag.set")
    def flag(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Nobody is arrested on it here."""
        return _acted(page, signed, form, subject, "flag.set", lambda: flags.set_flag(
            signed.node, signed.actor, subject, form.text("flag_ground")
        ))  # fmt: skip

    @act("/flag/lift", "flag.lift")
    def unflag(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Lift that."""
        return _acted(page, signed, form, subject, "flag.lift", lambda: flags.lift_flag(
            signed.node, signed.actor, subject, form.text("unflag_ground")
        ))  # fmt: skip


class FlagPages(Controller):
    """Flags: published ones of all states, and this state's own on single alerts, which no other node ever sees."""

    path = "/flags"

    @read("/", "flag.classes")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """All of them."""
        return page.show(FLAGS, **_flags(signed))

    @act("/classes", "flag.published")
    def publish(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Publish one for a class of cases."""
        try:
            flags.publish(signed.node, signed.actor, form.text("covers"))
        except Refusal as refusal:
            return page.refused(FLAGS, refusal, **_flags(signed), given=form.shown_again())
        return page.go("/flags", "flag.published")

    @act("/lift", "flag.lift")
    def lift(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Lift one on a single alert, which by now nobody here may have to open."""
        try:
            flags.lift_flag(signed.node, signed.actor, form.text("alert"), form.text("unflag_ground"))
        except Refusal as refusal:
            return page.refused(FLAGS, refusal, **_flags(signed), given=form.shown_again())
        return page.go("/flags", "flag.lift")

    @act("/classes/{subject:str}/withdraw", "flag.withdrawn")
    def withdraw(self, page: _Page, signed: _Signed, form: _Form, subject: FromPath[str]) -> Response[Any]:
        """Withdraw one of this state's."""
        flags.withdraw(signed.node, signed.actor, subject)
        return page.go("/flags", "flag.withdrawn")


def _flags(signed: Signed) -> dict[str, Any]:
    node, actor = signed.node, signed.actor
    mine = flags.listed(node, actor).flags if may(node, actor.role, "flag.list") else None
    return {
        "published": flags.classes(node, actor),
        "mine": mine,
        "may_lift": may(node, actor.role, "flag.lift"),
        "standing": [one.alert for one in mine or () if not one.lifted_at],
        "unflag_grounds": [ground for ground in node.law.grounds.values() if ground.use == "unflag"],
        "may_publish": may(node, actor.role, "flag.published"),
        "classes": node.law.own_say.classes,
    }


def _basis(said: str) -> Basis:
    """One of the bases. Raises Refusal ``content.invalid``."""
    found = next((one for one in get_args(Basis) if one == said), None)
    if found is None:
        raise Refusal("content.invalid", "basis")
    return found  # type: ignore[no-any-return]  # one of the literals just compared


def _acted(page: Page, signed: Signed, form: Form, subject: str, done: str, say: Callable[[], object]) -> Response[Any]:
    try:
        say()
    except Refusal as refusal:
        return page.refused(PAGE, refusal, **facts(signed, subject), given=form.shown_again())
    return page.go(f"/alerts/{subject}", done)
