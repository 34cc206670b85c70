"""The tests of a request that rest on the pack itself: whom it binds, for which offences, and the duty to prosecute."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from msgspec import structs

from mithaq.domain.bond import Bond, effect_in
from mithaq.domain.case.rules import TESTS, Question, admissibility, bound, duty_to_prosecute
from mithaq.domain.instrument import Later, PartyRow
from mithaq.domain.law import Law
from mithaq.domain.offence import Penalty
from mithaq.law.load import load_law
from tests.unit.domain.case.story import JO, TN, request_paper

LAW = load_law(demo=True)
ON = date(2026, 3, 2)


def question(code: str = "07011", maximum: int | None = 60, here: int | None = 60) -> Question:
    paper = request_paper()
    paper = structs.replace(paper, offence=structs.replace(paper.offence, code=code, maximum_months=maximum))
    row = Penalty(JO, code, "", None, here, discretionary=False, synthetic=True, confirmed=False, source="")
    return Question(TN, JO, paper, ON, "arguable", LAW.offences, {(JO, code): row})


def bound_rows(instrument: str, *states: str) -> Law:
    rows = (PartyRow(instrument, state, "1990-01-01", "", (), True, "") for state in states)
    return structs.replace(LAW, parties=tuple(rows))


@pytest.mark.parametrize(
    ("instrument", "pair", "result"),
    [
        ("riyadh-1983", (TN, JO), "met"),
        ("un-model", (TN, JO), "not_met"),
        ("riyadh-69-1997", (TN, JO), "not_met"),
        ("reciprocity", (TN, "EG"), "arguable"),
        ("reciprocity", (TN, JO), "not_met"),
        ("riyadh-1984", (TN, JO), "not_met"),
    ],
)
def test_nothing_rests_on_a_template_or_an_amendment(instrument: str, pair: tuple[str, str], result: str) -> None:
    assert bound(bound_rows(instrument, TN, JO, "EG"), instrument, pair, ON) == result


@pytest.mark.parametrize(
    ("instrument", "code", "result", "why"),
    [
        ("arab-terrorism-1998", "09062", "met", "class_covered"),
        ("arab-terrorism-1998", "07011", "not_met", "class_not_covered"),
        ("arab-terrorism-1998", "09061", "not_met", "offence_excluded"),
        ("arab-cyber-2010", "09031", "met", "class_covered"),
        ("arab-cyber-2010", "0803", "not_met", "offence_excluded"),
        ("arab-cyber-2010", "fraud", "arguable", "offence_unknown"),
    ],
)
def test_an_instrument_for_some_offences(instrument: str, code: str, result: str, why: str) -> None:
    found = {row.test: row for row in admissibility(question(code), LAW.instruments[instrument])}
    assert (found["offence_class"].result, found["offence_class"].why) == (result, why)


@pytest.mark.parametrize(("here", "result"), [(60, "met"), (11, "not_met"), (None, "arguable")])
def test_who_refuses_his_own_national_has_to_prosecute_him_from_one_year_in_both_laws(
    here: int | None, result: str
) -> None:
    duty = duty_to_prosecute(question(here=here), LAW.instruments["riyadh-1983"])
    assert duty is not None
    assert (duty.article, duty.result, duty.confirmed) == ("39", result, False)
    assert duty_to_prosecute(question(), LAW.instruments["un-model"]) is None


def test_rules_for_later_are_no_tests_of_the_request() -> None:
    assert not set(get_args(Later)) & set(TESTS)
    for pack in LAW.instruments.values():
        assert {row.test for row in admissibility(question(), pack)} <= set(TESTS)


def test_a_catalogued_offence_with_known_penalties_leaves_less_to_a_person() -> None:
    found = {row.test: (row.result, row.why) for row in admissibility(question(), LAW.instruments["riyadh-1983"])}
    assert found["dual_criminality"] == ("met", "punishable_in_both")
    assert found["threshold_charge"] == ("met", "reached")


@pytest.mark.parametrize(
    ("instrument", "effect"),
    [("riyadh-1983", "hold"), ("riyadh-69-1997", "locate_only"), ("arab-terrorism-1998", "locate_only")],
)
def test_nobody_is_held_at_a_post_on_an_amendment_or_a_convention_for_some_offences(
    instrument: str, effect: str
) -> None:
    bonds = (Bond("n-1", JO, instrument, TN, "2026-01-01T00:00:00.000Z", "b0"),)
    assert effect_in(bound_rows(instrument, TN, JO), JO, TN, bonds, ON, urgent=False).effect == effect
