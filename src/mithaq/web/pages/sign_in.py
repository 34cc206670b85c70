"""Signing in and out. A demonstration lists its officers: one click fills in the form."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from litestar import Request, Response
from litestar.di import NamedDependency

from mithaq.web import session as sessions
from mithaq.web.demo_info import DemoOfficer
from mithaq.web.federation import Federation
from mithaq.web.pages.forms import Form, ask, read
from mithaq.web.pages.page import Page
from mithaq.web.problems import Denied

TEMPLATE = "sign_in.html"


@read("/sign-in", "session.open")
def show_sign_in(page: NamedDependency[Page], federation: NamedDependency[Federation]) -> Response[str]:
    """The form. With `?as=`, the login of a demo officer is filled in."""
    login = page.request.query_params.get("as", "")
    known = {officer.login for officer in federation.demo.officers} if federation.demo else set()
    return page.show(TEMPLATE, login=login if login in known else "", cast=_cast(federation), wrong="")


@ask("/sign-in", "session.open")
def sign_in(
    page: NamedDependency[Page], form: NamedDependency[Form], federation: NamedDependency[Federation]
) -> Response[Any]:
    """Open a session and go to the start page; one sentence for every kind of wrong login."""
    login = form.text("login")[:100]
    try:
        signed, token = sessions.sign_in(federation.members, federation.throttle, login, form.text("password")[:200])
    except Denied as denied:
        page.request.state.code = denied.code
        return page.show(TEMPLATE, denied.status, login=login, cast=_cast(federation), wrong=denied.code)
    response = page.go("/check" if signed.actor.role == "border" else "/")
    response.set_cookie(sessions.cookie(token, secure=page.request.url.scheme == "https"))
    return response


@ask("/sign-out", "session.close")
def sign_out(
    request: Request[Any, Any, Any], page: NamedDependency[Page], signed: NamedDependency[sessions.Signed]
) -> Response[bytes]:
    """End the session."""
    sessions.sign_out(signed)
    response = page.go("/sign-in")
    response.set_cookie(sessions.cookie("", secure=request.url.scheme == "https"))
    return response


def _cast(federation: Federation) -> list[tuple[str, list[DemoOfficer]]]:
    """The demo officers by member, in the order in which they are listed."""
    if federation.demo is None:
        return []
    groups = groupby(federation.demo.officers, key=lambda officer: officer.member)
    return [(member, list(found)) for member, found in groups]
