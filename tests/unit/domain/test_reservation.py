"""Reservations narrow the tests and the choice of instrument; none is shipped for any state, so they are tried on rows."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from mithaq.domain.case.papers import Sentence
from mithaq.domain.case.rules import TESTS, admissibility, bound, question
from mithaq.domain.instrument import PartyRow
from mithaq.domain.instrument_choice import choose
from mithaq.domain.law import Law
from mithaq.domain.offence import Penalty
from mithaq.domain.reservation import narrowed, reserved
from mithaq.law.instruments import read_parties
from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from tests.unit.domain.case.story import JO, TN, request_paper

LAW = load_law()
ON = date(2026, 3, 2)
RIYADH = "riyadh-1983"
HEAD = "instrument,state,since,until,reservations,doubtful,confirmed,source"


def law(requesting: tuple[str, ...] = (), requested: tuple[str, ...] = (), until: str = "") -> Law:
    """Both states bound for certain, with these reservations."""
    sides = ((TN, requesting), (JO, requested))
    rows = (PartyRow(RIYADH, state, "1990-01-01", until, codes, True, "synthetic") for state, codes in sides)
    penalty = Penalty(JO, "07011", "", None, 0, discretionary=False, synthetic=True, confirmed=False, source="")
    return structs.replace(LAW, parties=tuple(rows), penalties={(JO, "07011"): penalty})


def answer(data: Law, test: str, **changes: object) -> tuple[str, str]:
    paper = request_paper()
    paper = structs.replace(paper, offence=structs.replace(paper.offence, code="07011"))
    paper = structs.replace(paper, **changes)
    asked = question(data, RIYADH, (TN, JO), paper, ON)
    return next((one.result, one.why) for one in admissibility(asked, data.instruments[RIYADH]) if one.test == test)


def test_none_is_shipped_for_any_state() -> None:
    assert [row for row in LAW.parties if row.reservations] == []
    assert LAW.reservations
    assert {one.test for one in LAW.reservations.values()} <= set(TESTS)


def test_an_act_that_is_punishable_on_one_side_only() -> None:
    """Riyadh 40(b): nationals of the requesting state are surrendered all the same, unless a reservation excludes that."""
    assert answer(law(), "dual_criminality") == ("arguable", "national_of_requesting")
    for data in (law(requesting=("punishable_here_only",)), law(requested=("punishable_here_only",))):
        assert answer(data, "dual_criminality") == ("not_met", "reserved")


def test_own_nationals_are_the_requested_states_to_reserve() -> None:
    identity = structs.replace(request_paper().identity, nationalities=(JO,))
    own = ("own_nationals_never",)
    assert answer(law(), "own_national", identity=identity) == ("arguable", "own_national")
    assert answer(law(requested=own), "own_national", identity=identity) == ("not_met", "reserved")
    assert answer(law(requesting=own), "own_national", identity=identity) == ("arguable", "own_national")
    assert answer(law(requested=own), "own_national") == ("met", "not_a_national")


@pytest.mark.parametrize(
    ("code", "test", "changes"),
    [
        ("own_territory_never", "place", {"offence_state": JO}),
        ("absent_without_notice", "threshold_sentence", {"sentence": Sentence(60, "absent", retrial=True)}),
    ],
)
def test_what_else_can_be_reserved(code: str, test: str, changes: dict[str, object]) -> None:
    assert answer(law(), test, **changes)[0] == "arguable"
    assert answer(law(requested=(code,)), test, **changes) == ("not_met", "reserved")


def test_whoever_has_excluded_extradition_is_not_bound_for_it() -> None:
    pair = (TN, JO)
    assert bound(law(), RIYADH, pair, ON) == "met"
    data = law(requesting=("no_extradition",))
    assert bound(data, RIYADH, pair, ON) == "not_met"
    choice = choose(data, pair, ON, "ordinary")
    assert {one.instrument: (one.result, one.why) for one in choice.candidates}[RIYADH] == ("not_met", ("reserved",))
    assert choice.governs != RIYADH
    assert choose(law(), pair, ON, "ordinary").governs == RIYADH


def test_the_choice_says_that_a_reservation_applies() -> None:
    choice = choose(law(requested=("own_nationals_never",)), (TN, JO), ON, "ordinary")
    assert choice.governs == RIYADH
    assert choice.candidates[0].why == ("bound", "reservations_apply")


def test_a_reservation_ends_with_the_row_and_never_widens() -> None:
    data = law(requested=("own_nationals_never",), until="2020-01-01")
    assert reserved(data.parties, data.reservations, RIYADH, (TN, JO), ON) == ()
    arguable = structs.replace(LAW.reservations["own_nationals_never"], result="arguable")
    assert narrowed([arguable], "own_national", "not_met", "own_national") == ("not_met", "own_national")


def test_an_unknown_code_is_refused_with_its_line() -> None:
    row = f"{RIYADH},{JO},1990,,own_nationals_never something_else,no,yes,synthetic"
    with pytest.raises(LawMalformed) as refused:
        read_parties("parties.csv", f"{HEAD}\n{row}\n", None, LAW.reservations)
    assert "something_else" in str(refused.value)
    (found,) = read_parties("parties.csv", f"{HEAD}\n{row.replace(' something_else', '')}\n", None, LAW.reservations)
    assert found.reservations == ("own_nationals_never",)
