"""One line a request: route, status, duration, and whose role at which member. Never an address, never an officer's name."""

from __future__ import annotations

import asyncio

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from mithaq.ops.logging import info_line, stopwatch, write_lines
from mithaq.ops.metrics import Traffic
from mithaq.web.session import Signed

_STARTED = "started"


class Stopwatch(ASGIMiddleware):
    """Notes when a request reached its route."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Remember the start, then go on."""
        scope["state"][_STARTED] = stopwatch()
        await next_app(scope, receive, send)


async def write_request(message: Message, scope: Scope) -> None:
    """Log a response that is about to start."""
    if message["type"] != "http.response.start":
        return
    state = scope.get("state", {})
    route, code = scope.get("path_template", ""), state.get("code", "")
    started = state.get(_STARTED)
    traffic: Traffic = scope["litestar_app"].state.federation.traffic
    traffic.answered(route, message["status"], stopwatch() - started if started is not None else 0.0)
    write_lines([line_of(route, message["status"], started, code, scope.get("user"))])


class Lines:
    """The lines of responses that are ready at the same time, on one event loop: written with one call, and at once."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, line: str) -> None:
        """Write this line, with those of the other responses that are ready."""
        if not self._lines:
            asyncio.get_running_loop().call_soon(self._write)
        self._lines.append(line)

    def _write(self) -> None:
        lines, self._lines = self._lines, []
        write_lines(lines)


def line_of(route: str, status: int, started: float | None, code: str, signed: Signed | None) -> str:
    """The line of a response; `started` is the stopwatch at the request's arrival."""
    return info_line(
        "request",
        route=route,
        status=status,
        ms=round((stopwatch() - started) * 1000, 1) if started is not None else 0,
        code=code,
        member=signed.node.member if signed is not None else "",
        role=signed.actor.role if signed is not None else "",
    )
