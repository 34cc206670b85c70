"""Everything of a kind is answered after one wait, at the next fixed hour, whatever was found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mithaq.domain.alert_shape import MAX_REPLACED
from mithaq.domain.instant import parse
from mithaq.domain.shield.hours import Clearing, due
from mithaq.domain.shield.standing import remembered
from mithaq.law.load import load_law
from tests.support.alert_stories import LAW, Told

RULE = Clearing("wanted", 15, 1440, 60, False, "test")
SOUGHT = load_law().clearing


@pytest.mark.parametrize(
    ("arrived", "urgent", "answered"),
    [
        ("2026-11-22T08:00:00.000Z", False, "2026-11-23T08:00:00.000Z"),
        ("2026-11-22T08:00:00.001Z", False, "2026-11-23T08:15:00.000Z"),
        ("2026-11-22T08:07:00.000Z", True, "2026-11-22T09:15:00.000Z"),
    ],
)
def test_the_first_fixed_hour_after_the_wait(arrived: str, urgent: bool, answered: str) -> None:
    assert due(parse(arrived), RULE, urgent=urgent) == parse(answered)


def test_an_urgent_alert_is_answered_while_its_reviewer_still_has_time() -> None:
    arrived = parse("2026-11-22T08:00:00.001Z")
    for rule in SOUGHT.values():
        assert due(arrived, rule, urgent=True) - arrived < timedelta(hours=2)


def test_what_the_commission_remembers() -> None:
    assert remembered(Told().approve().alert, LAW) == {}
    told = Told().approve().refuse()
    assert remembered(told.alert, LAW) == {told.content: "barred"}
    told = Told().approve().end()
    assert remembered(told.alert, LAW) == {told.content: "barred"}
    assert remembered(Told().end().alert, LAW) == {}
    assert remembered(Told().approve().withhold().alert, LAW) == {}
    out = Told().approve().accept("DZ", "KW").clear().circulate()
    assert remembered(out.end().alert, LAW) == {}
    assert remembered(Told(kind="vehicle").approve().refuse().alert, LAW) == {}


def test_what_was_submitted_and_replaced_is_remembered_and_a_draft_is_not() -> None:
    told = Told().approve()
    first = told.content
    told.amend()
    assert remembered(told.alert, LAW) == {first: "replaced"}
    told.amend()
    assert remembered(told.alert, LAW) == {first: "replaced"}, "nobody stood behind the second"
    assert remembered(Told().approve().withhold().alert, LAW) == {}


def test_nobody_makes_the_state_of_an_alert_grow_by_amending_it_without_end() -> None:
    told = Told()
    for _ in range(MAX_REPLACED):
        told.approve().amend()
    assert len(told.alert.replaced) == MAX_REPLACED
    with pytest.raises(AssertionError, match=r"alert\.amended_too_often"):
        told.approve().amend()
