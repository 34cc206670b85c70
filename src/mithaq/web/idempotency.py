"""A retried write happens once (reliability.md, R14).

The act and the claim on its `Idempotency-Key` stand in one transaction (`app.log.write_line`); the reply is added afterwards
and given again to whoever repeats the request within a day. If the line was cut in between, the repetition learns
that the act happened and what it made.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send
from msgspec import Struct

from mithaq.app.ports.faults import StoreFault
from mithaq.app.ports.rows import ReplyRow
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.ops.logging import get_logger
from mithaq.web.problems import Denied, from_refusal
from mithaq.web.session import CSRF_FIELD, Signed

HEADER = "Idempotency-Key"
FIELD = "idempotency_key"
PATTERN = "^[A-Za-z0-9_-]{8,64}$"
ONCE = "once"  # opt of a route: "header" for the API, "field" for a form of the console
KEPT = timedelta(hours=24)
_KEY = re.compile(PATTERN[1:-1])
_REDIRECT = 303


class Repeated(Struct, frozen=True):
    """The request was carried out before; its first reply was lost. `reference` is the id of what it made or changed."""

    repeated: bool
    reference: str


async def look_up(request: Request[Any, Any, Any]) -> Response[Any] | None:
    """Before a write: the reply to the same request, or None after the actor has been given the key to claim.

    Raises Denied 400 ``idempotency.key_missing``, 422 ``idempotency.other_request``.
    """
    how = request.route_handler.opt.get(ONCE)
    signed: Signed | None = request.scope.get("user")
    if not how or signed is None:
        return None
    key = await _key(request, how)
    claim = (key, await _digest(request, how))
    request.state.claim = claim
    found = await sync_to_thread(_stored, signed, key)
    if found is not None:
        return _again(found, claim)
    signed.actor.claim = claim
    return None


def from_claim(request: Request[Any, Any, Any], refusal: Refusal) -> Response[Any]:
    """A refusal. When it only says that the key is taken, a twin of this request was faster: give its reply."""
    claim, signed = request.scope.get("state", {}).get("claim"), request.scope.get("user")
    if refusal.code == "idempotency.repeated" and claim and signed:
        found = _stored(signed, claim[0])
        if found is not None and found.request == claim[1]:
            return _again(found, claim)
    return from_refusal(request, refusal)


class Replies(ASGIMiddleware):
    """Keeps what a write answered, before it is sent."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass everything through; hold back the reply to a claimed write until it is stored."""
        kept = _Kept(scope, send) if scope["route_handler"].opt.get(ONCE) else None
        await next_app(scope, receive, kept.send if kept else send)


class _Kept:
    """The messages of one response, stored with the last one."""

    def __init__(self, scope: Scope, send: Callable[[Message], Awaitable[None]]) -> None:
        self._scope = scope
        self._send = send
        self._start: HTTPResponseStartEvent | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._finish(self._start)
            self._start = None
            message = {"type": "http.response.body", "body": self._body, "more_body": False}
        await self._send(message)

    async def _finish(self, start: HTTPResponseStartEvent) -> None:
        claim, signed = self._scope.get("state", {}).get("claim"), self._scope.get("user")
        status = start["status"]
        if claim and signed and status < 400 and signed.actor.claim is None:
            body = self._body if status != _REDIRECT else _location(start)
            await sync_to_thread(_keep, signed, claim, status, body)
        await self._send(start)


def _keep(signed: Signed, claim: tuple[str, str], status: int, body: bytes) -> None:
    node, now = signed.node, signed.node.now()
    row = ReplyRow(claim[0], signed.actor.id, claim[1], status, body, text(now))
    try:
        with node.store.write() as tx:
            held = tx.desk.reply(row.key, row.officer)
            if held is not None and held.status == 0 and held.request == row.request:
                tx.desk.put_reply(row)
            tx.desk.drop_replies(text(now - KEPT))
    except StoreFault as fault:  # the act itself is on disk; a repetition will learn that much
        get_logger().error("store.fault", code=fault.code)


def _stored(signed: Signed, key: str) -> ReplyRow | None:
    """The reply kept under that key. One that is too old is dropped first, so that its key is free again."""
    oldest = text(signed.node.now() - KEPT)
    with signed.node.store.read() as reader:
        found = reader.desk.reply(key, signed.actor.id)
    if found is None or found.at >= oldest:
        return found
    with signed.node.store.write() as tx:
        tx.desk.drop_replies(oldest)
    return None


def _again(found: ReplyRow, claim: tuple[str, str]) -> Response[Any]:
    if found.request != claim[1]:
        raise Denied(422, "idempotency.other_request", HEADER)
    if found.status == _REDIRECT:
        return Response(b"", status_code=_REDIRECT, headers={"Location": found.body.decode()})
    if found.status:
        return Response(found.body, status_code=found.status, media_type="application/json")
    body = msgspec.json.encode(Repeated(True, found.body.decode()))
    return Response(body, status_code=200, media_type="application/json")


async def _key(request: Request[Any, Any, Any], how: str) -> str:
    given = request.headers.get(HEADER, "") if how == "header" else str((await request.form()).get(FIELD, ""))
    if not _KEY.fullmatch(given):
        raise Denied(400, "idempotency.key_missing", HEADER if how == "header" else FIELD)
    return given


async def _digest(request: Request[Any, Any, Any], how: str) -> str:
    """Method, path and body. A form is taken by its fields, since a browser draws a new boundary each time."""
    if how == "field":  # a form with files was read as a stream: its body is gone
        form = await request.form()
        fields = [(name, await _plain(value)) for name, value in form.multi_items() if name != CSRF_FIELD]
        body = msgspec.json.encode(sorted(fields))
    else:
        body = await request.body()
    return hashlib.sha256(f"{request.method}\n{request.url.path}\n".encode() + body).hexdigest()


async def _plain(value: object) -> bytes:
    if not isinstance(value, UploadFile):
        return str(value).encode("utf-8", "surrogatepass")
    content = await value.read()
    await value.seek(0)
    return content


def _location(start: HTTPResponseStartEvent) -> bytes:
    return next((value for name, value in start["headers"] if name.lower() == b"location"), b"/")


__all__ = ["FIELD", "HEADER", "ONCE", "PATTERN", "Repeated", "Replies", "from_claim", "look_up"]
