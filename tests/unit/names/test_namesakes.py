"""Estimates of namesakes: what must hold of every name, and what is known of some."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.names.fold import NameTooLong
from mithaq.names.namesakes import Namesakes, namesakes, rounded
from mithaq.names.parts import Part, parts
from mithaq.ops.tables import census, frequency_rows

TODAY = 2026
STATES = ("", *census().states)
KNOWN = sorted({row.name for row in frequency_rows()})[::40]
NAMES = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(["محمد", "أحمد", "علي", "Mohamed", "Fatima", "M."]),
    st.text("بتثجحخدxyz", min_size=2),
)
PARTS = NAMES.map(parts).filter(bool).map(lambda found: found[0])  # read one by one: together they may be a compound
CHAINS = st.lists(PARTS, min_size=1, max_size=9)
SEXES = st.sampled_from(["", "male", "female", "unspecified"])
YEARS = st.one_of(st.none(), st.integers(1900, TODAY + 1))


def bearing(name: str | list[Part], state: str = "EG", sex: str = "male", year: int | None = None) -> Namesakes:
    found = namesakes(census(), name, state, sex, year, TODAY)
    assert found is not None
    return found


@settings(max_examples=150)
@given(CHAINS, st.sampled_from(STATES), SEXES, YEARS)
def test_the_range_holds_the_estimate(chain: list[Part], state: str, sex: str, year: int | None) -> None:
    found = bearing(chain, state, sex, year)
    assert 0 < found.low <= found.expected <= found.high
    assert found.high <= 1.01 * sum(census().people(code, sex) for code in ((state,) if state else census().states))
    assert (found.state, found.year) == (state, year)
    assert found == bearing(chain, state, sex, year)


@settings(max_examples=150)
@given(CHAINS, PARTS, st.sampled_from(STATES), SEXES)
def test_a_further_part_never_adds_people(chain: list[Part], more: Part, state: str, sex: str) -> None:
    fewer, all = bearing([*chain, more], state, sex), bearing(chain, state, sex)
    assert fewer.expected <= all.expected
    assert fewer.low <= all.low
    assert fewer.high <= all.high


@given(CHAINS, st.sampled_from(STATES), st.integers(1930, TODAY))
def test_a_year_of_birth_leaves_one_cohort(chain: list[Part], state: str, year: int) -> None:
    of_all, born = bearing(chain, state), bearing(chain, state, year=year)
    assert born.expected < of_all.expected / 35
    assert born.high / born.expected >= of_all.high / of_all.expected * 0.9 or of_all.expected < 1e-9


@pytest.mark.parametrize("age", [20, 30, 35])
def test_a_cohort_in_the_prime_of_life_is_one_in_sixty_or_so(age: int) -> None:
    assert 50 < bearing("محمد").expected / bearing("محمد", year=TODAY - age).expected < 75


def test_the_cohorts_are_the_people() -> None:
    every = sum(bearing("محمد", year=year).expected for year in range(TODAY - 110, TODAY + 1))
    assert math.isclose(every, bearing("محمد").expected, rel_tol=0.1)


def test_common_names_have_more_bearers_than_rare_ones() -> None:
    names = ["محمد علي", "محمد سليم", "محمد الزرقطوني", "محمد الخربشتاوي"]
    found = [bearing(name, "MA").expected for name in names]
    assert found == sorted(found, reverse=True)
    assert found[0] > 20 * found[-1]


def test_one_egyptian_man_in_seven_or_so_is_called_muhammad() -> None:
    share = bearing("محمد").expected / census().people("EG", "male")
    assert 0.08 < share < 0.25


@pytest.mark.parametrize("spelling", ["Mohamed Ahmed", "Muhammad Ahmad", "محمّد أحمد", "محمد احمد"])
def test_every_spelling_has_the_same_namesakes(spelling: str) -> None:
    assert math.isclose(bearing(spelling).expected, bearing("محمد أحمد").expected, rel_tol=0.15)


@pytest.mark.parametrize(("one", "other"), [("حسن", "حسين"), ("محمد", "محمود"), ("عمر", "عامر")])
def test_near_misses_are_counted_apart(one: str, other: str) -> None:
    from_one = census()._alike(_part(one))
    assert {part.core for part in from_one}.isdisjoint({_part(other).core})


def test_the_family_name_may_stand_first() -> None:
    assert bearing("القحطاني خالد", "SA").expected > 0.3 * bearing("خالد القحطاني", "SA").expected


def test_women_are_counted_among_women() -> None:
    woman, man = bearing("فاطمة محمد", sex="female"), bearing("فاطمة محمد", sex="male")
    assert woman.expected > 50 * man.expected
    assert bearing("محمد علي", sex="male").expected > 50 * bearing("محمد علي", sex="female").expected
    assert math.isclose(bearing("فاطمة محمد", sex="").expected, woman.expected, rel_tol=0.1)


def test_what_was_not_counted_is_bounded_by_how_many_were() -> None:
    found = bearing("الخربشتاوي", "DJ")
    assert found.basis == "bounded"
    assert found.high >= 3 / 134 * census().people("DJ", "male"), (
        "the rule of three at the least: 134 surnames were counted"
    )
    assert bearing("محمد علي").basis == "counted"
    assert bearing("محمد الخربشتاوي").basis == "bounded"


def test_without_a_state_all_are_counted() -> None:
    found = bearing("محمد علي", "")
    each = [bearing("محمد علي", code).expected for code in census().states]
    assert math.isclose(found.expected, sum(each), rel_tol=0.05)


def test_a_family_of_one_state_is_not_multiplied_by_the_others() -> None:
    assert bearing("القحطاني", "").expected < 3 * bearing("القحطاني", "SA").expected


@pytest.mark.parametrize(("name", "state"), [("محمد", "PK"), ("", "EG"), ("-- ..", "EG")])
def test_nothing_is_claimed_of_other_states_or_of_no_name(name: str, state: str) -> None:
    assert namesakes(census(), name, state) is None


def test_a_name_without_end_is_refused() -> None:
    with pytest.raises(NameTooLong):
        namesakes(census(), "ا" * 1000, "EG")
    assert bearing("محمد " * 30).low > 0


@pytest.mark.parametrize(
    ("people", "told"), [(0.0, 0), (0.99, 0), (1.0, 1), (3.4, 3), (96, 100), (340, 300), (1.2e7, 10**7)]
)
def test_people_are_told_one_digit(people: float, told: int) -> None:
    assert rounded(people) == told


def _part(name: str) -> Part:
    return parts(name)[0]
