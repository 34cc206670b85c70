"""Birth dates: what a register knows and what a traveller says."""

from __future__ import annotations

import numpy as np

from mithaq.testing.people.births import ELDEST, FULL, NONE, YEAR, YOUNGEST, on_file, said, true_days
from mithaq.testing.people.dice import Dice

MANY = 50_000
DICE = Dice(3, np.arange(MANY, dtype=np.uint64))


def test_people_are_born_on_any_day_of_the_years() -> None:
    days = true_days(DICE)
    assert days.min() < ELDEST + 10
    assert days.max() > YOUNGEST - 10
    assert days.min() >= ELDEST
    assert days.max() <= YOUNGEST


def test_a_register_knows_most_days_some_years_and_some_first_of_january() -> None:
    days = true_days(DICE)
    born = on_file(DICE, days)
    texts = np.datetime_as_string(days, unit="D")
    assert abs(float((born.texts == texts).mean()) - 0.95) < 0.01
    assert (born.known == NONE).tolist() == (born.texts == "").tolist()
    assert (born.texts[born.known == YEAR] == texts[born.known == YEAR].astype("U4")).all()
    wrong = born.texts[(born.known == FULL) & (born.texts != texts)]
    assert 300 < len(wrong) < 700
    assert all(text.endswith("-01-01") for text in wrong.tolist())


def test_what_travellers_say_is_mostly_right_and_wrong_in_known_ways() -> None:
    days = true_days(DICE)
    told = said(DICE, days, np.full(MANY, FULL)).texts
    true = np.datetime_as_string(days, unit="D")
    wrong = [(one, other) for one, other in zip(true.tolist(), told.tolist(), strict=True) if one != other]
    assert 0.02 < len(wrong) / MANY < 0.035
    assert sum(other.endswith("-01-01") for _, other in wrong) > 150
    assert sum(one[5:7] == other[8:] and one[8:] == other[5:7] for one, other in wrong) > 100
    years = said(DICE, days, np.full(MANY, YEAR)).texts
    assert 0.005 < float((years != true.astype("U4")).mean()) < 0.015
