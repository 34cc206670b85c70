"""Exit codes, and how every refusal becomes one line and one of them. docs/cli.md lists the same."""

from __future__ import annotations

import errno
from typing import Any

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.home.open import HomeBusy
from mithaq.journal.errors import KeyFileError, Refused
from mithaq.law.malformed import LawMalformed
from mithaq.ops.system import SystemEntropy

DONE = 0
REFUSED = 1  # a rule says no, or input is not valid
USAGE = 2  # click's own
NOT_ALLOWED = 3
NOT_FOUND = 4
BUSY = 5  # the node is held by another process that does not answer, or its store cannot be written now
DAMAGED = 6  # bytes on disk are not what they were, or a verification found faults
TO_ACT = 12  # `doctor` found something that fails or will
UNEXPECTED = 70
EXIT_CLASS = {"none": 0, "cleared": 0, "possible": 10, "strong": 11}  # of a check with --exit-class

EXPECTED = (Refusal, Refused, StoreFault, LawMalformed, KeyFileError, OSError)
Line = dict[str, Any]


def described(problem: BaseException) -> Line:
    """The problem as a JSON line: a stable code, where, and what is missing. Never a value, but of the law's own files,
    whose `reason` may quote what stands there.

    What nobody expected gets a random `id` instead, to tell one report of it from another.
    """
    line: Line = {**_said(problem), "exit": status(problem)}
    if missing := getattr(problem, "missing", ()):
        line["missing"] = list(missing)
    if number := getattr(problem, "line", 0):
        line["line"] = number
    return line


def _said(problem: BaseException) -> Line:
    match problem:
        case Refusal() | StoreFault():
            return {"error": problem.code, "where": problem.where}
        case Refused():
            return {"error": f"journal.{problem.code.value}", "where": problem.where}
        case LawMalformed():
            return {"error": "law.malformed", "where": problem.file, "reason": problem.reason}
        case KeyFileError():
            return {"error": "home.keys", "where": problem.code}
        case OSError():
            return {"error": "file.failed", "where": errno.errorcode.get(problem.errno or 0, "")}
        case _:
            name = type(problem).__name__
            return {"error": "unexpected", "where": name, "id": f"e-{SystemEntropy().token(8).hex()}"}


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
        case LawMalformed() | KeyFileError():
            return DAMAGED
        case Refusal() | Refused() | OSError():
            return REFUSED
        case _:
            return UNEXPECTED
