"""The body of a request as its shape: strict JSON, decoded once, never coerced; a wrong one is named by field only."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request

from mithaq.domain.content import field_of
from mithaq.web.problems import Denied

SHAPE = "body"  # opt of a route: the type of its body
PICTURE = "picture"  # in place of a type: the raw bytes of a picture
FILE = "file"  # the raw bytes of any file, whose declared type nobody believes
BYTES = "application/octet-stream"
_JSON = "application/json"


async def asked(request: Request[Any, Any, Any]) -> Any:
    """The decoded body. Raises Denied 415 ``request.media_type``, 400 ``request.invalid``, ``request.not_json``."""
    shape = request.route_handler.opt[SHAPE]
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if shape == PICTURE:
        if not media_type.startswith("image/"):
            raise Denied(415, "request.media_type", "Content-Type")
        return await request.body()
    if shape == FILE:
        if media_type != BYTES:  # a form of another site cannot send this type either
            raise Denied(415, "request.media_type", "Content-Type")
        return await request.body()
    if media_type != _JSON:  # also keeps out the forms of other sites, which cannot send this type
        raise Denied(415, "request.media_type", "Content-Type")
    return decoded(await request.body(), shape)


def decoded(raw: bytes, shape: Any) -> Any:
    """JSON as `shape`. Raises Denied 400."""
    try:
        return msgspec.json.decode(raw, type=shape)
    except msgspec.ValidationError as problem:
        raise Denied(400, "request.invalid", field_of(problem)) from None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise Denied(400, "request.not_json", "body") from None
