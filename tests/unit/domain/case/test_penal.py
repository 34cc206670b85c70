"""Dual criminality and thresholds over both penal laws: met, not met or arguable, each with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.case.penal import Act, punishable_in_both, reached_in_both, reached_in_one
from mithaq.domain.content import Offence
from mithaq.domain.offence import Penalty, term
from mithaq.law.offences import load_offences

TN, JO, EG = "TN", "JO", "EG"
OFFENCE = Offence("07011", "invented acts", "Tunis", "2024-05-01", "author", "art. 291", 60)
ROW = Penalty(JO, "07011", "art. 1", 6, 60, discretionary=False, synthetic=False, confirmed=True, source="s")
Law = int | str | None
"""A maximum in months; or ``court``, ``empty``, ``unconfirmed``, None for no row."""


def row(state: str, law: Law) -> Penalty:
    plain = structs.replace(ROW, state=state)
    match law:
        case int():
            return structs.replace(plain, minimum_months=None, maximum_months=law)
        case "court":
            return structs.replace(plain, minimum_months=None, maximum_months=None, discretionary=True)
        case "empty":
            return structs.replace(plain, minimum_months=None, maximum_months=None)
        case _:
            return structs.replace(plain, confirmed=False)


def act(
    here: Law = None, there: Law = None, stated: int | None = 60, code: str = "07011",
    nationalities: tuple[str, ...] = (TN,), third: Law = None,
) -> Act:  # fmt: skip
    laws = {JO: here, TN: there, EG: third}
    penalties = {(state, "07011"): row(state, law) for state, law in laws.items() if law is not None}
    offence = structs.replace(OFFENCE, code=code, maximum_months=stated)
    return Act(TN, JO, offence, nationalities, load_offences(), penalties)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (act(here=24), ("met", "punishable_in_both")),
        (act(here="court"), ("met", "punishable_in_both")),
        (act(here=None), ("arguable", "requested_law_decides")),
        (act(here="empty"), ("arguable", "requested_law_decides")),
        (act(here="unconfirmed"), ("arguable", "requested_law_decides")),
        (act(here=24, stated=None), ("arguable", "requesting_law_unknown")),
        (act(here=24, there="empty", stated=None), ("arguable", "requesting_law_unknown")),
        (act(here=24, there="empty"), ("met", "punishable_in_both")),
        (act(here=24, there=12, stated=None), ("met", "punishable_in_both")),
        (act(here=24, there="court", stated=None), ("met", "punishable_in_both")),
        (act(here=24, there=0), ("not_met", "not_punishable_there")),
        (act(here=24, code="fraud"), ("arguable", "offence_unknown")),
        (act(here=24, code="0803"), ("arguable", "offence_excluded")),
        (act(here=0), ("arguable", "national_of_requesting")),
        (act(here=0, nationalities=()), ("arguable", "nationality_unknown")),
        (act(here=0, nationalities=(EG,), third=24), ("arguable", "national_of_a_party")),
        (act(here=0, nationalities=(EG,), third="court"), ("arguable", "national_of_a_party")),
        (act(here=0, nationalities=(EG,), third=0), ("not_met", "not_punishable")),
        (act(here=0, nationalities=(EG,), third="empty"), ("arguable", "national_law_unknown")),
        (act(here=0, nationalities=(EG,), third="unconfirmed"), ("arguable", "national_law_unknown")),
        (act(here=0, nationalities=(EG,)), ("not_met", "not_punishable")),
        (act(here=0, nationalities=(JO,)), ("not_met", "not_punishable")),
    ],
)
def test_punishable_in_both(asked: Act, answer: tuple[str, str]) -> None:
    assert punishable_in_both(asked) == answer


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (act(stated=12), ("arguable", "requested_law_decides")),
        (act(stated=11), ("arguable", "requested_law_decides")),
        (act(stated=60, here="empty"), ("arguable", "requested_law_decides")),
        (act(stated=60, here="unconfirmed"), ("arguable", "requested_law_decides")),
        (act(stated=None, here="empty"), ("arguable", "penalty_discretionary")),
        (act(stated=12, here=12), ("met", "reached")),
        (act(stated=12, here=11), ("arguable", "one_law_below")),
        (act(stated=11, here=12), ("arguable", "one_law_below")),
        (act(stated=11, here=11), ("not_met", "below_threshold")),
        (act(stated=12, here="court"), ("arguable", "penalty_discretionary")),
        (act(stated=11, here="court"), ("not_met", "below_threshold")),
        (act(stated=None, here=60), ("arguable", "penalty_discretionary")),
        (act(stated=60, here=60, there=60), ("met", "reached")),
        (act(stated=60, here=60, there=24), ("arguable", "penalty_differs")),
        (act(stated=60, here=60, there="court"), ("arguable", "penalty_differs")),
        (act(stated=60, here=60, there="empty"), ("met", "reached")),
        (act(stated=60, here=60, there="unconfirmed"), ("met", "reached")),
    ],
)
def test_reached_in_the_law_of_either_party(asked: Act, answer: tuple[str, str]) -> None:
    assert reached_in_one(asked, 12) == answer


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (act(stated=12, here=12), ("met", "reached")),
        (act(stated=11, here=12), ("not_met", "below_threshold")),
        (act(stated=12, here=11), ("not_met", "below_threshold")),
        (act(stated=11), ("not_met", "below_threshold")),
        (act(stated=12), ("arguable", "requested_law_decides")),
        (act(stated=12, here="court"), ("arguable", "penalty_discretionary")),
        (act(stated=None, here=12), ("arguable", "penalty_discretionary")),
        (act(stated=None, here=11), ("not_met", "below_threshold")),
        (act(stated=24, here=12, there=12), ("arguable", "penalty_differs")),
    ],
)
def test_reached_in_both(asked: Act, answer: tuple[str, str]) -> None:
    assert reached_in_both(asked, 12) == answer


def test_a_row_that_nobody_confirmed_is_no_knowledge_and_an_invented_one_is_a_demonstration() -> None:
    unconfirmed = row(JO, "unconfirmed")
    assert term({(JO, "07011"): unconfirmed}, JO, "07011") == "unknown"
    assert term({(JO, "07011"): structs.replace(unconfirmed, synthetic=True)}, JO, "07011") == 60
    assert term({}, JO, "07011") == "unknown"


laws = st.one_of(st.none(), st.integers(0, 48), st.sampled_from(["court", "empty", "unconfirmed"]))


@given(laws, laws, st.one_of(st.none(), st.integers(0, 48)))
def test_both_laws_are_asked_for_more_than_one(here: Law, there: Law, stated: int | None) -> None:
    """What is met in both laws is met in one; what fails in one fails in both."""
    one, both = (test(act(here, there, stated), 12)[0] for test in (reached_in_one, reached_in_both))
    assert one == "met" or both != "met"
    assert one != "not_met" or both == "not_met"
