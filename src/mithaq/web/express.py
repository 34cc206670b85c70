"""The express lane of the border check, which is asked more often than everything else together.

A well-formed check by an officer whose session was just seen is answered here, without the framework's routing, injection
and middleware, which cost more than the search itself. Whatever is unusual about a request in any way (no session or an old
one, a cookie, another media type, a long body, anything that is refused) goes the ordinary way from its beginning,
untouched: so there is one place for every rule, and this lane can only be faster, never more lenient.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Litestar
from litestar.types import HTTPResponseBodyEvent, HTTPResponseStartEvent, Receive, Scope, Send
from msgspec import structs

from mithaq.app.border import Answer, Check
from mithaq.app.ports.faults import StoreFault
from mithaq.domain.errors import Refusal
from mithaq.ops.logging import stopwatch
from mithaq.web.access_log import Lines, line_of
from mithaq.web.api.shapes import Question
from mithaq.web.federation import Federation
from mithaq.web.headers import raw_headers
from mithaq.web.session import Signed

PATH = "/api/check"
MAX_BODY = (
    64 * 1024
)  # bytes; a check with a name in every script and a machine-readable zone has fewer than two thousand
_ACTION = "check"
_JSON = b"application/json"
_BEARER = b"Bearer "
_OK = 200

_question = msgspec.json.Decoder(Question)
_encoder = msgspec.json.Encoder()


class Express:
    """The application with its express lane."""

    def __init__(self, app: Litestar) -> None:
        self._app = app
        self._federation: Federation = app.state.federation
        self._lines = Lines()

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        started, signed = stopwatch(), self._signed(scope)
        if signed is None:
            await self._app(scope, receive, send)
            return
        taken = await _taken(receive)
        answer = await self._answer(signed, taken)
        if answer is None:
            await self._app(scope, _again(taken, receive), send)
            return
        self._federation.traffic.answered(PATH, _OK, stopwatch() - started)
        self._lines.add(line_of(PATH, _OK, started, "", signed))
        await _reply(scope, send, _encoder.encode(answer))

    def _signed(self, scope: Scope) -> Signed | None:
        """The officer behind the request's only token, if the session is known and the role may check at all."""
        token = json = b""
        for name, value in scope["headers"]:
            if name == b"authorization":
                token = value[len(_BEARER) :] if value.startswith(_BEARER) and not token else b""
            elif name == b"content-type":
                json = value
            elif name == b"cookie":
                return None
        if json != _JSON or not token:
            return None
        signed = self._federation.known.get(token.decode("latin-1"), by_cookie=False)
        if signed is None or not self._federation.law.access.may_issue(_ACTION, signed.actor.role, signed.node.kind):
            return None
        return signed

    async def _answer(self, signed: Signed, taken: Sequence[Any]) -> Answer | None:
        """The answer; None for whatever the ordinary way has to look at."""
        if taken[-1]["type"] != "http.request" or taken[-1].get("more_body"):
            return None
        try:
            question = _question.decode(b"".join(message.get("body", b"") for message in taken))
            return await self._federation.together(signed.node).check(signed.actor, Check(**structs.asdict(question)))
        except (msgspec.MsgspecError, UnicodeError, RecursionError, Refusal, StoreFault):
            return None


async def _taken(receive: Receive) -> list[Any]:
    """The request's messages to the end of its body, or so many that it is too long for a check."""
    taken: list[Any] = [await receive()]
    size = len(taken[0].get("body", b""))
    while taken[-1].get("more_body") and size <= MAX_BODY:
        taken.append(await receive())
        size += len(taken[-1].get("body", b""))
    return taken


def _again(taken: Sequence[Any], receive: Receive) -> Receive:
    """The request's messages from the beginning, the first of which were already taken."""
    first = iter(taken)

    async def messages() -> Any:
        held = next(first, None)
        return held if held is not None else await receive()

    return messages


async def _reply(scope: Scope, send: Send, body: bytes) -> None:
    length = (b"content-length", str(len(body)).encode())
    headers = [(b"content-type", _JSON), length, *raw_headers(scope)]
    start: HTTPResponseStartEvent = {"type": "http.response.start", "status": _OK, "headers": headers}
    end: HTTPResponseBodyEvent = {"type": "http.response.body", "body": body, "more_body": False}
    await send(start)
    await send(end)
