"""The counts behind estimates: tables of three names whose shares can be worked out by hand."""

from __future__ import annotations

import math

import msgspec
import pytest

from mithaq.names.census import COMMONEST, INITIAL, MOST, NINE_IN_TEN, Bearers, Census, StateCount
from mithaq.names.parts import Part, parts


class Row(msgspec.Struct, frozen=True):
    country: str
    role: str
    name: str
    share: float


STATES = [StateCount("TN", 1_000_000, 1.0, 0.2, 1000, 500), StateCount("AE", 2_000_000, 0.1, 0.1, 100, 50)]
CENSUS = Census(
    [
        Row("TN", "given", "محمد", 0.2),
        Row("TN", "given", "فاطمة", 0.05),
        Row("TN", "surname", "التونسي", 0.01),
        Row("AE", "given", "محمد", 0.9),
    ],
    STATES,
    ["فاطمه"],
)


def bearers(name: str, sex: str = "male", state: str = "TN") -> Bearers:
    (found,) = CENSUS.bearers(part(name), state, sex)
    return found


def part(name: str) -> Part:
    return parts(name)[0]


def test_shares_are_corrected_for_the_men_and_women_who_were_counted() -> None:
    assert math.isclose(bearers("محمد").given, 0.2 / 0.8)
    assert math.isclose(bearers("محمد").father, 0.2 / 0.8)
    assert math.isclose(bearers("فاطمة", "female").given, 0.05 / 0.2)
    assert math.isclose(bearers("محمد", "").given, (0.2 / 0.8 + 1 / 1000 / 0.2) / 2)
    assert bearers("محمد", "female").father == bearers("محمد").father, "a woman's father is a man"


def test_spellings_find_the_count() -> None:
    assert bearers("Mohammed") == bearers("محمد")
    assert bearers("محمود") != bearers("محمد")


def test_nobody_is_everybody() -> None:
    assert bearers("محمد", state="AE").given == COMMONEST


def test_sampling_widens_what_was_seldom_counted() -> None:
    assert math.isclose(bearers("محمد").above, NINE_IN_TEN / math.sqrt(200))
    assert math.isclose(bearers("التونسي").above, NINE_IN_TEN / math.sqrt(5))
    never = bearers("القحطاني")
    assert (never.counted, never.family, never.above) == (False, 1 / 500, math.log(MOST))
    assert never.below > bearers("التونسي").below


def test_a_name_of_another_state_counts_for_little_here() -> None:
    emirates, tunisia = CENSUS.bearers(part("التونسي"), "", "male")
    assert tunisia.family == bearers("التونسي").family
    assert emirates.family < bearers("التونسي", state="AE").family


def test_an_initial_is_anybody_with_that_letter() -> None:
    assert math.isclose(bearers("M.").father, INITIAL / 0.8)


@pytest.mark.parametrize(
    ("state", "sex", "people"), [("TN", "", 1_000_000), ("TN", "male", 500_000), ("AE", "", 200_000)]
)
def test_nationals_are_counted_and_half_of_them_are_men(state: str, sex: str, people: float) -> None:
    assert math.isclose(CENSUS.people(state, sex), people)


def test_where_nationals_are_few_the_doubt_reaches_to_all_who_live_there() -> None:
    assert CENSUS.doubt("TN") == 0
    assert math.isclose(CENSUS.people("AE", "") * math.exp(CENSUS.doubt("AE")), 2_000_000)
