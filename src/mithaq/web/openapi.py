"""GET /api/openapi.json: the API as OpenAPI 3.1.

Litestar knows the routes and their parameters; msgspec, which decodes and encodes every body, describes the shapes. Here the
two are put together, with what every route shares: the idempotency key, the problems, the ways to sign in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

import msgspec
from litestar import Litestar, Request, Response
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.router import Router
from litestar.routes import HTTPRoute
from msgspec import Struct

from mithaq.domain.access import Access
from mithaq.domain.attachment import MEDIA_TYPES
from mithaq.interop.archive import MEDIA_TYPE as ARCHIVE
from mithaq.ops.release import release
from mithaq.web.body import BYTES, FILE, PICTURE, SHAPE
from mithaq.web.guard import ACTION
from mithaq.web.idempotency import HEADER, ONCE, PATTERN, Repeated
from mithaq.web.openapi_links import add_links
from mithaq.web.problems import MEDIA_TYPE, Problem
from mithaq.web.routes import read
from mithaq.web.session import COOKIE, CSRF_HEADER

REF = "#/components/schemas/{name}"
PICTURES = ("image/png", "image/jpeg")
RAW = {PICTURE: PICTURES, FILE: (BYTES,)}  # bodies that are no JSON, by their place in a route
ANSWERS = {"image/*": PICTURES, BYTES: MEDIA_TYPES, ARCHIVE: (ARCHIVE,)}  # and answers, by the media type of a route
_HELD_BACK = "/api/openapi"  # where Litestar would serve its own document; ours is complete, and stands beside
_SUMMARY = "Shared register, border checks and detention requests of the Arab states."
_KEY = {
    "name": HEADER, "in": "header", "required": True, "schema": {"type": "string", "pattern": PATTERN},
    "description": "Chosen by the client, new for each act, the same for each retry of it.",
}  # fmt: skip
_CSRF = {
    "name": CSRF_HEADER, "in": "header", "required": False, "schema": {"type": "string"},
    "description": "The session's csrf value; needed where a cookie signs the write in.",
}  # fmt: skip
_WAYS_IN = {
    "token": {"type": "http", "scheme": "bearer"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": COOKIE},
}
_PROBLEMS = {
    400: "The request is not well-formed", 401: "Not signed in", 403: "This role may not",
    404: "Not there, or not for this officer", 409: "The state has moved on", 413: "Too large",
    415: "Another media type is needed", 422: "Refused by the rules", 429: "Too many attempts",
    500: "A mistake of the program", 503: "The store cannot answer now",
}  # fmt: skip
_ALWAYS = (400, 500, 503)
KEPT = "openapi"  # where the application keeps the document once it is made


def config() -> OpenAPIConfig:
    """What Litestar needs to describe the routes."""
    hidden = Router(
        _HELD_BACK, route_handlers=[], opt={ACTION: "schema.read"}, include_in_schema=False, after_request=_problem
    )  # fmt: skip
    return OpenAPIConfig(
        title="Mithaq", version=release(), summary=_SUMMARY, use_handler_docstrings=True,
        openapi_router=hidden, render_plugins=[JsonRenderPlugin()],
    )  # fmt: skip


@read("/openapi.json", "schema.read", include_in_schema=False, media_type="application/json")
def schema(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The document itself."""
    kept = request.app.state
    if KEPT not in kept:
        kept[KEPT] = msgspec.json.encode(document(request.app))
    return Response(kept[KEPT], media_type="application/json")


def _problem(response: Response[Any]) -> Response[Any]:
    """Litestar answers an unknown address beside its document with a page of its own; ours is a problem as everywhere."""
    if response.status_code == 404:
        raise NotFoundException
    return response


