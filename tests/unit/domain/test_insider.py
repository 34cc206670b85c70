"""A report tells nobody by its length what it says, and what is no report is refused."""

from __future__ import annotations

import pytest

from mithaq.domain import insider
from mithaq.domain.errors import Refusal
from mithaq.domain.insider import BLOCK, REVIEW_BLOCK, Finding, Line, Report, Review

LINE = Line(1, "2026-11-22T08:00:00.000Z", "o-1", "TN-AIR", "border", b"s" * 300, b"c" * 700)
FINDING = Finding("f-1", "again", ("o-1",), "TN-AIR", 6, 7.5, (1,))
FULL = Report("TN", LINE.at, "2026-11", 1, "c0" * 32, (FINDING,) * 20, (1,) * 40, (LINE,) * 130)
EMPTY = Report("TN", LINE.at, "2026-11", 1, "c0" * 32)


def test_a_report_with_twenty_findings_is_as_long_as_an_empty_one() -> None:
    assert len(insider.encode(EMPTY)) == len(insider.encode(FULL)) == BLOCK
    assert insider.decode(insider.encode(FULL)) == FULL


def test_a_longer_one_is_a_multiple() -> None:
    more = Report("TN", LINE.at, "2026-11", 1, "c0" * 32, lines=(LINE,) * 300)
    assert len(insider.encode(more)) == 2 * BLOCK


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff", b"{}", b"[" * 100_000])
def test_what_is_no_report_is_refused(raw: bytes) -> None:
    for decode in (insider.decode, insider.decode_review):
        with pytest.raises(Refusal, match=r"content\.invalid"):
            decode(raw)


def test_an_answer_goes_there_and_back() -> None:
    review = Review("f-1", "misuse", "the officer said so himself")
    raw = insider.encode_review(review)
    assert len(raw) == REVIEW_BLOCK
    assert insider.decode_review(raw) == review
