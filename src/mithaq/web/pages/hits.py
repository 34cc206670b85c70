"""Hits: stopped at the post, compared by a named officer, and told to the owner only when the bureau releases it."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import child_watch, compare, hits, messages
from mithaq.app.alerts import picture_type
from mithaq.app.standing_hits import UNDECIDED
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.hit import OVER, Basis, Reason
from mithaq.domain.instant import text
from mithaq.web.pages.forms import Form, act, read
from mithaq.web.pages.page import Page
from mithaq.web.pages.show import from_input
from mithaq.web.pages.thread_facts import threads_about
from mithaq.web.session import Signed

PAGE = "hit.html"
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]
_Form = NamedDependency[Form]


class Hits(Controller):
    """Two steps: stopping on a match only starts the hold clock; the comparison decides."""

    path = "/hits"

    @read("/", "hit.list")
    def listed(self, page: _Page, signed: _Signed) -> Response[str]:
        """The hits of the post, or of the whole state for its bureau."""
        return page.show("hits.html", hits=hits.listed(signed.node, signed.actor))

    @read("/{subject:str}", "hit.read")
    def one(self, page: _Page, signed: _Signed, subject: FromPath[str]) -> Response[str]:
        """One hit with whom or what to compare."""
        return page.show(PAGE, **_facts(signed, subject))

    @read("/{subject:str}/photo", "hit.read")
    def photo(self, signed: _Signed, subject: FromPath[str]) -> Response[bytes]:
        """The portrait to compare with."""
        picture = compare.of_hit(signed.node, signed.actor, subject).photo
        if picture is None:
            raise NotFound("photo")
        return Response(picture, media_type=picture_type(picture))

    @act("/", "hit.open")
    def stop(self, page: _Page, signed: _Signed, form: _Form) -> Response[Any]:
        """Stop a traveller or an object on a match."""
        zone = signed.node.law.zones[signed.node.member]
        held = from_input(form.text("held_from"), zone, "held_from")
        told = from_input(form.text("told_at"), zone, "told_at")
        hit = hits.open_hit(signed.node, signed.actor, form.text("entry"), text(held), text(told))
        return page.go(f"/hits/{hit.id}", "hit.open")

    @act("/{subject:str}/confirm", "hit.confirm")
    def confirm(
        self,
        page: _Page,
        signed: _Signed,
        form: _Form,
        subject: FromPath[str],
    ) -> Response[Any]:
        """It is the person or the object."""
        try:
            hits.confirm(signed.node, signed.actor, subject, _one_of(form, "basis", Basis))
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject))
        return page.go(f"/hits/{subject}", "hit.confirm")

    @act("/{subject:str}/refute", "hit.refute")
    def refute(
        self,
        page: _Page,
        signed: _Signed,
        form: _Form,
        subject: FromPath[str],
    ) -> Response[Any]:
        """It is somebody or something else."""
        try:
            hits.refute(signed.node, signed.actor, subject, _one_of(form, "reason", Reason))
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject))
        return page.go(f"/hits/{subject}", "hit.refute")

    @act("/{subject:str}/release", "hit.release")
    def release(
        self,
        page: _Page,
        signed: _Signed,
        form: _Form,
        subject: FromPath[str],
    ) -> Response[Any]:
        """The bureau lets the owner know."""
        try:
            hits.release(signed.node, signed.actor, subject, form.text("reason"))
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject))
        return page.go(f"/hits/{subject}", "hit.release")

    @act("/{subject:str}/withhold", "hit.withhold")
    def withhold(
        self,
        page: _Page,
        signed: _Signed,
        form: _Form,
        subject: FromPath[str],
    ) -> Response[Any]:
        """The owner never learns of it."""
        try:
            hits.withhold(signed.node, signed.actor, subject, form.text("reason"))
        except Refusal as refusal:
            return page.refused(PAGE, refusal, **_facts(signed, subject))
        return page.go(f"/hits/{subject}", "hit.withhold")


def _facts(signed: Signed, subject: str) -> dict[str, Any]:
    node, actor = signed.node, signed.actor
    compared = compare.of_hit(node, actor, subject)
    hit = compared.hit
    allows = node.law.access.allows
    own_post = hit.post == actor.post
    return {
        # before the bureau has released a hit, nobody outside may learn that there is one
        **threads_about(signed, hit.id, hit.owner if hit.state == "released" else None, alert=hit.alert),
        "disputes": messages.disputes(node, hit.alert, hit.owner),
        "hit": hit,
        "compared": compared,
        "child_due": child_watch.due_of(node, hit) if hit.state in UNDECIDED else "",
        "over": hit.state in UNDECIDED and not compared.stands,
        "may_decide": own_post and allows("hit.confirm", actor.role, node.kind, "own", hit.state),
        "may_release": allows("hit.release", actor.role, node.kind, "own", hit.state)
        and node.law.kinds[hit.kind].owner_learns != "nothing",
        "may_withhold": allows("hit.withhold", actor.role, node.kind, "own", hit.state),
        "withholdings": [ground for ground in node.law.grounds.values() if ground.use == "withhold"],
        "may_open": allows("alert.read", actor.role, node.kind, "foreign", "circulated"),
        "bases": get_args(Basis),
        "reasons": [one for one in get_args(Reason) if one != OVER] if compared.stands else [OVER],
        "releases": [node.law.grounds[code] for code in node.law.kinds[hit.kind].release_reasons.split()],
    }


def _one_of(form: Form, name: str, allowed: Any) -> Any:
    """The choice of a radio group. Raises Refusal ``request.invalid`` for anything else."""
    try:
        return msgspec.convert(form.text(name), allowed)
    except msgspec.ValidationError:
        raise Refusal("request.invalid", name) from None
