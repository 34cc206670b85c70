"""The first of two doors: may this role do this at all? The second, by relation and state, stands in each use case.

Every route names its action in `opt["action"]`, a word of the first column of `law/access.csv`. A route without one, or with
one that has no row, does not start (`check_routes`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Litestar, Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.routes import HTTPRoute

from mithaq.domain.access import Access
from mithaq.domain.errors import Forbidden
from mithaq.web.problems import Denied
from mithaq.web.session import Signed, check_csrf

ACTION = "action"
Guard = Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], Awaitable[None]]


class RouteWithoutAction(Exception):
    """A route was written that `access.csv` does not know. Nothing is served until it does."""


def access_guard(access: Access) -> Guard:
    """Let public actions pass; for all others ask who is signed in, and whether the role has any row for the action."""

    async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        if connection.scope.get("method") == "OPTIONS":
            return  # answered with the list of methods, by the framework
        action = str(handler.opt.get(ACTION, ""))
        if access.is_public(action):
            return
        signed: Signed | None = connection.user
        if signed is None:
            raise Denied(401, "session.required", headers={"WWW-Authenticate": "Bearer"})
        await check_csrf(Request(connection.scope, connection.receive), signed)
        if not access.may_issue(action, signed.actor.role, signed.node.kind):
            raise Forbidden(action)

    return guard


def check_routes(app: Litestar, access: Access) -> None:
    """Raises RouteWithoutAction for the first route whose action has no row."""
    for path, action in actions(app):
        if action not in access.actions:
            raise RouteWithoutAction(f"{path}: {action or 'no action'}")


def actions(app: Litestar) -> list[tuple[str, str]]:
    """(method and path, action) of every route that was written here."""
    found = []
    for route in app.routes:
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            methods = sorted(handler.http_methods - {"OPTIONS"})
            found += [(f"{method} {route.path}", str(handler.opt.get(ACTION, ""))) for method in methods]
    return found
