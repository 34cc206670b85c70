"""The certificate as a fold, and its number however it was typed or scanned."""

from __future__ import annotations

import pytest

from mithaq.domain import clearance as domain
from mithaq.domain.alert_events import ErasureConfirmed
from mithaq.domain.clearance import Clearance, ClearanceIssued, ClearanceWithdrawn, digest_of, evolve, plain_number
from mithaq.domain.events import Author, Body, Event
from mithaq.law.load import load_law

LAW = load_law(demo=False)
AT, LATER, UNTIL = "2026-11-22T08:00:00.000Z", "2026-12-22T08:00:00.000Z", "2028-11-22T08:00:00.000Z"
NUMBER = "ABCDEFGHIJKLMNOPQRSTUV27"


def said(body: Body, member: str = "OC", at: str = AT) -> Event:
    who = Author("o-1", "", "commissioner", "")
    return Event("clearance.issued", member, 1, 1, at, who, "n-1", body, "c" * 64, "d" * 64, "e" * 64)


def issued() -> Clearance:
    found = evolve(None, said(ClearanceIssued(UNTIL)), LAW)
    assert found is not None
    return found


def test_only_the_commission_issues_and_takes_back() -> None:
    for member in ("TN", "GS"):
        assert evolve(None, said(ClearanceIssued(UNTIL), member), LAW) is None
        assert evolve(issued(), said(ClearanceWithdrawn("clearance_lost"), member), LAW) == issued()
    assert evolve(None, said(ClearanceWithdrawn("clearance_lost")), LAW) is None
    back = evolve(issued(), said(ClearanceWithdrawn("clearance_lost"), at=LATER), LAW)
    assert back is not None
    assert (back.state, back.ground, back.withdrawn_at) == ("withdrawn", "clearance_lost", LATER)
    assert evolve(back, said(ClearanceWithdrawn("clearance_error"), at=UNTIL), LAW) == back
    assert not back.holds_at(AT)


def test_it_holds_from_its_issue_until_its_end() -> None:
    times = ("2026-11-22T07:59:59.999Z", AT, LATER, UNTIL)
    assert [issued().holds_at(time) for time in times] == [False, True, True, False]


def test_each_holder_signs_once_for_its_erasure() -> None:
    one = evolve(issued(), said(ErasureConfirmed("0" * 64), "TN"), LAW)
    two = evolve(one, said(ErasureConfirmed("0" * 64), "EG"), LAW)
    assert two is not None
    assert two.erased == ("EG", "TN")
    assert evolve(two, said(ErasureConfirmed("0" * 64), "TN"), LAW) == two


@pytest.mark.parametrize("typed", [
    NUMBER, NUMBER.lower(), domain.printed(NUMBER), f" {domain.printed(NUMBER)} ", NUMBER.replace("B", "8"),
    NUMBER.replace("O", "0"),
    NUMBER.replace("I", "1"), f"MITHAQ:1:CLEARANCE:OC/17:{'AB' * 32}:N-0001:{NUMBER}:VERIFY WITH MITHAQ DOCUMENT VERIFY",
])  # fmt: skip
def test_a_number_is_read_however_it_is_typed_or_scanned(typed: str) -> None:
    assert plain_number(typed) == NUMBER


@pytest.mark.parametrize("typed", ["", " ", "﷽", "MITHAQ:", "MITHAQ:1:CLEARANCE"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert plain_number(typed) == ""


def test_the_digest_needs_number_and_alert() -> None:
    assert len({digest_of(NUMBER, "a-1"), digest_of(NUMBER, "a-2"), digest_of("A" * 24, "a-1")}) == 3
