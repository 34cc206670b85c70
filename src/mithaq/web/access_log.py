"""One line a request: route, status, duration, and whose role at which member. Never an address, never an officer's name."""

from __future__ import annotations

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from mithaq.ops.logging import get_logger, stopwatch

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
    signed, state = scope.get("user"), scope.get("state", {})
    started = state.get(_STARTED)
    get_logger().info(
        "request",
        route=scope.get("path_template", ""),
        status=message["status"],
        ms=round((stopwatch() - started) * 1000, 1) if started is not None else 0,
        code=state.get("code", ""),
        member=signed.node.member if signed is not None else "",
        role=signed.actor.role if signed is not None else "",
    )
