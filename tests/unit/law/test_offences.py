"""The catalogue is whole; penalties and authorities are invented, say so, and exist only on a demonstration node."""

from __future__ import annotations

import pytest

from mithaq.demo.cast import PRINCIPALS
from mithaq.domain.offence import OffenceKind, Penalties
from mithaq.law.known import Known
from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from mithaq.law.offences import load_offences, load_penalties, read_offences, read_penalties
from mithaq.testing.synthetic.offences import CRIMES

OFFENCES = load_offences()
HEAD = "state,offence,article,minimum_months,maximum_months,discretionary,synthetic,confirmed,source"


def penalties(row: str, *, demo: bool = True) -> Penalties:
    return read_penalties("penalties.csv", f"{HEAD}\n{row}\n", OFFENCES, demo=demo)


def test_the_catalogue_has_every_class_and_speech_is_excluded() -> None:
    assert {kind.klass for kind in OFFENCES.values()} == {"ordinary", "terrorism", "cyber", "excluded"}
    assert OFFENCES["0101"].label.en == "Intentional homicide"
    for code in ("0209", "0803", "09061", "020211", "0808"):
        assert OFFENCES[code].klass == "excluded"
    assert {code for code, kind in OFFENCES.items() if kind.klass == "terrorism"} == {"0906", "09062", "09069"}


def test_every_division_of_a_code_hangs_together() -> None:
    sections = {code[:2] for code in OFFENCES}
    assert sections == {f"{number:02}" for number in range(1, 12)}
    assert all(kind.label.ar and kind.label.fr for kind in OFFENCES.values())


def test_nothing_of_a_states_law_is_shipped_but_what_is_invented() -> None:
    assert load_law().penalties == {}
    assert load_law().authorities == ()
    demo = load_penalties(OFFENCES, demo=True)
    assert {state for state, _ in demo} == set(PRINCIPALS)
    assert all(row.synthetic and not row.confirmed and row.counts for row in demo.values())


def test_the_crimes_of_the_demonstration_are_in_the_catalogue() -> None:
    assert {crime.code for crime in CRIMES} <= set(OFFENCES)


def test_a_row_as_it_is_read() -> None:
    row = penalties("JO,0101,art. 1,,,yes,no,yes,official gazette")["JO", "0101"]
    assert (row.minimum_months, row.maximum_months, row.discretionary, row.counts) == (None, None, True, True)
    assert penalties("JO,0101,art. 1,12,60,no,yes,no,", demo=False) == {}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("JO,9999,,,,no,no,no,", "not in the catalogue"),
        ("JO,0101,,60,12,no,no,no,", "minimum is not above"),
        ("JO,0101,,60,,no,no,no,", "minimum is not above"),
        ("JO,0101,,,60,yes,no,no,", "no limits"),
        ("JO,0101,,,60,no,yes,yes,", "invented is not confirmed"),
        ("JO,0101,,,60,no,no,yes,", "names its source"),
        ("JO,0101,,,-1,no,no,no,", ">= 0"),
        ("JO,0101,,,long,no,no,no,", "int"),
        ("JO,0101,,,60,perhaps,no,no,", "bool"),
        ("JO,0101,,,60,no,no,no,\nJO,0101,,,72,no,no,no,", "stands twice"),
    ],
)
def test_a_malformed_penalty_is_refused(row: str, reason: str) -> None:
    with pytest.raises(LawMalformed, match=reason):
        penalties(row)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("murder,ordinary,ا,a,a", "2, 4, 5 or 6 digits"),
        ("010,ordinary,ا,a,a", "2, 4, 5 or 6 digits"),
        ("٠١٠١,ordinary,ا,a,a", "2, 4, 5 or 6 digits"),
        ("0101,grave,ا,a,a", "enum"),
        ("0101,ordinary,,a,a", "length"),
        ("0101,ordinary,ا,a,a\n0101,ordinary,ا,a,a", "stands twice"),
    ],
)
def test_a_malformed_offence_is_refused(row: str, reason: str) -> None:
    with pytest.raises(LawMalformed, match=reason):
        read_offences("offences.csv", f"code,class,label_ar,label_en,label_fr\n{row}\n")


def test_a_penalty_is_that_of_a_state() -> None:
    with pytest.raises(LawMalformed, match="XX is no state"):
        read_penalties("p.csv", f"{HEAD}\nXX,0101,,,60,no,no,no,\n", OFFENCES, demo=True, known=Known({}, ["JO"]))


def test_the_class_has_its_own_word_in_python() -> None:
    assert isinstance(OFFENCES["0101"], OffenceKind)
    assert OFFENCES["0903"].klass == "cyber"
