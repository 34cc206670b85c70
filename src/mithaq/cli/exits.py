"""Exit codes, and how every refusal becomes one line and one of them. docs/cli.md lists the same."""

from __future__ import annotations

from typing import Any

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.home.open import HomeBusy
from mithaq.journal.errors import Refused
from mithaq.law.malformed import LawMalformed

DONE = 0
REFUSED = 1  # a rule says no, input is not valid, or a verification found faults
USAGE = 2  # click's own
NOT_ALLOWED = 3
NOT_FOUND = 4
BUSY = 5  # the node is held by another process that does not answer, or its store cannot be written now
DAMAGED = 6  # bytes on disk are not what they were
UNEXPECTED = 70

EXPECTED = (Refusal, Refused, StoreFault, LawMalformed)
Line = dict[str, Any]


def described(problem: BaseException) -> Line:
    """The problem as a JSON line: a stable code, where, and what is missing. Never a value."""
    if isinstance(problem, Refusal):
        line: Line = {"error": problem.code, "where": problem.where, "exit": status(problem)}
        if problem.missing:
            line["missing"] = list(problem.missing)
        if number := getattr(problem, "line", 0):
            line["line"] = number
        return line
    if isinstance(problem, Refused):
        return {"error": f"journal.{problem.code.value}", "where": problem.where, "exit": status(problem)}
    if isinstance(problem, StoreFault):
        return {"error": problem.code, "where": problem.where, "exit": status(problem)}
    if isinstance(problem, LawMalformed):
        return {"error": "law.malformed", "where": problem.file, "line": problem.line, "exit": DAMAGED}
    return {"error": "unexpected", "where": type(problem).__name__, "exit": UNEXPECTED}


def status(problem: BaseException) -> int:  # noqa: PLR0911 - one line an exit code
    """The exit code for a problem."""
    match problem:
        case HomeBusy():
            return BUSY
        case NotFound():
            return NOT_FOUND
        case Forbidden():
            return NOT_ALLOWED
        case StoreFault():
            return DAMAGED if problem.code == CORRUPT else BUSY
        case LawMalformed():
            return DAMAGED
        case Refusal() | Refused():
            return REFUSED
        case _:
            return UNEXPECTED
