"""What every response carries: nothing from elsewhere, nothing in frames, nothing kept by caches or passed on."""

from __future__ import annotations

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from mithaq.web.download import SANDBOX
from mithaq.web.guard import ACTION

ASSET_SECONDS = 24 * 3600  # static files carry their version in the path
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HSTS = "max-age=31536000"


_RAW = [(name.lower().encode(), value.encode()) for name, value in {**_ALWAYS, "Cache-Control": "no-store"}.items()]
_RAW_HTTPS = [*_RAW, (b"strict-transport-security", _HSTS.encode())]


def raw_headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    """The same headers as `secure` adds to an answer that nobody may keep, ready to be sent."""
    return _RAW_HTTPS if scope.get("scheme") == "https" else _RAW


async def secure(message: Message, scope: Scope) -> None:
    """Add the headers to a response that is about to start."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in _ALWAYS.items():
        if (
            name != "Content-Security-Policy" or headers.get(name) != SANDBOX
        ):  # a file from elsewhere gets the stricter one
            headers[name] = value
    headers["Cache-Control"] = _caching(message["status"], scope)
    if scope.get("scheme") == "https":
        headers["Strict-Transport-Security"] = _HSTS


def _caching(status: int, scope: Scope) -> str:
    """An unknown address has no handler, whatever the types say."""
    opt = getattr(scope.get("route_handler"), "opt", {})
    return f"public, max-age={ASSET_SECONDS}" if opt.get(ACTION) == "asset.read" and status == 200 else "no-store"
