"""What could not be done, as a page: one calm sentence in the officer's language, the code, and the way back."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from mithaq.app.ports.faults import StoreFault
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.journal.errors import Refused
from mithaq.web import problems
from mithaq.web.idempotency import from_claim
from mithaq.web.pages.page import page_of
from mithaq.web.problems import CONFLICTS, Denied

_Asked = Request[Any, Any, Any]


def _from_refusal(request: _Asked, refusal: Refusal) -> Response[Any]:
    match refusal:
        case NotFound():
            return _page(request, 404, "not_found")
        case Forbidden():
            return _page(request, 403, refusal.code)
        case _ if refusal.code == "idempotency.repeated":
            return from_claim(request, refusal)  # a double click: what the first one answered
        case _:
            return _page(request, 409 if refusal.code in CONFLICTS else 422, refusal.code)


def _from_denied(request: _Asked, denied: Denied) -> Response[Any]:
    """Who is not signed in is sent to sign in; anything else the rim refuses is explained."""
    if denied.code == "session.required":
        request.state.code = denied.code
        return Response(b"", status_code=303, headers={"Location": "/sign-in"})
    return _page(request, denied.status, denied.code, denied.headers)


def _from_journal(request: _Asked, refused: Refused) -> Response[Any]:
    return _page(request, 422, f"journal.{refused.code}")


def _from_store(request: _Asked, fault: StoreFault) -> Response[Any]:
    problems.from_store(request, fault)
    return _page(request, 503, fault.code, {"Retry-After": str(problems.RETRY_SECONDS)})


def _from_http(request: _Asked, error: HTTPException) -> Response[Any]:
    """The framework's own refusals, and its wording for mistakes of ours. The code is the one that the API gives."""
    problems.from_http(request, error)
    return _page(request, error.status_code, str(request.state.code))


def _from_unknown(request: _Asked, error: Exception) -> Response[Any]:
    problems.from_unknown(request, error)
    return _page(request, 500, "internal")


def _page(request: _Asked, status: int, code: str, headers: dict[str, str] | None = None) -> Response[Any]:
    request.state.code = code
    shown = page_of(request, request.app.state.federation).show("error.html", status, code=code)
    shown.headers.update(headers or {})
    return shown


HANDLERS: dict[type[Exception] | int, Any] = {
    Refusal: _from_refusal,
    Refused: _from_journal,
    Denied: _from_denied,
    StoreFault: _from_store,
    HTTPException: _from_http,
    Exception: _from_unknown,
}
