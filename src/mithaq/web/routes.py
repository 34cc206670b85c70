"""How a route of the API is written: path, action of `access.csv`, and what it takes.

`read` looks something up. `write` acts once, under an `Idempotency-Key`. `ask` is a POST that changes nothing that a retry
could double: a check, whose terms must not stand in an address, or a sign-in.
"""

from __future__ import annotations

from typing import Any

from litestar import delete, get, post
from litestar.handlers import HTTPRouteHandler

from mithaq.web.body import SHAPE
from mithaq.web.guard import ACTION
from mithaq.web.idempotency import ONCE


def read(path: str, action: str, **more: Any) -> get:
    """A GET route."""
    return get(path, opt={ACTION: action}, sync_to_thread=True, **more)


def ask(path: str, action: str, body: Any, *, status: int = 200, waits: bool = False, **more: Any) -> post:
    """A POST route whose body is looked at, each time anew. `waits`: it awaits by itself, and needs no thread."""
    opt = {ACTION: action, SHAPE: body}
    return post(path, opt=opt, status_code=status, sync_to_thread=None if waits else True, **more)


def write(path: str, action: str, body: Any = None, **more: Any) -> post:
    """A POST route that acts exactly once. `body` is the shape of its JSON, None where there is nothing to say."""
    opt = {ACTION: action, ONCE: "header"} | ({SHAPE: body} if body is not None else {})
    return post(path, opt=opt, status_code=201, sync_to_thread=True, **more)


def end(path: str, action: str, **more: Any) -> delete:
    """A DELETE route; ending what has ended changes nothing."""
    return delete(path, opt={ACTION: action}, status_code=204, sync_to_thread=True, **more)


__all__ = ["HTTPRouteHandler", "ask", "end", "read", "write"]