def document(app: Litestar) -> dict[str, Any]:
    """The whole description as JSON values."""
    described: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(app.openapi_schema.to_schema()))
    access: Access = app.state.access
    operations = list(_operations(app))
    shapes = [Problem, Repeated, *(shape for _, _, handler in operations for shape in _shapes(handler))]
    found, components = _named(*msgspec.json.schema_components(shapes, ref_template=REF))
    schemas = dict(zip(shapes, found, strict=True))
    for path, method, handler in operations:
        _complete(described["paths"][path][method], handler, access, schemas)
    add_links(described["paths"])
    described["components"] = {"schemas": components, "securitySchemes": _WAYS_IN}
    return described


def _named(found: Any, components: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """The same, where shapes that share a name are told apart by a word: msgspec gives them their module, with dots."""
    written = msgspec.json.encode([found, components]).decode()
    for name in (name for name in components if "." in name):
        written = written.replace(f'"{REF.format(name=name)}"', f'"{REF.format(name=_word(name))}"')
    schemas, named = msgspec.json.decode(written)
    return schemas, {_word(name): shape for name, shape in named.items()}


def _word(name: str) -> str:
    return name.removeprefix("mithaq.").replace(".", "_")


def _operations(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    for route in app.routes:
        if not isinstance(route, HTTPRoute):
            continue
        for handler, _ in route.route_handler_map.values():
            if handler.resolve_include_in_schema():
                for method in handler.http_methods:
                    yield route.path_format, str(method).lower(), handler


def _shapes(handler: HTTPRouteHandler) -> list[Any]:
    """The shapes that one operation takes and gives."""
    body = handler.opt.get(SHAPE)
    return [shape for shape in (_answer(handler), body) if shape is not None and (shape is not body or body not in RAW)]


def _complete(
    operation: dict[str, Any], handler: HTTPRouteHandler, access: Access, schemas: dict[Any, dict[str, Any]]
) -> None:
    """Add to one operation what Litestar cannot know."""
    public = access.is_public(str(handler.opt[ACTION]))
    answer = _answer(handler)
    success = operation["responses"][str(handler.status_code)]
    if answer is not None:
        success["content"] = {"application/json": {"schema": schemas[answer]}}
    elif str(handler.media_type) in ANSWERS:
        success["content"] = _binary(ANSWERS[str(handler.media_type)])
    else:
        success.pop("content", None)
    parameters = operation.setdefault("parameters", [])
    may_miss = bool(parameters)  # whoever asks for something in particular may ask for what is not there
    if handler.opt.get(ONCE):
        parameters.append(_KEY)
        operation["responses"]["200"] = _response("Carried out before; its first reply was lost", schemas[Repeated])
    if not public:
        operation["security"] = [{name: []} for name in _WAYS_IN]
        parameters += [_CSRF] if str(next(iter(handler.http_methods))) != "GET" else []
    body = handler.opt.get(SHAPE)
    if body is not None:
        content = _binary(RAW[body]) if body in RAW else {"application/json": {"schema": schemas[body]}}
        operation["requestBody"] = {"required": True, "content": content}
    for status in _statuses(handler, public, may_miss):
        operation["responses"][str(status)] = _response(_PROBLEMS[status], schemas[Problem], MEDIA_TYPE)


def _statuses(handler: HTTPRouteHandler, public: bool, may_miss: bool) -> tuple[int, ...]:
    writes = (413, 415) if handler.opt.get(SHAPE) is not None else ()
    rules = (404, 409, 422) if not public else (404,) if may_miss else ()
    signing_in = (401, 429) if handler.opt[ACTION] == "session.open" else ()
    return (*_ALWAYS, *(() if public else (401, 403)), *signing_in, *writes, *rules)


def _answer(handler: HTTPRouteHandler) -> Any:
    """The shape of a success; None for one without JSON."""
    answer = handler.parsed_fn_signature.return_type.raw
    if getattr(answer, "__origin__", None) is Response:
        (answer,) = get_args(answer)
    return answer if isinstance(answer, type) and issubclass(answer, Struct) else None


def _response(says: str, schema: dict[str, Any], media_type: str = "application/json") -> dict[str, Any]:
    return {"description": says, "content": {media_type: {"schema": schema}}}


def _binary(kinds: Iterable[str]) -> dict[str, Any]:
    return {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
