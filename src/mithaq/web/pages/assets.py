"""Styles, scripts, fonts and pictures: served from the package, nothing from elsewhere.

The address of a file carries its version, so that a browser may keep it: vendored files the version of their folder, our own
a piece of their hash.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from litestar import Response, get
from litestar.params import FromPath

from mithaq.domain.errors import NotFound
from mithaq.web.guard import ACTION

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}


@cache
def _shipped() -> dict[str, tuple[bytes, str]]:
    """Every file that may be served: path below static/ to content and media type. No path outside can be asked for."""
    found = {}
    waiting = [("", files("mithaq.web").joinpath("static"))]
    while waiting:
        prefix, folder = waiting.pop()
        for entry in folder.iterdir():
            if entry.is_dir():
                waiting.append((f"{prefix}{entry.name}/", entry))
            elif (media_type := _TYPES.get(entry.name.rpartition(".")[2])) is not None:
                found[prefix + entry.name] = (entry.read_bytes(), media_type)
    return found


@cache
def asset(name: str) -> str:
    """The address of a file below static/. Raises KeyError for one that is not shipped."""
    version = hashlib.sha256(_shipped()[name][0]).hexdigest()[:10]
    return f"/static/{name}?v={version}"


@get("/static/{name:path}", opt={ACTION: "asset.read"}, sync_to_thread=False, include_in_schema=False)
def static(name: FromPath[str]) -> Response[bytes]:
    """One file. Raises NotFound."""
    found = _shipped().get(name.lstrip("/"))
    if found is None:
        raise NotFound("asset")
    return Response(found[0], media_type=found[1])
