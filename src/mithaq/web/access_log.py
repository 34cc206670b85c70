"""One line a request: route, status, duration, and whose role at which member. Never an address, never an officer's name."""

from __future__ import annotations

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from mithaq.ops.logging import stopwatch, write_info
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
    write_line(route, message["status"], state.get(_STARTED), code, scope.get("user"))


def write_line(route: str, status: int, started: float | None, code: str, signed: Signed | None) -> None:
    """Log a response; `started` is the stopwatch at the request's arrival."""
    write_info(
        "request",
        route=route,
        status=status,
        ms=round((stopwatch() - started) * 1000, 1) if started is not None else 0,
        code=code,
        member=signed.node.member if signed is not None else "",
        role=signed.actor.role if signed is not None else "",
    )
