"""Every answer that is no success, as RFC 9457 problem details with a stable code, in the reader's language.

A problem says which field or state is concerned and what is missing. It never repeats a value that was sent, never
shows a stack trace, and says the same about what does not exist and what one may not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from msgspec import Struct

from mithaq.app.ports.faults import StoreFault
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.journal.errors import Refused
from mithaq.ops.logging import get_logger
from mithaq.ops.system import SystemEntropy
from mithaq.ops.texts import preferred, translator

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5  # a busy or full store: long enough that a storm of retries does not keep it busy

# Refusals about the state that something is in by now: reading again and deciding anew may help.
CONFLICTS = frozenset({
    "alert.already_approved", "alert.already_cleared", "alert.amended_too_often", "alert.ended", "alert.exists",
    "alert.not_amendable", "alert.not_cleared", "alert.not_reviewed",
    "alert.other_content", "alert.refused", "case.exists", "case.not_opened", "case.not_possible", "change.decided",
    "change.other_content", "clock.not_due", "consent.none", "consent.too_early", "cure.not_answered",
    "decision.none", "hit.not_confirmed", "hit.not_open", "idempotency.repeated", "lending.not_agreed",
    "message.unread", "minister.missing", "officer.login_taken", "release.due", "review.not_approved",
    "review.not_called", "review.not_listed", "review.payload_not_here", "review.question_open", "shield.answered",
    "shield.second",
    "thread.closed", "thread.full", "thread.not_possible",
    "alert.flagged", "alert.hidden", "flag.none", "flag.stands", "hiding.none", "hiding.too_often", "link.none",
    "link.stands", "retention.not_due",
})  # fmt: skip

_HTTP_CODES = {
    400: "request.invalid", 401: "session.required", 403: "forbidden", 404: "not_found", 405: "method.not_allowed",
    413: "request.too_large", 415: "request.media_type", 429: "session.too_many",
}  # fmt: skip


class Problem(Struct, frozen=True, omit_defaults=True):
    """RFC 9457, with our members. `code` is stable; `title` is its sentence in the language that was asked for.

    `where` names the field, state or article; `missing` the fields to be supplied; `instance` is the random id under
    which an internal error stands in the log.
    """

    type: str
    title: str
    status: int
    code: str
    where: str = ""
    missing: tuple[str, ...] = ()
    instance: str = ""


class Denied(Exception):
    """The request stops at the rim: not signed in, not allowed, not well-formed. Raised before any use case runs."""

    def __init__(self, status: int, code: str, where: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.where = where
        self.headers = dict(headers or {})


def from_refusal(request: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    """404 and 403 for what one may not; 409 for a state that has moved on; 422 for what the rules refuse."""
    match refusal:
        case NotFound():
            return problem(request, 404, "not_found")
        case Forbidden():
            return problem(request, 403, refusal.code, refusal.where)
        case _:
            status = 409 if refusal.code in CONFLICTS else 422
            return problem(request, status, refusal.code, refusal.where, refusal.missing)


def from_journal(request: Request[Any, Any, Any], refused: Refused) -> Response[bytes]:
    """A statement that no node would admit, such as one that is larger than the format allows."""
    return problem(request, 422, f"journal.{refused.code}", refused.where)


def from_denied(request: Request[Any, Any, Any], denied: Denied) -> Response[bytes]:
    """What the rim refused."""
    return problem(request, denied.status, denied.code, denied.where, headers=denied.headers)


def from_store(request: Request[Any, Any, Any], fault: StoreFault) -> Response[bytes]:
    """The disk is full, slow or gone: reads may go on, and the same request may be tried again."""
    get_logger().error("store.fault", code=fault.code)
    return problem(request, 503, fault.code, headers={"Retry-After": str(RETRY_SECONDS)})


def from_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """What the framework refused: unknown route, method, size, parameter. Its own wording may quote input: dropped."""
    if error.status_code >= 500:
        return from_unknown(request, error)
    code = _HTTP_CODES.get(error.status_code, "request.invalid")
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() in {"allow", "retry-after"}}
    return problem(request, error.status_code, code, _parameter(error.extra), headers=headers)


def from_unknown(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A mistake of ours: an id that stands in the log beside the type of the exception, and nothing else."""
    id = f"e-{SystemEntropy().token(8).hex()}"
    route = request.scope.get("path_template") or ""
    get_logger().error("internal", id=id, error=type(error).__name__, route=route)
    return problem(request, 500, "internal", instance=f"urn:mithaq:error:{id}")


def problem(
    request: Request[Any, Any, Any],
    status: int,
    code: str,
    where: str = "",
    missing: tuple[str, ...] = (),
    *,
    instance: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """The response. Its code is left in the connection's state, for the line in the log."""
    language = preferred(request.headers.get("accept-language", ""))
    title = translator(language).refusal(code)
    body = Problem(f"urn:mithaq:problem:{code}", title, status, code, where, missing, instance)
    request.state.code = code
    return Response(
        msgspec.json.encode(body),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={**(headers or {}), "Content-Language": language, "Vary": "Accept-Language"},
    )


def _parameter(extra: object) -> str:
    """The name of the first parameter that the framework complains of; names are ours, values are not."""
    first = extra[0] if isinstance(extra, list) and extra else None
    key = first.get("key", "") if isinstance(first, dict) else ""
    return key if isinstance(key, str) else ""


HANDLERS: dict[type[Exception] | int, Any] = {
    Refusal: from_refusal,
    Refused: from_journal,
    Denied: from_denied,
    StoreFault: from_store,
    HTTPException: from_http,
    Exception: from_unknown,
}
