"""Every problem becomes one line and one exit code."""

from __future__ import annotations

import errno
import io

import pytest

from mithaq.app.ports.faults import CORRUPT, FULL, StoreFault
from mithaq.cli.exits import described, status
from mithaq.cli.output import Output
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.home.open import HomeBusy
from mithaq.interop.un import ListError
from mithaq.journal.errors import KeyFileError, RefusalCode, Refused
from mithaq.law.malformed import LawMalformed
from mithaq.ops.texts import translator


@pytest.mark.parametrize(
    ("problem", "code", "error"),
    [
        (Refusal("check.no_purpose", "purpose"), 1, "check.no_purpose"),
        (Forbidden("alert.list"), 3, "forbidden"),
        (NotFound("alert"), 4, "not_found"),
        (HomeBusy(), 5, "home.busy"),
        (StoreFault(FULL, "journal"), 5, "store.full"),
        (StoreFault(CORRUPT, "journal"), 6, "store.corrupt"),
        (KeyFileError("not_a_key"), 6, "home.keys"),
        (Refused(RefusalCode.BAD_SIGNATURE, "signatures[0]"), 1, "journal.bad_signature"),
        (OSError(errno.ENOSPC, "no space", "some/path"), 1, "file.failed"),
        (ZeroDivisionError("secret words"), 70, "unexpected"),
    ],
)
def test_each_has_its_code(problem: Exception, code: int, error: str) -> None:
    line = described(problem)
    assert (status(problem), line["exit"], line["error"]) == (code, code, error)


def test_a_list_names_its_line_and_a_draft_what_it_lacks() -> None:
    assert described(ListError("list.xml", 12, "INDIVIDUAL"))["line"] == 12
    assert described(Refusal("alert.incomplete", "content", missing=("births",)))["missing"] == ["births"]


def test_a_malformed_law_names_file_line_and_reason() -> None:
    line = described(LawMalformed("instruments/riyadh-1983.yaml", 23, "Expected `int`, got `str`"))
    assert (line["where"], line["line"], line["exit"]) == ("instruments/riyadh-1983.yaml", 23, 6)
    for language in ("ar", "en", "fr"):
        errors = io.StringIO()
        Output(translator(language), json=False, errors=errors).line(line)
        for part in ("instruments/riyadh-1983.yaml", "23", "Expected `int`, got `str`"):
            assert part in errors.getvalue()


def test_nothing_that_was_typed_or_read_comes_out() -> None:
    for problem in (ZeroDivisionError("secret words"), OSError(errno.EIO, "secret words", "secret words")):
        assert "secret" not in str(described(problem))


def test_an_unexpected_fault_has_an_id_of_its_own() -> None:
    first, second = described(KeyError("x")), described(KeyError("x"))
    assert first["id"] != second["id"]
