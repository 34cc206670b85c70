"""Who is signed in: a login such as ``border@TN`` selects the member, a token ``TN.<hex>`` finds its session again.

The token travels in the cookie of the console or as a bearer token of a program. The cookie alone does not let
anybody write: another site can make a browser send it, so such a request also has to carry the session's CSRF value.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from mithaq.app import officers
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import OfficerRow, SessionRow
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.ops import passwords
from mithaq.web.problems import Denied
from mithaq.web.throttle import Throttle

COOKIE = "mithaq_session"
CSRF_HEADER = "x-csrf-token"
CSRF_FIELD = "csrf"
MAX_TOKEN = 200  # characters; ours have 67
MAX_KNOWN = 10_000  # sessions remembered at once, about 5 MB: more than any member has officers on one shift
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True)
class Signed:
    """An officer who is signed in, at which node, by which session. `by_cookie`: a browser sent the token by itself."""

    node: Node
    officer: OfficerRow
    session: SessionRow
    actor: Actor
    token: str
    by_cookie: bool


def sign_in(members: Mapping[str, Node], throttle: Throttle, login: str, password: str) -> tuple[Signed, str]:
    """Check the password and open a session: (who, token with its member).

    Raises Denied 401 ``session.refused``, the same for an unknown login, a wrong password and a suspended officer;
    Denied 429 ``session.too_many`` after too many failures.
    """
    node = members.get(login.rpartition("@")[2])
    now = (node or next(iter(members.values()))).now()
    if seconds := throttle.wait(login, now):
        raise Denied(429, "session.too_many", headers={"Retry-After": str(seconds)})
    refused = Denied(401, "session.refused", headers={"WWW-Authenticate": "Bearer"})
    officer = _officer(node, login) if node is not None else None
    if not passwords.verifies(officer.secret if officer else None, password) or node is None or officer is None:
        throttle.failed(login, now)
        raise refused
    try:
        token, session = officers.open_session(node, officer)
    except Refusal:
        throttle.failed(login, now)
        raise refused from None
    throttle.succeeded(login)
    full = f"{node.member}.{token}"
    return Signed(node, officer, session, officers.actor_of(officer), token, by_cookie=False), full


def sign_out(signed: Signed) -> None:
    """End the session on the node; the cookie is dropped by the response."""
    officers.close_session(signed.node, signed.actor, signed.token)


def cookie(token: str, *, secure: bool) -> Cookie:
    """The session cookie; an empty token ends it."""
    return Cookie(
        key=COOKIE, value=token, path="/", httponly=True, secure=secure, samesite="strict",
        max_age=officers.SESSION_HOURS * 3600 if token else 0,
    )  # fmt: skip


def signed_by(members: Mapping[str, Node], token: str, *, by_cookie: bool) -> Signed | None:
    """Who this token signs in now; None for every kind of wrong token."""
    member, _, secret = token.partition(".")
    node = members.get(member)
    if node is None or len(token) > MAX_TOKEN:
        return None
    found = officers.signed_in(node, secret)
    if found is None:
        return None
    officer, session = found
    return Signed(node, officer, session, officers.actor_of(officer), secret, by_cookie)


class Known:
    """Sessions found in the store a moment ago. Forgotten as soon as the store says that any session or officer changed.

    Used on the event loop alone. A check looks up its session each time, and would wait longer for that than for the answer.
    """

    def __init__(self, members: Mapping[str, Node]) -> None:
        self._members = members
        self._found: dict[str, tuple[int, OfficerRow, SessionRow]] = {}

    def get(self, token: str, *, by_cookie: bool) -> Signed | None:
        """Who is known to be signed in by this token; None when the store has to be asked."""
        held = self._found.get(token)
        node = self._members.get(token.partition(".")[0])
        if held is None or node is None:
            return None
        signings, officer, session = held
        if signings != node.store.signings() or session.expires_at <= text(node.now()):
            del self._found[token]
            return None
        return Signed(node, officer, session, officers.actor_of(officer), token.partition(".")[2], by_cookie)

    def keep(self, token: str, signed: Signed, signings: int) -> None:
        """Remember what was read when the store's number of signings was this."""
        if len(self._found) >= MAX_KNOWN:
            self._found.clear()
        self._found[token] = (signings, signed.officer, signed.session)


class SignIn(ASGIMiddleware):
    """Finds the officer behind the request, if there is one. Whether one is needed is for `guard` to say."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, members: Mapping[str, Node], known: Known) -> None:
        self._members = members
        self._known = known

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Set `user` to a `Signed` or None, then go on."""
        token, by_cookie = _token(ASGIConnection(scope))
        scope["auth"] = None
        scope["user"] = await self._signed(token, by_cookie=by_cookie) if token else None
        await next_app(scope, receive, send)

    async def _signed(self, token: str, *, by_cookie: bool) -> Signed | None:
        known = self._known.get(token, by_cookie=by_cookie)
        node = self._members.get(token.partition(".")[0])
        if known is not None or node is None:
            return known
        signings = node.store.signings()  # before reading: what changes meanwhile is then read anew
        signed = await sync_to_thread(signed_by, self._members, token, by_cookie=by_cookie)
        if signed is not None:
            self._known.keep(token, signed, signings)
        return signed


async def check_csrf(request: Request[Any, Any, Any], signed: Signed) -> None:
    """Refuse a write that only a cookie signs in, unless it knows the session's CSRF value. Raises Denied 403."""
    if not signed.by_cookie or request.method in SAFE_METHODS:
        return
    given = request.headers.get(CSRF_HEADER, "")
    if not given and request.headers.get("content-type", "").partition(";")[0].strip().lower() in _FORMS:
        given = str((await request.form()).get(CSRF_FIELD, ""))
    if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), signed.session.csrf.encode()):
        raise Denied(403, "session.csrf", CSRF_FIELD)


def _token(connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[str, bool]:
    """(token, whether a cookie brought it). A bearer token wins: a program that sends one means it."""
    scheme, _, value = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip(), False
    return connection.cookies.get(COOKIE, ""), True


def _officer(node: Node, login: str) -> OfficerRow | None:
    with node.store.read() as reader:
        return reader.desk.officer_by_login(login)
