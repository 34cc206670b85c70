"""/api/session: sign in, see who one is, sign out."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response
from litestar.di import NamedDependency

from mithaq.web import session as sessions
from mithaq.web.api.parameters import Who
from mithaq.web.api.shapes import Session, SignIn
from mithaq.web.federation import Federation
from mithaq.web.routes import ask, end, read


@ask("/session", "session.open", SignIn, status=201)
def sign_in(
    request: Request[Any, Any, Any], asked: NamedDependency[SignIn], federation: NamedDependency[Federation]
) -> Response[Session]:
    """Open a session. The answer is the same for an unknown login, a wrong password and a suspended officer."""
    signed, token = sessions.sign_in(federation.members, federation.throttle, asked.login, asked.password)
    if not asked.as_cookie:
        return Response(_view(signed, token))
    cookie = sessions.cookie(token, secure=request.url.scheme == "https")
    return Response(_view(signed, ""), cookies=[cookie])


@read("/session", "session.read")
def whoami(signed: Who) -> Session:
    """Who is signed in."""
    return _view(signed, "")


@end("/session", "session.close")
def sign_out(request: Request[Any, Any, Any], signed: Who) -> Response[None]:
    """End the session at once."""
    sessions.sign_out(signed)
    cookie = sessions.cookie("", secure=request.url.scheme == "https")
    return Response(None, cookies=[cookie] if signed.by_cookie else [])


def _view(signed: sessions.Signed, token: str) -> Session:
    officer, session = signed.officer, signed.session
    return Session(
        signed.node.member, officer.id, officer.login, officer.role, officer.post, officer.authority,
        session.expires_at, session.csrf, token,
    )  # fmt: skip
